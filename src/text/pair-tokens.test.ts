import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { pairTokens } from './pair-tokens.ts'

describe('pairing tokens', () => {
  const cases: [what: string, a: number[], b: number[], partners: number[]][] = [
    ['nothing', [], [], []],
    ['everything', [1, 2, 3], [1, 2, 3], [0, 1, 2]],
    ['nothing in common', [1, 2], [3, 4], [-1, -1]],
    ['an insertion', [1, 2], [1, 9, 2], [0, 2]],
    ['a removal', [1, 9, 2], [1, 2], [0, -1, 1]],
    ['a moved token once', [1, 2, 3, 4], [2, 3, 4, 1], [-1, 0, 1, 2]],
    ['repeated tokens', [1, 1, 2, 1], [1, 2, 1, 1], [0, -1, 1, 3]],
  ]
  for (const [what, a, b, partners] of cases) {
    it(`pairs ${what}`, () => {
      const found = [...pairTokens(a, b)]
      assertRising(found, a, b)
      assert.equal(count(found), count(partners))
    })
  }

  it('pairs equal tokens in rising order, and of small texts as many as there are', () => {
    const tokens = fc.array(fc.nat(5), { maxLength: 30 })
    fc.assert(fc.property(tokens, tokens, (a, b) => {
      const partners = [...pairTokens(a, b)]
      assertRising(partners, a, b)
      assert.equal(count(partners), longestShared(a, b))
    }), { numRuns: 1000 })
  })

  it('pairs equal tokens in rising order in large texts too', () => {
    const tokens = (most: number) => fc.array(fc.nat(most), { minLength: 300, maxLength: 1500, size: 'max' })
    const pair = fc.constantFrom(1, 3, 100, 5000).chain((most) => fc.tuple(tokens(most), tokens(most)))
    fc.assert(fc.property(pair, ([a, b]) => assertRising([...pairTokens(a, b)], a, b)), { numRuns: 50 })
  })

  it('loses no unchanged token of a large text with few changes', () => {
    const before = Array.from({ length: 30_000 }, (_, index) => index % 4000)
    const after = before.map((token, index) => index % 30 === 0 ? 5000 + token : token)
    assert.equal(count([...pairTokens(before, after)]), 29_000)
  })
})

function assertRising(partners: readonly number[], a: readonly number[], b: readonly number[]): void {
  assert.equal(partners.length, a.length)
  let last = -1
  for (const [at, partner] of partners.entries()) {
    if (partner === -1) continue
    assert.ok(partner > last)
    assert.equal(a[at], b[partner])
    last = partner
  }
}

function count(partners: readonly number[]): number {
  return partners.filter((partner) => partner >= 0).length
}

/** The length of the longest shared subsequence, by the textbook. */
function longestShared(a: readonly number[], b: readonly number[]): number {
  let row = new Array<number>(b.length + 1).fill(0)
  for (const token of a) {
    const next = [0]
    for (const [at, other] of b.entries()) next.push(token === other ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0))
    row = next
  }
  return row.at(-1) ?? 0
}
