import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { lagsOf, listDiffering, type Lag, type Original } from './lags.ts'
import type { Frozen } from './model.ts'

const DAY = 86_400_000
const GRACE = 7
const paragraph = (segment_id: string, source: string, more: Partial<Frozen> = {}): Frozen => ({
  edition_id: 'e', position: 0, segment_id, kind: 'paragraph', level: 0, list: null, asset: null, language: 'uk', text: 'x', hash: `uk ${source}`,
  source_hash: `hash ${source}`, substance: `substance ${substanceOf(source)}`, step: 'in_step', ...more,
})
/** `2~1` is another wording with the substance of `1`. */
const substanceOf = (text: string) => text.split('~').at(-1) ?? text
const day = (n: number) => new Date(Date.UTC(2026, 0, n)).toISOString()

/** An edition of the original: the day it came out, then what its paragraphs say; `!` before the day: an important one. */
type Edition = [day: number | string, texts: Record<string, string>]

function original(editions: readonly Edition[]): Original {
  const texts = editions.flatMap(([, said], i) => Object.entries(said).map(([segment_id, text]) =>
    ({ segment_id, number: i + 1, hash: `hash ${text}`, substance: `substance ${substanceOf(text)}` })))
  return {
    editions: editions.map(([on], i) => ({
      number: i + 1, edition: `o${i}`, publishedAt: day(Number(String(on).replace('!', ''))), important: String(on).startsWith('!'),
    })),
    rows: texts.filter(({ number }) => number === editions.length).map((text) => ({ ...text, kind: 'paragraph' })), texts,
  }
}

const behind = { step: 'behind' } as const
const AT_ONCE = -Infinity

describe('what a translation does not say as its original does', () => {
  // The translation comes out on the 10th.
  const version = { publishedAt: day(10), edition: 'm' }
  const cases: [what: string, rows: Frozen[], editions: Edition[], expected: [segment: string, kind: Lag['kind'], due: number, changed: number | null][]][] = [
    ['nothing: in step', [paragraph('a', '1')], [[1, { a: '1' }]], []],
    ['nothing: a minor change (P12)', [paragraph('a', '1')], [[1, { a: '1' }], [12, { a: '2~1' }]], []],
    ['nothing: an important edition with a minor change', [paragraph('a', '1')], [[1, { a: '1' }], ['!12', { a: '2~1' }]], []],
    ['a change, after grace (P04)', [paragraph('a', '1'), paragraph('b', '1')], [[1, { a: '1', b: '1' }], [12, { a: '2', b: '1' }]], [['a', 'behind', 12 + GRACE, 12]]],
    ['an important change, at once', [paragraph('a', '1')], [[1, { a: '1' }], ['!12', { a: '2' }]], [['a', 'behind', 12, 12]]],
    ['a change, then another edition that left it alone, important or not', [paragraph('a', '1'), paragraph('b', '1')],
      [[1, { a: '1', b: '1' }], [12, { a: '2', b: '1' }], ['!13', { a: '2', b: '1' }]], [['a', 'behind', 12 + GRACE, 12]]],
    ['a change, then an important one of another paragraph: each by its own', [paragraph('a', '1'), paragraph('b', '1')],
      [[1, { a: '1', b: '1' }], [12, { a: '2', b: '1' }], ['!13', { a: '2', b: '2' }]], [['a', 'behind', 12 + GRACE, 12], ['b', 'behind', 13, 13]]],
    ['a change, then an important one of the same paragraph: at once from then', [paragraph('a', '1')],
      [[1, { a: '1' }], [12, { a: '2' }], ['!14', { a: '3' }]], [['a', 'behind', 14, 14]]],
    ['an important change, then another: told since the first', [paragraph('a', '1')],
      [[1, { a: '1' }], ['!12', { a: '2' }], [14, { a: '3' }]], [['a', 'behind', 12, 14]]],
    ['two changes: grace counts from the first', [paragraph('a', '1')], [[1, { a: '1' }], [12, { a: '2' }], [16, { a: '3' }]], [['a', 'behind', 12 + GRACE, 16]]],
    ['a change and a minor one after it: dated by the change', [paragraph('a', '1')], [[1, { a: '1' }], [12, { a: '2' }], [16, { a: '3~2' }]], [['a', 'behind', 12 + GRACE, 12]]],
    ['nothing: put back (P03)', [paragraph('a', '1')], [[1, { a: '1' }], [12, { a: '2' }], [13, { a: '1' }]], []],
    ['put back and changed anew: grace begins anew', [paragraph('a', '1')],
      [[1, { a: '1' }], ['!12', { a: '2' }], [13, { a: '1' }], [20, { a: '3' }]], [['a', 'behind', 20 + GRACE, 20]]],
    ['nothing: ahead, made from a text that is yet to be published', [paragraph('a', '2')], [[1, { a: '1' }]], []],
    ['ahead, and the original went elsewhere: from the first edition after the translation', [paragraph('a', '2')],
      [[1, { a: '1' }], [12, { a: '3' }]], [['a', 'behind', 12 + GRACE, 12]]],
    ['ahead until its text was published and changed again', [paragraph('a', '2')], [[1, { a: '1' }], [12, { a: '2' }], [15, { a: '3' }]], [['a', 'behind', 15 + GRACE, 15]]],
    ['brought back: the original once read so', [paragraph('a', '1')], [[1, { a: '1' }], [2, { a: '2' }]], [['a', 'behind', 2 + GRACE, 2]]],
    ['published as behind: at once, whatever grace', [paragraph('a', '1', behind)], [[1, { a: '1' }], [9, { a: '2' }]], [['a', 'behind', AT_ONCE, 9]]],
    ['published as behind a text that is yet to be published', [paragraph('a', '1', behind)], [[1, { a: '1' }]], [['a', 'behind', AT_ONCE, null]]],
    ['published as behind, that text published since', [paragraph('a', '1', behind)], [[1, { a: '1' }], [12, { a: '2' }]], [['a', 'behind', AT_ONCE, 12]]],
    ['nothing: published as behind, the original put back since', [paragraph('a', '1', behind)], [[1, { a: '2' }], [12, { a: '1' }]], []],
    ['published as behind, put back since, changed anew: by grace', [paragraph('a', '1', behind)],
      [[1, { a: '2' }], [12, { a: '1' }], [15, { a: '3' }]], [['a', 'behind', 15 + GRACE, 15]]],
    ['a new paragraph of the original', [paragraph('a', '1')], [[1, { a: '1' }], [12, { a: '1', b: '1' }]], [['b', 'added', 12 + GRACE, 12]]],
    ['a new paragraph, and new words in it', [paragraph('a', '1')], [[1, { a: '1' }], [12, { a: '1', b: '1' }], ['!13', { a: '1', b: '2' }]], [['b', 'added', 13, 13]]],
    ['nothing: a paragraph that came and went', [paragraph('a', '1')], [[1, { a: '1' }], [12, { a: '1', b: '1' }], [13, { a: '1' }]], []],
    ['nothing: without a paragraph that the original is yet to lose', [paragraph('a', '1')], [[1, { a: '1', b: '1' }]], []],
    ['a paragraph that the original has no longer', [paragraph('a', '1'), paragraph('b', '1')], [[1, { a: '1', b: '1' }], ['!12', { a: '1' }]], [['b', 'removed', 12, 12]]],
    ['nothing: a rule', [paragraph('a', '1'), paragraph('r', '', { kind: 'rule' })], [[1, { a: '1', r: '' }], [12, { a: '1' }]], []],
  ]
  for (const [what, rows, editions, expected] of cases) {
    it(`is ${what}`, () => {
      const lags = lagsOf(version, rows, GRACE, original(editions))
      const moment = (n: number) => n === AT_ONCE ? n : Date.parse(day(n))
      assert.deepEqual(lags.map(({ segment, kind, due, changedAt }) => [segment, kind, due, changedAt]),
        expected.map(([segment, kind, due, changed]) => [segment, kind, moment(due), changed === null ? null : day(changed)]))
    })
  }

  it('is what was published as behind, where the original is not published; of an original, nothing', () => {
    assert.deepEqual(lagsOf(version, [paragraph('a', '1', behind), paragraph('b', '1')], GRACE).map(({ segment, due }) => [segment, due]), [['a', AT_ONCE]])
    assert.deepEqual(lagsOf(version, [paragraph('a', '1')], GRACE), [])
  })

  it('is decided by the edition within one millisecond', () => {
    const late = original([[1, { a: '1' }], [10, { a: '2' }]])
    for (const [edition, count] of [['z', 1], ['a', 0]] as const) {
      const editions = late.editions.map((one, i) => i === 1 ? { ...one, edition } : one)
      const [only] = editions.slice(1)
      const alone = { ...late, editions: only ? [only] : [], texts: late.texts.filter(({ number }) => number === 2) }
      assert.equal(lagsOf(version, [paragraph('a', '1')], GRACE, alone).length, count)
    }
  })

  it('asks for the past only of what differs', () => {
    assert.deepEqual(listDiffering([paragraph('a', '1')], original([[1, { a: '2~1' }]]).rows), [])
    assert.deepEqual(listDiffering([paragraph('a', '1'), paragraph('c', '1')], original([[1, { a: '2', b: '1' }]]).rows), ['a', 'c', 'b'])
  })

  it('is never told before a change of it is out, nor later than grace after the first that lasts, and the sooner the shorter grace is', () => {
    const text = fc.constantFrom('1', '2', '3', '2~1', '3~2')
    const edition = fc.record({ a: fc.option(text, { nil: undefined }), important: fc.boolean() })
    fc.assert(fc.property(fc.array(edition, { minLength: 1, maxLength: 6 }), text, fc.nat(60), fc.nat(60), (some, made, one, other) => {
      const from = original(some.map(({ a, important }, i): Edition => [`${important ? '!' : ''}${i * 4 + 1}`, a === undefined ? {} : { a }]))
      const lagBy = (grace: number) => lagsOf(version, [paragraph('a', made)], grace, from)[0]
      const [short, long] = [lagBy(Math.min(one, other)), lagBy(Math.max(one, other))]
      assert.equal(short === undefined, long === undefined)
      if (!short || !long) return
      const since = Date.parse(short.since ?? '')
      assert.ok(short.due <= long.due && short.due >= since && long.due <= since + Math.max(one, other) * DAY)
      assert.ok(short.due === since || long.due > since || one === other)
    }))
  })
})
