import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { numbersInWords } from './numerals.ts'
import { readValues } from './read.ts'
import { writeValue } from './write.ts'

const told = (words: string, language: string) => readValues(words, language).map(({ start, end, kind, amounts, unit }) => {
  return [words.slice(start, end), kind, amounts[0], unit].filter((one) => one !== null && one !== undefined).join(' | ')
})

describe('the values of a text', () => {
  const cases: readonly (readonly [language: string, words: string, expected: readonly string[]])[] = [
    ['uk', 'Це 2,5 млн. Далі', ['2,5 млн | number | 2500000']],
    ['uk', '5 млрд. дол. США', ['5 млрд. дол | number | 5000000000 | USD']],
    ['en', 'US$5bn and £3m', ['US$5bn | number | 5000000000 | USD', '£3m | number | 3000000 | GBP']],
    ['uk', '1.234,5 та 1 234,5', ['1.234,5 | number | 1234.5', '1 234,5 | number | 1234.5']],
    ['en', '1,234.5', ['1,234.5 | number | 1234.5']],
    ['de', '1.000 1,000', ['1.000 | number | 1000', '1,000 | number | 1']],
    ['en', '1,2,3', ['1 | number | 1', '2,3 | number | 2.3']],
    ['uk', 'о 14:30 24.02.2022', ['14:30 | time | 870', '24.02.2022 | date']],
    ['en', '12 a.m., 12 p.m.', ['12 a.m. | time | 0', '12 p.m. | time | 720']],
    ['en', '3.2.1 and 10.0.0.1', ['3.2.1 | label', '10.0.0.1 | label']],
    ['en', '%d of 5, %2$s, {0}, {{n1}}, &#39;', ['5 | number | 5']],
    ['en', 'CD, MIX, I am', []],
    ['uk', 'ХІХ ст. і V ст.', ['ХІХ | number | 19', 'V | number | 5']],
    ['en', 'May I march? 3 may.', ['3 | number | 3']],
    ['en', 'without any', []],
  ]
  for (const [language, words, expected] of cases) it(`${language}: ${words}`, () => assert.deepEqual(told(words, language), expected))

  it('stand within the text, one after another, whatever it is', () => {
    const piece = fc.constantFrom('1', '25', '000', ' ', '\u00a0', ',', '.', '-', '–', ':', '/', '%', '$', 'млн', 'лютого', 'May', 'р.', 'XIX', '½', '(', ')', '+', 's', 'p.m.', '\ufffc', '😀')
    fc.assert(fc.property(fc.array(piece, { maxLength: 30 }).map((all) => all.join('')), fc.constantFrom('uk', 'en', 'de'), (words, language) => {
      let end = 0
      for (const { start, end: next, figures } of readValues(words, language)) {
        assert.ok(start >= end && next > start && next <= words.length && figures.start >= start && figures.end <= next, words)
        end = next
      }
    }), { numRuns: 2000 })
  })

  it('take time in proportion to the text', () => {
    const texts = ['1', '1 ', '1-', '1.', '1,', '1:', '1 000 ', '(0', '+1', '5 млн ', 'XI', '24 лютого ', '<a', '%1$', '1/']
    for (const text of texts) {
      const long = text.repeat(60_000 / text.length)
      const before = process.cpuUsage().user
      readValues(long, 'uk')
      assert.ok(process.cpuUsage().user - before < 1_500_000, JSON.stringify(text))
    }
  })
})

describe('a value in the other language', () => {
  const cases: readonly (readonly [words: string, from: string, to: string, expected: string])[] = [
    ['2,5 млн', 'uk', 'en', '2.5\u00a0million'], ['2.5 million', 'en', 'uk', '2,5\u00a0млн'], ['16,000', 'en', 'uk', '16\u00a0000'], ['5 %', 'uk', 'en', '5%'],
    ['100 грн', 'uk', 'en', 'UAH\u00a0100'], ['₴100', 'en', 'uk', '100\u00a0грн'], ['$5 billion', 'en', 'uk', '5\u00a0млрд\u00a0$'], ['20 minutes', 'en', 'uk', '20\u00a0хвилин'],
    ['24 лютого 2022', 'uk', 'en', 'February 24, 2022'], ['24.02.2022', 'uk', 'en', 'February 24, 2022'], ['March 2022', 'en', 'uk', 'березень 2022\u00a0р.'],
    ['3.2.1', 'en', 'uk', '3.2.1'], ['2022', 'en', 'uk', '2022'], ['12 km', 'en', 'uk', '12\u00a0км'], ['9,1 °C', 'uk', 'en', '9.1°C'], ['14:30', 'uk', 'en', '14:30'],
  ]
  for (const [words, from, to, expected] of cases) {
    it(`${words} is ${expected}`, () => {
      const [value] = readValues(words, from)
      assert.ok(value)
      assert.equal(writeValue(value, to), expected)
    })
  }
})

describe('numbers in words', () => {
  const cases: readonly (readonly [words: string, said: number, expected: boolean])[] = [
    ['двадцять п’ять тисяч', 25_000, true], ['двадцять пʼятий', 25, true], ['three hundred and twenty-five', 325, true], ['half a million', 500_000, true],
    ['півтора мільйона', 1_500_000, true], ['дворічний', 2, true], ['третього', 3, true], ['обидва', 2, true], ['dwadzieścia pięć', 25, true],
    ['триває', 3, false], ['треба', 3, false], ['сторінка', 100, false], ['параметр', 2, false], ['tenant', 10, false], ['однак', 1, false],
  ]
  for (const [words, said, expected] of cases) it(`«${words}» ${expected ? 'may say' : 'does not say'} ${said}`, () => assert.equal(numbersInWords(words).includes(said), expected))
})
