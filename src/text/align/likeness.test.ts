import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Likeness } from './likeness.ts'
import { readStems } from './stems.ts'

describe('counting shared words', () => {
  it('finds the longest shared sequence of texts of any length', () => {
    const words = fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 100 })
    const likeness = new Likeness()
    fc.assert(fc.property(words, words, (a, b) => {
      likeness.load(Int32Array.from(a), 0, a.length)
      assert.equal(likeness.shared(Int32Array.from(b), 0, b.length), longestShared(a, b))
    }), { numRuns: 500 })
  })

  it('compares stretches of one long row', () => {
    const row = Int32Array.from([9, 1, 2, 3, 9, 1, 3])
    const likeness = new Likeness()
    likeness.load(row, 1, 4)
    assert.equal(likeness.shared(row, 5, 7), 2)
    assert.equal(likeness.shared(row, 0, 1), 0)
  })
})

describe('reading stems', () => {
  const cases: [what: string, one: string, other: string, equal: boolean][] = [
    ['case', 'Море ТИХЕ', 'море тихе', true],
    ['endings of longer words', 'гарантія безпеки', 'гарантією безпеку', true],
    ['signs between words', '«Так», — сказав він.', 'Так сказав: він!', true],
    ['apostrophes', 'п\'ять', 'пʼять', true],
    ['code points', 'Її'.normalize('NFD'), 'її', true],
    ['other words', 'так', 'ні', false],
    ['other numbers', '1234567', '1234568', false],
    ['another order', 'one two', 'two one', false],
    ['signs of scripts without spaces', '日本', '本日', false],
  ]
  for (const [what, one, other, equal] of cases) {
    it(`${equal ? 'does not see' : 'sees'} ${what}`, () => {
      const { words, starts: [, middle = 0] } = readStems([one, other])
      assert.equal(words.subarray(0, middle).join() === words.subarray(middle).join(), equal)
    })
  }

  it('reads words of scripts without spaces sign by sign', () => assert.equal(readStems(['日本語です']).words.length, 5))
  it('knows where each text begins', () => assert.deepEqual([...readStems(['one two', '', '—', 'три']).starts], [0, 2, 2, 2, 3]))
})

/** The length of the longest shared subsequence, by the textbook. */
function longestShared(a: readonly number[], b: readonly number[]): number {
  let row = new Array<number>(b.length + 1).fill(0)
  for (const word of a) {
    const next = [0]
    for (const [at, other] of b.entries()) next.push(word === other ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0))
    row = next
  }
  return row.at(-1) ?? 0
}
