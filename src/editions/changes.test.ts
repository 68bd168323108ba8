import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { textHash } from '../text/hash.ts'
import { compareEditions } from './changes.ts'
import type { FrozenSegment } from './model.ts'

const WORDS = { added: 'added', removed: 'deleted' }

function row(segment_id: string, text: string, change: Partial<FrozenSegment> = {}): FrozenSegment {
  return {
    position: 0, segment_id, kind: 'paragraph', level: 0, list: null, asset: null, language: 'uk', text, hash: textHash(text),
    source_hash: 's', substance: 's', step: 'in_step', ...change,
  }
}

describe('what changes for readers', () => {
  const old = row('a', 'Дощило.')
  const cases: [what: string, next: FrozenSegment, before: FrozenSegment | null, expected: string | null][] = [
    ['nothing', old, old, null],
    ['words', row('a', 'Лило.'), old, 'changed'],
    ['a new paragraph', row('b', 'Лило.'), null, 'added'],
    ['a gap that is filled', row('a', 'Дощило.'), row('a', 'It rained.', { language: 'en' }), 'translated'],
    ['a gap that opens', row('a', 'It rained.', { language: 'en' }), old, 'gap'],
    ['a mark that appears', row('a', 'Дощило.', { step: 'behind' }), old, 'marked'],
    ['a mark that goes', old, row('a', 'Дощило.', { step: 'behind' }), 'unmarked'],
    ['another original', row('a', 'Дощило.', { source_hash: 't' }), old, 'refreshed'],
    ['another kind', row('a', 'Дощило.', { kind: 'quotation' }), old, 'reshaped'],
  ]
  for (const [what, next, before, expected] of cases) {
    it(`names ${what}`, () => {
      const changes = compareEditions([next], before ? [before] : [], 'uk', WORDS)
      assert.deepEqual(changes.lines.map((line) => line.what), expected ? [expected] : [])
      assert.equal(changes.none, expected === null)
      assert.equal(changes.first, false)
    })
  }

  it('names what is removed, and a changed order', () => {
    const [a, b] = [row('a', 'Один'), row('b', 'Два')]
    const removed = compareEditions([b], [a, b], 'uk', WORDS)
    assert.deepEqual(removed.lines.map(({ what, text }) => [what, text]), [['removed', 'Один']])
    assert.equal(removed.reordered, false)
    const moved = compareEditions([b, a], [a, b], 'uk', WORDS)
    assert.deepEqual([moved.lines, moved.reordered, moved.none], [[], true, false])
  })

  it('counts what it does not show', () => {
    const many = Array.from({ length: 130 }, (_, i) => row(`s${i}`, `Абзац ${i}`))
    const changes = compareEditions(many, [], 'uk', WORDS)
    assert.deepEqual([changes.lines.length, changes.more], [100, 30])
  })

  it('calls everything new when readers have nothing', () => {
    assert.deepEqual(compareEditions([old], null, 'uk', WORDS), { first: true, none: false, lines: [], more: 0, reordered: false })
  })
})
