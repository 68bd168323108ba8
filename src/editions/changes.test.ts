import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { speak } from '../i18n/voice.ts'
import { textHash } from '../text/hash.ts'
import { compareEditions } from './changes.ts'
import type { FrozenSegment } from './model.ts'
import { countMoved } from './moved.ts'

const { t } = speak('en')

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
      const changes = compareEditions([next], before ? [before] : [], 'uk', t)
      assert.deepEqual(changes.lines.map((line) => line.what), expected ? [expected] : [])
      assert.equal(changes.none, expected === null)
      assert.equal(changes.first, false)
    })
  }

  it('names what is removed, and a changed order', () => {
    const [a, b] = [row('a', 'Один'), row('b', 'Два')]
    const removed = compareEditions([b], [a, b], 'uk', t)
    assert.deepEqual(removed.lines.map(({ what, text }) => [what, text]), [['removed', 'Один']])
    assert.equal(removed.summary, '1 removed.')
    const moved = compareEditions([b, a], [a, b], 'uk', t)
    assert.deepEqual([moved.lines, moved.summary, moved.none], [[], '1 moved.', false])
  })

  it('counts what it does not show', () => {
    const many = Array.from({ length: 130 }, (_, i) => row(`s${i}`, `Абзац ${i}`))
    const changes = compareEditions(many, [], 'uk', t)
    assert.deepEqual([changes.lines.length, changes.more], [100, 30])
  })

  it('says in a few words what changed, in both languages', () => {
    const before = ['a', 'b', 'c', 'd', 'e'].map((id) => row(id, id))
    const after = [row('e', 'e'), row('a', 'x'), row('b', 'y'), row('c', 'c', { step: 'behind' }), row('f', 'f'), row('g', 'g')]
    assert.equal(compareEditions(after, before, 'uk', t).summary, '2 paragraphs changed, 2 added, 1 removed, 1 moved, 1 checked against the original.')
    assert.equal(compareEditions(after, before, 'uk', speak('uk').t).summary,
      'Змінено 2 абзаци, додано 2 абзаци, вилучено 1 абзац, переставлено 1 абзац, звірено з оригіналом 1 абзац.')
  })

  it('calls the fewest paragraphs moved that explain the new order', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.nat(99), { maxLength: 12 }), fc.nat(11), fc.nat(11), (ids, from, to) => {
      const before = ids.map(String)
      const after = before.toSpliced(from % (ids.length || 1), 1)
      const one = before[from % (ids.length || 1)]
      assert.equal(countMoved(before, before), 0)
      assert.equal(countMoved(before, after), 0)
      if (one !== undefined) assert.ok(countMoved(before, after.toSpliced(to % ids.length, 0, one)) <= 1)
      assert.equal(countMoved(before, before.toReversed()), Math.max(0, before.length - 1))
    }))
  })

  it('calls everything new when readers have nothing', () => {
    assert.deepEqual(compareEditions([old], null, 'uk', t), { first: true, none: false, lines: [], more: 0, summary: '' })
  })
})
