import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Lag } from './lags.ts'
import type { Frozen } from './model.ts'
import { behindNotice, nextDue, standingAt } from './standing.ts'

const paragraph = (segment_id: string, language = 'uk'): Frozen => ({
  edition_id: 'e', position: 0, segment_id, kind: 'paragraph', level: 0, list: null, asset: null, language, text: 'x', hash: 'h', source_hash: 's',
  substance: 's', step: 'in_step',
})
const lag = (segment: string, due: number, changedAt: string | null = '2026-01-01', kind: Lag['kind'] = 'behind'): Lag =>
  ({ segment, kind, since: changedAt, changedAt, due })
const version = { language: 'uk', publishedAt: '2025-12-01' }

describe('what readers are told at a moment of how a translation stands to its original', () => {
  const rows = [paragraph('a'), paragraph('b', 'en'), paragraph('c', 'en'), paragraph('d')]
  const lags = [lag('a', 100), lag('c', 200, '2026-02-01'), lag('e', 150, '2026-01-15', 'added'), lag('d', -Infinity, null)]

  const cases: [moment: number, marked: Record<string, string>, told: number, changedAt: string | null, until: number][] = [
    [99, { b: 'gap', c: 'gap', d: 'behind' }, 1, null, 100],
    [100, { a: 'behind', b: 'gap', c: 'gap', d: 'behind' }, 2, '2026-01-01', 150],
    [150, { a: 'behind', b: 'gap', c: 'gap', d: 'behind' }, 3, '2026-01-15', 200],
    [200, { a: 'behind', b: 'gap', c: 'behind', d: 'behind' }, 4, '2026-02-01', Infinity],
  ]
  for (const [moment, marked, told, changedAt, until] of cases) {
    it(`is so at ${moment}`, () => {
      const standing = standingAt(moment, version, rows, lags)
      assert.deepEqual(Object.fromEntries(standing.marks), marked)
      assert.deepEqual([standing.gaps, standing.lags.length, standing.changedAt, standing.until], [2, told, changedAt, until])
    })
  }

  it('is nothing, for ever, where nothing lags', () => {
    assert.equal(behindNotice(version, standingAt(0, version, rows, []), undefined), null)
    assert.equal(nextDue([], 0), Infinity)
  })
})
