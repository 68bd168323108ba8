import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { byLength } from '../../test/long.ts'
import type { Line } from '../editions/model.ts'
import { alignRows } from './parallel-align.ts'

const rows = (names: string) => [...names].map((segment) => ({ segment }))
const split = (from: string, ...parts: string[]): Line[] => parts.map((one) => ({ segment_id: one, from_segment_id: from, role: 'split' }))
const join = (into: string, ...from: string[]): Line[] => from.map((one) => ({ segment_id: into, from_segment_id: one, role: 'join' }))
/** `ab|c` stands for the paragraphs a and b beside c. */
const told = (first: string, second: string, lineage: Line[] = []) => alignRows(rows(first), rows(second), lineage)
  .map((sides) => [sides.first, sides.second].map((side) => side.map(({ segment }) => segment).join('')).join('|')).join(' ')

describe('paragraphs of two languages beside each other', () => {
  const cases: [what: string, first: string, second: string, lineage: Line[], expected: string][] = [
    ['the same', 'abc', 'abc', [], 'a|a b|b c|c'],
    ['one that the first alone has', 'abc', 'ac', [], 'a|a b| c|c'],
    ['one that the second alone has, after what stands before it there', 'ac', 'abc', [], 'a|a |b c|c'],
    ['several of these, in their order, at both ends', 'b', 'xybzw', [], '|x |y b|b |z |w'],
    ['another order: the first’s', 'abc', 'cab', [], 'a|a b|b c|c'],
    ['what stands alone between moved ones', 'abc', 'cxab', [], 'a|a b|b c|c |x'],
    ['parts beside the whole', 'apqb', 'apb', split('p', 'q'), 'a|a pq|p b|b'],
    ['the whole beside parts', 'apb', 'apqrb', split('p', 'q', 'r'), 'a|a p|pqr b|b'],
    ['the lines in any order', 'apqrb', 'apb', split('p', 'r', 'q'), 'a|a pqr|p b|b'],
    ['joined beside what it came of', 'apb', 'apqb', join('p', 'p', 'q'), 'a|a p|pq b|b'],
    ['joined into a new one', 'anb', 'apqb', join('n', 'p', 'q'), 'a|a n|pq b|b'],
    ['parts that were moved apart stand alone', 'paq', 'pa', split('p', 'q'), 'p|p a|a q|'],
    ['nothing beside something', '', 'ab', [], '|a |b'],
  ]
  for (const [what, first, second, lineage, expected] of cases) {
    it(`are ${what}`, () => assert.equal(told(first, second, lineage), expected))
  }

  it('are all there, once, the first side in its order, the same beside the same, whatever the lineage says', () => {
    const names = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 }).map((some) => some.join(''))
    const line = fc.record({ segment_id: fc.constantFrom(...'abcdefgh'), from_segment_id: fc.constantFrom(...'abcdefgh'), role: fc.constantFrom('split' as const, 'join' as const) })
    fc.assert(fc.property(names, names, fc.array(line, { maxLength: 6 }), (first, second, lineage) => {
      const pairs = alignRows(rows(first), rows(second), lineage)
      assert.equal(pairs.flatMap((pair) => pair.first.map(({ segment }) => segment)).join(''), first)
      assert.deepEqual(pairs.flatMap((pair) => pair.second.map(({ segment }) => segment)).toSorted(), [...second].toSorted())
      for (const pair of pairs) {
        assert.ok(pair.first.length + pair.second.length > 0)
        const here = pair.second.map(({ segment }) => segment).join('')
        assert.ok(second.includes(here), `${here} in ${second}: what stands together is not torn out of its order`)
      }
      for (const segment of [...first].filter((one) => second.includes(one))) {
        const has = (side: 'first' | 'second') => pairs.findIndex((pair) => pair[side].some((row) => row.segment === segment))
        assert.equal(has('first'), has('second'), segment)
      }
    }), { numRuns: byLength(500, 20_000) })
  })
})
