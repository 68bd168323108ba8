import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Frozen } from './model.ts'
import { differs, standingOf } from './standing.ts'

const paragraph = (segment_id: string, source: string, more: Partial<Frozen> = {}): Frozen => ({
  edition_id: 'e', position: 0, segment_id, kind: 'paragraph', level: 0, list: null, asset: null, language: 'uk', text: 'x', hash: `uk ${source}`,
  source_hash: `hash ${source}`, substance: `substance ${source}`, step: 'in_step', ...more,
})
const original = (segment_id: string, text: string, substance = text) => ({ segment_id, hash: `hash ${text}`, substance: `substance ${substance}` })
const OLD = { publishedAt: '2026-01-01', edition: 'a' }
const NEW = { publishedAt: '2026-02-01', edition: 'b' }
const version = { ...OLD, language: 'uk' }

describe('how a translation stands to its original', () => {
  const cases: [what: string, rows: Frozen[], original: Parameters<typeof standingOf>[2], changed: number, marks: string[]][] = [
    ['the original itself', [paragraph('a', '1')], undefined, 0, []],
    ['in step', [paragraph('a', '1')], { version: NEW, rows: [original('a', '1')], earlier: [] }, 0, []],
    ['in step with a minor change', [paragraph('a', '1')], { version: NEW, rows: [original('a', '2', '1')], earlier: [] }, 0, []],
    ['behind a later original', [paragraph('a', '1'), paragraph('b', '1')], { version: NEW, rows: [original('a', '2'), original('b', '1')], earlier: [] }, 1, ['a']],
    ['ahead: made from a text that is yet to be published', [paragraph('a', '2')],
      { version: { publishedAt: '2025-12-01', edition: '0' }, rows: [original('a', '1')], earlier: [] }, 0, []],
    ['brought back: the original once read so', [paragraph('a', '1')],
      { version: { publishedAt: '2025-12-01', edition: '0' }, rows: [original('a', '2')], earlier: [original('a', '1')] }, 1, ['a']],
    ['published as behind', [paragraph('a', '1', { step: 'behind' })], { version: { publishedAt: '2025-12-01', edition: '0' }, rows: [original('a', '2')], earlier: [] }, 1, ['a']],
    ['published as behind, the original not published at all', [paragraph('a', '1', { step: 'behind' })], undefined, 1, ['a']],
    ['published as behind, the original put back since', [paragraph('a', '1', { step: 'behind' })], { version: NEW, rows: [original('a', '1')], earlier: [] }, 0, []],
    ['without a paragraph that the original has now', [paragraph('a', '1')], { version: NEW, rows: [original('a', '1'), original('b', '1')], earlier: [] }, 1, []],
    ['with a paragraph that the original has no longer', [paragraph('a', '1'), paragraph('b', '1')], { version: NEW, rows: [original('a', '1')], earlier: [] }, 1, ['b']],
    ['decided by the edition within one millisecond', [paragraph('a', '1')],
      { version: { publishedAt: OLD.publishedAt, edition: 'b' }, rows: [original('a', '2')], earlier: [] }, 1, ['a']],
  ]
  for (const [what, rows, source, changed, marked] of cases) {
    it(`is seen: ${what}`, () => {
      const standing = standingOf(version, rows, source)
      assert.equal(standing.changed, changed)
      assert.deepEqual([...standing.marks].map(([segment]) => segment), marked)
    })
  }

  it('marks gaps, and a gap that is old as old', () => {
    const rows = [paragraph('a', '1', { language: 'en' }), paragraph('b', '1', { language: 'en' })]
    const { marks, gaps } = standingOf(version, rows, { version: NEW, rows: [original('a', '1'), original('b', '2')], earlier: [] })
    assert.deepEqual([gaps, [...marks]], [2, [['a', 'gap'], ['b', 'behind']]])
  })

  it('asks for the past only when something differs', () => {
    assert.equal(differs([paragraph('a', '1')], [original('a', '2', '1'), original('b', '1')]), false)
    assert.equal(differs([paragraph('a', '1')], [original('a', '2')]), true)
    assert.equal(differs([paragraph('a', '1')], []), true)
  })
})
