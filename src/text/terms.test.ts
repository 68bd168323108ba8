import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { createHunspellFromStrings } from 'hunspell-wasm'
import fc from 'fast-check'
import { compileTerms, longestOf } from './terms.ts'

const CORPORA = new URL('../../../shared/corpora/', import.meta.url)

function found(terms: readonly string[], text: string, language = 'uk', more: { isName?: boolean; isVerb?: boolean } = {}): string[] {
  const finder = compileTerms(terms.map((one) => ({ text: one, of: one, ...more })), language)
  return longestOf(finder.all(text)).map(({ start, end, of }) => `${of}: ${text.slice(start, end)}`)
}

describe('a term is found in any of its forms (P42)', () => {
  const families: [term: string, forms: string][] = [
    ['союзник', 'союзник союзника союзнику союзникові союзником союзники союзників союзникам союзниками союзниках'],
    ['сховище', 'сховище сховища сховищу сховищем сховищ сховищам сховищами сховищах'],
    ['безпека', 'безпека безпеки безпеці безпеку безпекою'],
    ['рука', 'рука руки руці руку рукою рук рукам руками руках'],
    ['ніч', 'ніч ночі ніччю ночей ночам ночами ночах'],
    ['стійкість', 'стійкість стійкості стійкістю'],
    ['рішення', 'рішення рішенню рішенням рішень рішеннями рішеннях рішенні'],
    ['стаття', 'стаття статті статтю статтею статей статтям статтями статтях'],
    ['українець', 'українець українця українцеві українцем українці українців українцям українцями'],
    ['вікно', 'вікно вікна вікну вікном вікон вікнам вікнами вікнах вікні'],
    ['збій', 'збій збою збої'],
    ['земля', 'земля землі землю землею земель землям землями'],
    ['секретар', 'секретар секретаря секретарю секретарем секретарі секретарів'],
    ['новий', 'новий нового новому новим новім нова нової новій нову новою нове нові нових новими'],
    ['громадянин', 'громадянин громадянина громадяни громадян громадянами'],
    ['обʼєкт', "обʼєкт об'єкта об’єктом обʼєкти обʼєктів"],
  ]
  for (const [term, forms] of families) {
    it(term, () => {
      for (const form of forms.split(' ')) assert.deepEqual(found([term], form), [`${term}: ${form}`], form)
    })
  }

  const strangers: [term: string, word: string][] = [
    ['каса', 'каша'], ['рік', 'річ'], ['зміна', 'змінна'], ['стать', 'статті'], ['тесть', 'тести'], ['право', 'правий'], ['домна', 'домени'], ['ідея', 'іде'],
    ['дозвіл', 'дозвілля'], ['допомога', 'допоможе'], ['міст', 'мета'], ['Україна', 'український'], ['результат', 'результативний'],
  ]
  for (const [term, word] of strangers) it(`${term} is not ${word}`, () => assert.deepEqual(found([term], word), []))

  const places: [what: string, terms: string[], text: string, expected: string[]][] = [
    ['of several words, each inflected', ['національна стійкість'], 'Основи національної стійкості.', ['національна стійкість: національної стійкості']],
    ['of several words over a no-break space', ['права людини'], 'захист прав\u00a0людини', ['права людини: прав\u00a0людини']],
    ['of several words, not over a comma', ['права людини'], 'права, людини', []],
    ['of several words, not over a line', ['права людини'], 'права\nлюдини', []],
    ['the longest of those that overlap', ['безпека', 'національна безпека'], 'Рада національної безпеки', ['національна безпека: національної безпеки']],
    ['with a hyphen of any kind', ['держава-член'], 'держави‑члени', ['держава-член: держави‑члени']],
    ['not as a part of a word with a hyphen', ['міністр'], 'премʼєр-міністр', []],
    ['an acronym in capitals alone', ['ЄС'], 'ЄС, не єс', ['ЄС: ЄС']],
    ['an acronym in a word with a hyphen', ['ІТ'], 'ІТ-сектор', ['ІТ: ІТ']],
    ['a Latin word in a Ukrainian text', ['API'], 'через API', ['API: API']],
  ]
  for (const [what, terms, text, expected] of places) it(what, () => assert.deepEqual(found(terms, text), expected))

  it('a name only with its capital', () => {
    assert.deepEqual(found(['Надія'], 'надія є, а Надії немає', 'uk', { isName: true }), ['Надія: Надії'])
  })

  const english: [what: string, term: string, text: string, expected: string[], more?: { isVerb: true }][] = [
    ['its plural', 'ally', 'Allies came.', ['ally: Allies']],
    ['its singular, where the term is plural', 'allies', 'An ally came.', ['allies: ally']],
    ['its possessive', 'state', 'the state’s border', ['state: state’s']],
    ['an odd plural', 'child', 'Children play.', ['child: Children']],
    ['of several words', 'security guarantee', 'Security guarantees matter.', ['security guarantee: Security guarantees']],
    ['not a word made of the same root', 'translation', 'A translator translates.', []],
    ['not a verb where it is a noun', 'building', 'They build.', []],
    ['a verb where it is one', 'deploy', 'deployed, deploying, deploys', ['deploy: deployed', 'deploy: deploying', 'deploy: deploys'], { isVerb: true }],
    ['not news in what is new', 'news', 'a new one', []],
    ['an acronym with its ending', 'API', 'APIs and the API’s', ['API: APIs', 'API: API’s']],
    ['an acronym, not a pronoun', 'US', 'between us', []],
  ]
  for (const [what, term, text, expected, more] of english) it(`in English: ${what}`, () => assert.deepEqual(found([term], text, 'en', more), expected))

  it('of a language without rules as it is written', () => assert.deepEqual(found(['Haus'], 'das Haus, die Häuser', 'de'), ['Haus: Haus']))
})

describe('finding terms', () => {
  it('says where each stands, whatever the terms and the text', () => {
    const word = fc.constantFrom('безпека', 'національна', 'ally', 'НАТО', 'безпеки', '-', ',', '\n', 'ʼ', '😀', 'constructor')
    const terms = fc.array(fc.array(word, { maxLength: 4 }), { maxLength: 6 })
    fc.assert(fc.property(terms, fc.array(word, { maxLength: 12 }), (drawn, text) => {
      const written = text.join(' ')
      const finder = compileTerms(drawn.map((one) => ({ text: one.join(' '), of: null })), 'uk')
      for (const { start, end } of finder.all(written)) {
        assert.ok(start >= 0 && start < end && end <= written.length)
        assert.match(written.slice(start, end), /^[\p{L}\p{N}].*$/u)
      }
    }))
  })

  it('finds every term in its own text', () => {
    const word = fc.constantFrom('безпека', 'стійкий', 'люди', 'ally', 'НАТО', 'мережа', 'робити')
    fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), fc.constantFrom('uk', 'en'), (words, language) => {
      const text = words.join(' ')
      assert.ok(compileTerms([{ text, of: null }], language).all(`Ось: ${text}.`).some(({ start, end }) => start === 5 && end === 5 + text.length))
    }))
  })

  it('takes time by the length of the text, not by its square', () => {
    const terms = Array.from({ length: 2000 }, (_, i) => ({ text: `безпека ${'аб'.repeat(i % 7)}слово${i}`, of: i }))
    const finder = compileTerms([...terms, { text: 'безпека безпека безпека безпека безпека безпека безпека безпека', of: -1 }], 'uk')
    const cost = (words: number) => {
      const text = 'безпека '.repeat(words)
      const before = process.cpuUsage()
      finder.all(text)
      const { user, system } = process.cpuUsage(before)
      return user + system
    }
    cost(2000)
    assert.ok(cost(40_000) < 12 * cost(10_000) + 100_000)
  })
})

describe('a glossary that says one thing very often', () => {
  it('does not multiply what is found', () => {
    const finder = compileTerms(Array.from({ length: 3000 }, (_, of) => ({ text: 'слово', of })), 'uk')
    assert.ok(finder.all('слово '.repeat(8000)).length <= 8000 * 50)
  })

  it('is soon ready for verbs of many words', () => {
    const before = process.cpuUsage()
    const finder = compileTerms(Array.from({ length: 1000 }, (_, of) => ({ text: `make do run go see ask tell x${'y'.repeat(of)}`, isVerb: true, of })), 'en')
    assert.ok(process.cpuUsage(before).user < 500_000)
    assert.equal(finder.all('It makes do run go see ask tell x.').length, 1)
  })
})

describe('the words of real texts', { skip: !existsSync(CORPORA) && 'the shared corpora are not here' }, () => {
  it('are found as forms of their first form in 95 of 100 cases, and hardly ever as forms of another', async (t) => {
    const files = await import('dictionary-uk').catch(() => undefined) as { default: { aff: Uint8Array; dic: Uint8Array } } | undefined
    if (!files) return t.skip('the dictionary is not installed')
    const [aff = '', dic = ''] = [files.default.aff, files.default.dic].map((bytes) => new TextDecoder().decode(bytes))
    const hunspell = await createHunspellFromStrings(aff, dic)
    const firstForms = (word: string) => [...new Set(hunspell.stemWord(word).map((one) => one.toLowerCase()))]
    const text = ['tm/en-uk-5k.tsv', 'udhr/udhr.aligned.json'].map((file) => readFileSync(new URL(file, CORPORA), 'utf8')).join('\n').normalize('NFC')
    const words = [...new Set(text.match(/[а-щьюяєіїґ]{4,}/giu)?.map((word) => word.toLowerCase()))]
    const origins = new Map(words.map((word) => [word, firstForms(word)]))
    // What may be a term: a noun or an adjective that is no form of something else.
    const candidates = [...new Set([...origins.values()].flat())]
      .filter((one) => one.length > 4 && isTermLike(one) && firstForms(one).length === 1)
    const finder = compileTerms(candidates.map((one) => ({ text: one, of: one })), 'uk')
    const known = new Set(candidates)
    let [wanted, met, told, wrong] = [0, 0, 0, 0]
    for (const [word, own] of origins) {
      // The dictionary takes an adverb for a form of its adjective: a term is no adverb.
      const mine = own.filter((one) => known.has(one) && !(one.endsWith('ий') && word.endsWith('о')))
      const got = finder.all(word).map(({ of }) => of)
      wanted += mine.length
      met += mine.filter((one) => got.includes(one)).length
      told += got.length
      wrong += got.filter((one) => !own.includes(one)).length
    }
    hunspell.dispose()
    const share = (part: number, whole: number) => (100 * part / whole).toFixed(2)
    const figures = `${met} of ${wanted} found (${share(met, wanted)} %), ${wrong} of ${told} wrong (${share(wrong, told)} %)`
    t.diagnostic(figures)
    assert.ok(wanted > 4000 && met / wanted >= 0.95 && wrong / told <= 0.01, figures)
  })
})

const PRONOUNS = new RegExp(`^(?:${[
  'будь', 'кож', 'жод', 'дек', 'перш', 'інш', 'більш', 'менш', 'обид', 'двом', 'дв[ао]', 'тр[иь]', 'друг', 'сво[ює]', 'цього', 'який', 'котр', 'потр', 'через', 'окрім',
  'була?', 'булів', 'згодом', 'людей', 'дітей', 'очей', 'друзів', 'могла', 'хоча?', 'воно',
].join('|')})`, 'u')

/** Nouns and adjectives; pronouns, numerals and what the dictionary has as a word of its own by mistake left out. */
function isTermLike(word: string): boolean {
  return /(?:[аяьй]|[^аеиоуіюяєї]|ння|ття|ство)$/u.test(word) && !word.endsWith('тися') && !PRONOUNS.test(word)
}
