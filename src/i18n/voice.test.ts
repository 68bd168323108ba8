import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { ERROR_CODES } from '../errors.ts'
import { LOCALES_FOLDER, interfaceLanguages } from './languages.ts'
import { speak } from './voice.ts'

const NBSP = '\u00A0'
const [uk, en] = [speak('uk').format, speak('en').format]

describe('a voice', () => {
  it('is the same object for the same language and zone', () => {
    assert.equal(speak('uk'), speak('uk', 'Europe/Kyiv'))
    assert.notEqual(speak('uk'), speak('uk', 'UTC'))
  })

  it('speaks English where the interface does not know the language', () => {
    for (const tag of ['pl', 'qzz', '../../secret', '__proto__', 'constructor', 'у', 'x\r\nA: b']) assert.equal(speak(tag), speak('en'))
  })

  it('leaves braces, nesting and markup of people as they are', () => {
    for (const name of ['{{x}}', '$t(save)', '$t(save, {"lng":"../"})', '<b>&amp;', '{{- name}}', '\0t(save)', '$1 $&']) {
      assert.ok(speak('en').t('errors:broken.text', { reference: name }).endsWith(`the number ${name}.`), name)
      assert.ok(speak('uk').t('errors:broken.text', { reference: name }).endsWith(`номер ${name}.`), name)
    }
  })

  it('writes numbers inside sentences as it writes them alone', () => {
    assert.equal(speak('uk').t('absent', '{{count, number}} знаків', { count: 1234567 }), `1${NBSP}234${NBSP}567 знаків`)
    assert.equal(speak('en').t('absent', '{{count, number}} characters', { count: 1234567 }), '1,234,567 characters')
  })

  it('has a title and a next step for every error, in every language', () => {
    const titles = interfaceLanguages.map((language) => {
      const { errors }: { errors: Record<string, Record<string, string>> } = { errors: readJson(language, 'errors') }
      for (const code of [...ERROR_CODES, 'broken']) {
        assert.ok(errors[code]?.['title'] && errors[code]['text'], `locales/${language}/errors.json lacks ${code}`)
      }
      return errors['not_found']?.['title']
    })
    assert.equal(new Set(titles).size, interfaceLanguages.length)
  })
})

function readJson(language: string, namespace: string): Record<string, Record<string, string>> {
  return JSON.parse(readFileSync(path.join(LOCALES_FOLDER, language, `${namespace}.json`), 'utf8'))
}

describe('formats', () => {
  const cases: [string, string, string][] = [
    ['the day of a bare date', uk.date('2025-12-10'), `10 грудня 2025${NBSP}р.`],
    ['the day of a bare date', en.date('2025-12-10'), '10 December 2025'],
    ['a bare date west of Greenwich', speak('en', 'America/New_York').format.date('2025-12-10'), '10 December 2025'],
    ['a time after midnight in Kyiv', uk.date('2025-12-09T23:30:00.000Z'), `10 грудня 2025${NBSP}р.`],
    ['the masthead', uk.fullDate('2025-12-10'), `середа, 10 грудня 2025${NBSP}р.`],
    ['the masthead', en.fullDate('2025-12-10'), 'Wednesday, 10 December 2025'],
    ['the masthead elsewhere', uk.fullDate('2025-12-10T23:30:00.000Z', 'UTC'), `середа, 10 грудня 2025${NBSP}р.`],
    ['a month of the archive', uk.month('2025-12-10'), `грудень 2025${NBSP}р.`],
    ['a time of day', uk.time('2025-12-10T12:02:00.000Z'), '14:02'],
    ['a date with its time', uk.dateTime('2025-12-10T12:02:00.000Z'), `10 грудня 2025${NBSP}р. о 14:02`],
    ['a date with its time', en.dateTime('2025-12-10T12:02:00.000Z'), '10 December 2025 at 14:02'],
    ['a number', uk.number(1234567.8), `1${NBSP}234${NBSP}567,8`],
    ['a number', en.number(1234567.8), '1,234,567.8'],
    ['a share', uk.percent(0.87), '87%'],
    ['a list', uk.list(['Олег', 'Марія', 'Джон']), 'Олег, Марія й Джон'],
    ['a list', uk.list(['українська', 'англійська']), 'українська й англійська'],
    ['a list', uk.list(['українська', 'їдиш']), 'українська і їдиш'],
    ['a list', uk.list(['Олег', 'Анна']), 'Олег і Анна'],
    ['a list', en.list(['Oleh', 'Mariia', 'John']), 'Oleh, Mariia and John'],
    ['frost', uk.temperature(-9.14), `−9,1${NBSP}°C`],
    ['warmth', en.temperature(9.1), '9.1°C'],
    ['warmth to be heard', uk.spokenTemperature(9.1), '9,1 градуса Цельсія'],
    ['frost to be heard', en.spokenTemperature(-9), '−9 degrees Celsius'],
    ['a language', uk.languageName('en'), 'англійська'],
    ['a language', en.languageName('uk'), 'Ukrainian'],
    ['an endonym', en.endonym('uk'), 'Українська'],
  ]
  for (const [name, actual, expected] of cases) it(`write ${name}: ${expected}`, () => assert.equal(actual, expected))

  const now = '2025-12-10T12:00:00.000Z'
  const distances: [string, string, string][] = [
    ['2025-12-10T11:59:30.000Z', 'зараз', 'now'],
    ['2025-12-10T11:58:00.000Z', '2 хвилини тому', '2 minutes ago'],
    ['2025-12-10T10:00:00.000Z', '2 години тому', '2 hours ago'],
    ['2025-12-09T08:00:00.000Z', 'учора', 'yesterday'],
    ['2025-12-08T22:30:00.000Z', 'учора', 'yesterday'],
    ['2025-12-05T12:00:00.000Z', '5 днів тому', '5 days ago'],
    ['2025-12-03T12:00:00.000Z', '7 днів тому', '7 days ago'],
    ['2025-12-02T12:00:00.000Z', `2 грудня 2025${NBSP}р.`, '2 December 2025'],
    ['2025-12-10T14:00:00.000Z', 'через 2 години', 'in 2 hours'],
    ['2025-12-11T13:00:00.000Z', 'завтра', 'tomorrow'],
  ]
  for (const [then, ukrainian, english] of distances) {
    it(`call ${then} “${english}” at ${now}`, () => {
      assert.equal(uk.relative(then, now), ukrainian)
      assert.equal(en.relative(then, now), english)
    })
  }
})
