import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bandOf, type Band } from './bands.ts'

describe('the band of a match', () => {
  const bands: [band: Band, from: number, to: number][] = [
    ['context', 101, 101], ['exact', 100, 100], ['near', 95, 99], ['close', 85, 94], ['alike', 75, 84], ['far', 50, 74],
  ]
  for (const [band, from, to] of bands) {
    it(`is ${band} from ${from} to ${to}`, () => assert.deepEqual([bandOf(from), bandOf(to)], [band, band]))
  }

  it('is one of six, and never better for a worse score', () => {
    const all = Array.from({ length: 52 }, (_, i) => bandOf(101 - i))
    assert.deepEqual([...new Set(all)], bands.map(([band]) => band))
    assert.deepEqual(all.toSorted((a, b) => bands.findIndex(([one]) => one === a) - bands.findIndex(([one]) => one === b)), all)
  })
})
