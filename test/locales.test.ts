import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { readUses, unknownKeys, unusedKeys, type Uses } from './rules/keys.ts'
import { differingKeys, emptyTexts, localeOf, placeholderFaults, pluralFaults, readLocales, type Locale } from './rules/locales.ts'
import { wordsInView } from './rules/view-text.ts'
import { englishFaults, ukrainianFaults } from './rules/wording.ts'

const locales = readLocales('locales')
const read = (...patterns: string[]) => globSync(patterns, { exclude: ['**/*.test.ts'] }).sort().map((file) => [file, readFileSync(file, 'utf8')] as const)
const views = read('views/**/*.ejs')
const uses = [...views, ...read('src/**/*.ts', 'scripts/demo/*.ts')].map(([file, text]) => readUses(file, text))

describe('the language files', () => {
  it('are there in Ukrainian and English', () => assert.deepEqual(['en', 'uk'].filter((language) => !find(language)), []))
  it('have the same files and keys', () => assert.deepEqual(differingKeys(locales), []))
  it('have every plural form of their language and no other', () => assert.deepEqual(locales.flatMap(pluralFaults), []))
  it('fill in the same values', () => assert.deepEqual(placeholderFaults(locales), []))
  it('have no empty texts', () => assert.deepEqual(locales.flatMap(emptyTexts), []))
  it('have every key that is asked for', () => assert.deepEqual(locales.flatMap((locale) => unknownKeys(uses, locale)), []))
  it('have no key that nobody asks for', () => assert.deepEqual(locales.slice(0, 1).flatMap((locale) => unusedKeys(uses, locale)), []))
  it('hold all words of the views', () => assert.deepEqual(views.flatMap(([file, text]) => wordsInView(file, text)), []))
  it('are in good Ukrainian', () => assert.deepEqual([find('uk')].flatMap((locale) => locale ? ukrainianFaults(locale) : []), []))
  it('are in plain English', () => assert.deepEqual([find('en')].flatMap((locale) => locale ? englishFaults(locale) : []), []))
})

function find(language: string): Locale | undefined {
  return locales.find((locale) => locale.language === language)
}

describe('the rules for keys and forms', () => {
  const en = (words: object) => localeOf('en', { common: words })
  const uk = (words: object) => localeOf('uk', { common: words })
  const four = { n_one: '{{count}} абзац', n_few: '{{count}} абзаци', n_many: '{{count}} абзаців', n_other: '{{count}} абзацу' }

  it('accept the same in two languages', () => {
    const both = [en({ a: { b: 'Hello, {{name}}' }, n_one: 'One', n_other: '{{count, number}}' }), uk({ a: { b: '{{- name}}, привіт' }, ...four })]
    assert.deepEqual([...differingKeys(both), ...both.flatMap(pluralFaults), ...placeholderFaults(both), ...both.flatMap(emptyTexts)], [])
  })
  it('find a key, a number and a file that one language lacks', () => {
    assert.deepEqual(differingKeys([en({ a: { b: 'x', c: 'x' } }), uk({ a: { b: 'x' } })]), ['uk lacks common:a.c'])
    assert.deepEqual(differingKeys([en({ n: 'x' }), uk(four)]), ['en lacks common:n (by number)', 'uk lacks common:n'])
    assert.deepEqual(differingKeys([localeOf('en', { desk: {} }), localeOf('uk', {})]), ['uk lacks desk.json'])
  })
  it('find a plural form that is missing or never used', () => {
    assert.deepEqual(pluralFaults(uk({ n_one: 'x', n_few: 'x', n_other: 'x' })), ['uk/common:n lacks its form _many'])
    assert.deepEqual(pluralFaults(en({ n_one: 'x', n_few: 'x', n_other: 'x' })), ['en/common:n never uses _few'])
    assert.deepEqual(pluralFaults(en({ n_ordinal_one: 'x', n_ordinal_two: 'x', n_ordinal_few: 'x', n_ordinal_other: 'x' })), [])
  })
  it('find a value that one language, or one form, leaves out', () => {
    assert.deepEqual(placeholderFaults([en({ a: '{{name}}' }), uk({ a: 'x' })]), ['uk/common:a lacks {{name}}'])
    assert.deepEqual(placeholderFaults([uk({ ...four, n_one: 'Один абзац' })]), ['uk/common:n_one lacks {{count}}'])
  })
  it('find an empty text', () => assert.deepEqual(emptyTexts(en({ a: ' ' })), ['en/common:a is empty']))
  it('refuse what is not a text', () => assert.throws(() => en({ a: 1 }), /common:a/))
})

describe('the rules for the use of keys', () => {
  const locale = localeOf('en', { common: { save: 'Save', n_one: '1', n_other: '{{count}}' }, states: { a: { title: 'A' }, b: { title: 'B $t(save)' } } })
  const unknown = (code: string) => unknownKeys([readUses('a.ts', code)], locale)
  const unused = (...files: Uses[]) => unusedKeys(files, locale)

  it('know a key, a plural and a computed key', () => {
    assert.deepEqual(unknown("t('save'); voice.t('n', { count: 2 }); t(`states:${state}.title`); t(on ? 'save' : 'states:a.title')"), [])
  })
  it('find a key that is not there, with its line', () => {
    assert.deepEqual(unknown("\nt('gone')"), ['a.ts:2: no text has the key common:gone'])
    assert.deepEqual(unknown("t(on ? 'save' : 'states:c')"), ['a.ts:1: no text has the key states:c'])
    assert.deepEqual(unknown('t(`states:${state}.text`)'), ['a.ts:1: no text has the key states:….text'])
    assert.deepEqual(unknown('t(`${space}:a.title`)'), ['a.ts:1: no text has the key common:…:a.title'])
  })
  it('read views too', () => {
    const view = "<%# page: none %>\n<p title=\"<%= t('gone') %>\"><% if (x) { %>\n<%- include('/a', { page: t('lost') }) %><% } %>"
    assert.deepEqual(unknownKeys([readUses('a.ejs', view)], locale), [
      'a.ejs:2: no text has the key common:gone', 'a.ejs:3: no text has the key common:lost',
    ])
  })
  it('find a key that nobody uses', () => {
    assert.deepEqual(unused(), ['nothing uses common:n', 'nothing uses states:a.title', 'nothing uses states:b.title'])
    assert.deepEqual(unused(readUses('a.ts', "const key = 'states:a.title'; t('n')")), ['nothing uses states:b.title'])
    assert.deepEqual(unused(readUses('a.ts', "const key = `states:${x}`; t('n')")), [])
    assert.deepEqual(unused(readUses('a.ts', "if (x === 'n') t(y)")), ['nothing uses common:n', 'nothing uses states:a.title', 'nothing uses states:b.title'])
  })
})

describe('the rule for words in views', () => {
  const sound = [
    "<p><%= t('save') %> · × → 2 &nbsp;&times; <kbd>Ctrl</kbd></p>", '<input type="hidden" value="uk"><button value="approve" class="wide"></button>',
    '<%# a comment %><!-- a comment --><script type="module" src="/a.js">const a = 1</script>', "<i class=\"<%= x ? 'on' : 'off' %>\"></i>",
    "<% if (page.state === 'draft') { %><a href=\"/desk\" title=\"<%= t('x') %>\" data-state=\"<%= page.state %>\"><% } %>", '<a title="<%= page.a > 2 %>">',
    '<!doctype html><html></html>', '<% if (x) { %> required<% } %> autocomplete="email"',
  ]
  for (const view of sound) it(`accepts ${view}`, () => assert.deepEqual(wordsInView('a.ejs', view), []))

  const broken = [
    ['\n<p>Saved</p>', 'a.ejs:2: Saved'], ['<% if (x) { %>\n<b>і</b><% } %>', 'a.ejs:2: і'], ['<img alt="Map">', 'a.ejs:1: Map'],
    ["<a aria-label='Close'>", 'a.ejs:1: Close'], ['<input placeholder=Name>', 'a.ejs:1: Name'], ['<input type="submit" value="Send">', 'a.ejs:1: Send'],
    ["<%= x ? 'Yes' : '' %>", 'a.ejs:1: Yes'], ['<p><%= `${n} words` %></p>', 'a.ejs:1: words'], ['<a title="№ <%= n %> з <%= m %>">', 'a.ejs:1: №  з'],
    ['<script>x</script>\n\nText', 'a.ejs:3: Text'],
    ['required aria-label="Name"', 'a.ejs:1: Name'], ['It is required', 'a.ejs:1: It is required'],
  ]
  for (const [view = '', sentence] of broken) it(`finds ${sentence}`, () => assert.deepEqual(wordsInView('a.ejs', view), [sentence]))
})

describe('the rules for wording', () => {
  const faults = (text: string) => ukrainianFaults(localeOf('uk', { common: { a: text } }))
  const sound = [
    'Подано: {{name}}', 'Обʼєкт «{{title}}» у форматі DOCX або XLIFF 2.1', '{{count}} абзаців', 'Правила {{name}}', 'Натисніть Ctrl+Enter', '<b>{{name}}</b>',
    'Скасовано рецензію {{name}}', 'та/або', 'Щоб ви бачили', '$t(common:save) далі',
    'Рецензент перевірить', 'Людина, яка надіслала текст', 'Прибрати вибір',
  ]
  for (const text of sound) it(`accept ${text}`, () => assert.deepEqual(faults(text), []))

  const broken = [
    'Ваш email', "Об'єкт", 'Об’єкт', 'Стаття "Назва"', 'Съогодні', '{{name}} подала переклад', '{{name}} повернув переклад', 'Схвалила {{name}}',
    'Подав(ла) {{date}}', 'Подав/подала', 'Якщо Ви увійшли', 'Рeцензія', '{{name}} взялася за роботу', 'Перекладач(ка)',
    'Рецензент не повернув абзац', 'Хто це запланував', 'Видалити чернетку', 'На протязі дня', 'Готово!', 'Будь ласка, зачекайте', 'Зберігається...', 'Стаття - чернетка',
    'Сторінки списку', 'Від тексту відмовлено', 'Готово ,', 'Два  пробіли',
  ]
  for (const text of broken) it(`find the fault in ${text}`, () => assert.notDeepEqual(faults(text), []))

  it('find what English does without', () => {
    const texts = { a: 'Please wait', b: 'Saved!', c: 'Переклад', d: "It's", e: 'It’s saved', f: 'Saving...', g: 'Saved - not sent' }
    assert.deepEqual(englishFaults(localeOf('en', { common: texts })).map((sentence) => sentence.slice(0, 11)), [
      'en/common:a', 'en/common:b', 'en/common:c', 'en/common:d', 'en/common:f', 'en/common:g',
    ])
  })
})
