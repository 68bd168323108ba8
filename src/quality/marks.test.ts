import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { CATEGORIES, isTypedMark, markLines, penaltyOf, scoreOf, SEVERITIES, tallyOf, wordsIn } from './marks.ts'

const mark = (category: (typeof CATEGORIES)[number], severity: (typeof SEVERITIES)[number], count = 1) => ({ category, severity, count })
const empty = { category: '', severity: '', words: '', comment: '' } as const

describe('quality marks, counted', () => {
  const cases: [what: string, words: number, marks: ReturnType<typeof mark>[], penalty: number, score: number | null][] = [
    ['nothing judged', 0, [], 0, null],
    ['nothing marked', 250, [], 0, 0],
    ['one minor in a thousand words', 1000, [mark('style', 'minor')], 1, 1],
    ['one of each in half a thousand', 500, [mark('accuracy', 'critical'), mark('markup', 'major'), mark('style', 'minor')], 31, 62],
    ['two majors in 320 words', 320, [mark('terminology', 'major', 2)], 10, 31.3],
  ]
  for (const [what, words, marks, penalty, score] of cases) {
    it(`give ${score ?? 'no'} points per thousand words for ${what}`, () => {
      const tally = tallyOf({ words, paragraphs: 1 }, marks)
      assert.deepEqual([penaltyOf(tally), scoreOf(tally)], [penalty, score])
    })
  }

  it('never get better by another mark, nor worse by more words without one', () => {
    const counted = fc.record({ category: fc.constantFrom(...CATEGORIES), severity: fc.constantFrom(...SEVERITIES), count: fc.nat(9) })
    fc.assert(fc.property(fc.array(counted), counted, fc.integer({ min: 1, max: 9000 }), fc.nat(9000), (marks, more, words, further) => {
      const score = (of: typeof marks, among: number) => scoreOf(tallyOf({ words: among, paragraphs: 1 }, of)) ?? 0
      assert.ok(score([...marks, more], words) >= score(marks, words))
      assert.ok(score(marks, words + further) <= score(marks, words))
    }))
  })

  for (const [text, words] of [['', 0], ['Дощило три дні.', 3], ['— Ні, — мовив він.', 3], ['обʼєкт пів\'яблука', 2], ['2,5 млн', 2], ['a\u00A0b\nc', 3], ['… — «»', 0]] as const) {
    it(`finds ${words} words in “${text}”`, () => assert.equal(wordsIn(text), words))
  }

  it('leave three lines empty after those that are typed, up to twenty', () => {
    const typed = { ...empty, comment: 'x' }
    assert.deepEqual([0, 2, 18, 20].map((count) => markLines(Array.from({ length: count }, () => typed)).length), [1, 3, 19, 20])
    assert.deepEqual([empty, { ...empty, words: ' ' }, typed].map(isTypedMark), [false, false, true])
  })
})
