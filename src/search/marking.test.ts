import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { stemsOf, wordsIn } from '../text/stems/stem.ts'
import { countWanted, excerptAround, Marker } from './marking.ts'
import { wantedIn } from './model.ts'

const WORDS = ['міст', 'мосту', 'мости', 'Місто', 'обʼєкт', "об'єкти", 'об’єктів', 'ґанок', 'ганку', 'Київ', 'Києва', 'імені', 'їжа', 'Їжею', 'є', 'в', 'у', 'й', 'і', 'із',
  'NATO', 'Nato', 'bridges', 'Bridge', 'Łódź', 'lodz', 'Édition', 'edition', '2024', '3,5', 'науково-дослідний', 'науковий', 'пере\u00adклад', 'мі\u0301ст', '«Мости»', '中文', 'день', 'дня']
const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 30 }).map((words) => words.join(' '))
const query = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }).map((words) => words.join(' '))
const shown = (around: string, asked: string, most: number, language = 'uk') => {
  const hits = new Marker(wantedIn(asked, [language]), language).hitsIn(around)
  return excerptAround(around, hits, most).map((piece) => (piece.found ? `[${piece.text}]` : piece.text)).join('')
}

describe('what a query marks in a text', () => {
  it('is every word that is one of its words, and no other', () => {
    fc.assert(fc.property(text, query, fc.constantFrom('uk', 'en', 'de'), (around, asked, language) => {
      const wanted = wantedIn(asked, [language])
      const all = wanted.flatMap(({ stems, twin }) => [...stems, ...twin?.stems ?? []])
      const expected = wordsIn(around).filter(({ word }) => stemsOf(word, language).some((stem) => all.includes(stem)))
      const hits = new Marker(wanted, language).hitsIn(around)
      assert.deepEqual(hits.map(({ start, end }) => around.slice(start, end)), expected.map(({ start, end }) => around.slice(start, end)))
    }), { numRuns: 300 })
  })

  it('stands in a piece of the text as it is, of bounded length', () => {
    fc.assert(fc.property(text, query, fc.integer({ min: 20, max: 120 }), (around, asked, most) => {
      const hits = new Marker(wantedIn(asked, ['uk']), 'uk').hitsIn(around)
      const pieces = excerptAround(around, hits, most)
      const line = pieces.map((piece) => piece.text).join('')
      assert.ok(around.includes(line.replace(/^…/, '').replace(/…$/, '')), line)
      assert.ok(line.length <= most + 2)
      if (hits.length > 0) assert.ok(pieces.some(({ found }) => found), `${line} for ${asked}`)
    }), { numRuns: 1000, examples: [['міст науково-дослідний', 'науковий Києва', 20], ['один два три чотири пʼять шість науково-дослідний сім вісім девʼять десять', 'дослідний', 24]] })
  })

  const LONG = 'Слова, яких ніхто не шукає. '.repeat(8)
  const cases: [string, string, string, number, string][] = [
    ['a short text stands whole', 'Тихий міст.', 'мости', 50, 'Тихий [міст].'],
    ['words on both sides are whole', `${LONG}Тут тихий міст стоїть. ${LONG}`, 'мости', 40, '…Тут тихий [міст] стоїть. Слова, яких ніхто…'],
    ['the place with most of the words wins', `Міст. ${LONG}Міст і ґанок поруч. ${LONG}`, 'ганок міст', 44, '…не шукає. [Міст] і [ґанок] поруч. Слова, яких…'],
    ['nothing found is how it begins', LONG, 'мости', 30, 'Слова, яких ніхто не шукає…'],
    ['one endless word is cut', 'я'.repeat(100), 'міст', 30, `${'я'.repeat(30)}…`],
  ]
  for (const [what, around, asked, most, expected] of cases) it(`is shown so that ${what}`, () => assert.equal(shown(around, asked, most), expected))

  it('is shown soon around a long row of commas and dashes too', () => {
    for (const sign of [',', '-', '—']) {
      const around = `${sign.repeat(49_000)} Тихий міст. ${LONG}`
      const { user } = process.cpuUsage()
      assert.match(shown(around, 'мости', 200), /Тихий \[міст\]\. Слова/)
      assert.ok(process.cpuUsage().user - user < 1_000_000)
    }
  })

  it('is counted by the words of the query', () => {
    const hits = new Marker(wantedIn('міст ґанок дощ', ['uk']), 'uk').hitsIn('Міст, мости й ганок.')
    assert.deepEqual([hits.length, countWanted(hits), hits.map(({ twin }) => twin)], [3, 2, [false, false, true]])
  })
})
