import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { textHash } from '../hash.ts'
import { alignBlocks, changesOf } from './align.ts'
import type { Alignment, NewBlock } from './model.ts'

const WORDS = 'море ранок рибалка берег дім sea law court year пес stone river «так» five п’ять'.split(' ')
const sentence = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 12 }).map((words) => words.join(' '))
const kind = fc.constantFrom('paragraph', 'paragraph', 'heading', 'list_item', 'image')
const block = fc.record({ text: sentence, kind, level: fc.nat(2), list: fc.constant(null), asset: fc.constantFrom(null, 'a1', 'b2') })
  .map((one): NewBlock => one.kind === 'image' ? one : { ...one, asset: null })
const article = fc.array(block, { maxLength: 14 })
const distinct = fc.uniqueArray(block, { maxLength: 14, selector: ({ text }) => text })

describe('aligning', () => {
  it('accounts for every old paragraph exactly once', () => fc.assert(fc.property(article, article, article, (before, archived, after) => {
    const alignment = align(before, after, archived)
    assert.equal(alignment.blocks.length, after.length)
    const used = alignment.blocks.flatMap(({ from, part = 1 }) => part === 1 ? from : [])
    const ids = [...used, ...alignment.removed.map(({ id }) => id)].filter((id) => !id.startsWith('a')).sort()
    assert.deepEqual(ids, before.map((_, at) => `${at}`).sort())
    const archivedUsed = alignment.blocks.flatMap(({ from, offered }) => [...from.filter((id) => id.startsWith('a')), ...offered ? [offered] : []])
    assert.equal(new Set(archivedUsed).size, archivedUsed.length)
    for (const one of alignment.blocks) assertSound(one, alignment)
  }), { numRuns: 500 }))

  it('finds nothing changed in the same text', () => fc.assert(fc.property(article, (before) => {
    const { blocks, removed } = align(before, before)
    assert.deepEqual(removed, [])
    assert.deepEqual(blocks.map(({ change, from }) => [change, ...from]), before.map((_, at) => ['unchanged', `${at}`]))
  })))

  it('keeps every identity, and every approval, in whatever order the paragraphs come (a moved paragraph keeps its translation)', () => {
    const shuffled = distinct.chain((before) => fc.tuple(fc.constant(before), fc.shuffledSubarray(before, { minLength: before.length })))
    fc.assert(fc.property(shuffled, ([before, after]) => {
      const { blocks, removed } = align(before, after)
      assert.deepEqual(removed, [])
      assert.deepEqual(blocks.map(({ keeps }) => keeps), after.map((one) => `${before.indexOf(one)}`))
      assert.ok(blocks.every(({ change }) => change === 'unchanged' || change === 'moved'))
    }))
  })

  it('matches the same paragraphs whatever foreign ones are put between them', () => {
    const foreign = fc.array(fc.tuple(fc.nat(14), fc.nat(10_000)), { maxLength: 6 })
    fc.assert(fc.property(article, foreign, (texts, places) => {
      const before = texts.filter((_, at) => at % 3 !== 2)
      const after = texts.filter((_, at) => at % 4 !== 3)
      const noisy: NewBlock[] = [...after]
      for (const [at, number] of places) noisy.splice(Math.min(at, noisy.length), 0, noise(number))
      const found = align(before, noisy).blocks.filter((_, at) => !isNoise(noisy[at]))
      assert.deepEqual(found.map(exactOnes), align(before, after).blocks.map(exactOnes))
    }), { numRuns: 500 })
  })

  it('calls foreign paragraphs new, and removed when they go again', () => {
    const some = fc.array(block, { minLength: 1, maxLength: 14 })
    fc.assert(fc.property(some, fc.nat(14), fc.nat(10_000), (before, at, number) => {
      const after = before.toSpliced(at, 0, noise(number))
      assert.deepEqual(nonZero(align(before, after)), { unchanged: before.length, new: 1 })
      assert.deepEqual(nonZero(align(after, before)), { unchanged: before.length, removed: 1 })
    }))
  })

  it('leaves equal paragraphs in their order when others come or go', () => {
    const repeated = fc.array(fc.constantFrom('***', 'Див. також', 'So.'), { maxLength: 20 }).chain((texts) => fc.tuple(
      fc.constant(texts), fc.subarray(texts)))
    fc.assert(fc.property(repeated, ([before, after]) => {
      for (const alignment of [align(before.map(plain), after.map(plain)), align(after.map(plain), before.map(plain))]) {
        const ids = alignment.blocks.flatMap(({ keeps }) => keeps === null ? [] : [Number(keeps)])
        assert.deepEqual(ids, ids.toSorted((a, b) => a - b))
        assert.equal(ids.length, after.length)
      }
    }), { numRuns: 500 })
  })

  it('finds the opposite the other way round', () => {
    fc.assert(fc.property(fc.array(fc.nat(6), { minLength: 1, maxLength: 8 }), (acts) => {
      const [before, after] = revise(acts)
      const there = nonZero(align(before, after))
      const back = nonZero(align(after, before))
      assert.equal(there.new ?? 0, back.removed ?? 0)
      assert.equal(there.removed ?? 0, back.new ?? 0)
      assert.equal((there.split ?? 0) / 2, back.merged ?? 0)
      assert.equal(there.merged ?? 0, (back.split ?? 0) / 2)
      for (const change of ['unchanged', 'edited', 'typography', 'moved'] as const) assert.equal(there[change], back[change], change)
    }), { numRuns: 300 })
  })

  it('finds what was done', () => {
    fc.assert(fc.property(fc.array(fc.nat(6), { minLength: 1, maxLength: 8 }), (acts) => {
      const [before, after, counts] = revise(acts)
      assert.deepEqual(nonZero(align(before, after)), counts)
    }), { numRuns: 300 })
  })
})

function assertSound(one: Alignment['blocks'][number], { blocks }: Alignment): void {
  const { change, from, keeps, similarity } = one
  assert.ok(similarity >= 0 && similarity <= 1)
  assert.equal(similarity === 1, change === 'unchanged' || change === 'moved' || change === 'returned')
  if (change === 'new') assert.deepEqual([from, keeps], [[], null])
  else if (change === 'merged') assert.ok(from.length > 1 && keeps === from[0])
  else assert.equal(from.length, 1)
  if (change !== 'split') return
  const parts = blocks.flatMap(({ from: [id], part }, at) => id === from[0] && part !== undefined ? [[part, at] as const] : [])
  assert.ok(parts.length > 1)
  // Side by side, counted from one.
  for (const [index, [part, at]] of parts.entries()) assert.deepEqual([part, at], [index + 1, (parts[0]?.[1] ?? 0) + index])
}

/** Paragraphs of words of their own, and for each act what it does to one: leaves, edits, splits, merges, removes, adds, sets anew. */
function revise(acts: readonly number[]): [before: NewBlock[], after: NewBlock[], counts: Record<string, number>] {
  const before: string[] = []
  const after: string[] = []
  const counts: Record<string, number> = {}
  const act = (change: string, olds: string[], news: string[], count = 1) => {
    before.push(...olds)
    after.push(...news)
    counts[change] = (counts[change] ?? 0) + count
  }
  for (const [at, number] of acts.entries()) {
    const [first, second] = [ownWords(at, 'a'), ownWords(at, 'b')]
    if (number === 0) act('unchanged', [first], [first])
    else if (number === 1) act('edited', [first], [`${first} ще${at}`])
    else if (number === 2) act('split', [`${first} ${second}`], [first, second], 2)
    else if (number === 3) act('merged', [first, second], [`${first} ${second}`])
    else if (number === 4) act('removed', [first], [])
    else if (number === 5) act('new', [], [first])
    else act('typography', [`${first} "так"`], [`${first} «так»`])
  }
  return [before.map(plain), after.map(plain), counts]
}

function ownWords(at: number, half: string): string {
  return Array.from({ length: 8 }, (_, word) => `с${half}${at}${'абвгдежз'[word]}`).join(' ')
}

/** A match of equal words; what is merely alike may pass to a neighbour that stands nearer. */
function exactOnes({ change, keeps }: Alignment['blocks'][number]): string | null {
  return change === 'unchanged' || change === 'moved' ? keeps : null
}

function nonZero(alignment: Alignment): Partial<Record<string, number>> {
  return Object.fromEntries(Object.entries(changesOf(alignment)).filter(([, count]) => count > 0))
}

function noise(number: number): NewBlock {
  return plain(`qx${number} qy${number} qz${number}`)
}

function isNoise(one: NewBlock | undefined): boolean {
  return one?.text.startsWith('qx') ?? false
}

function plain(text: string): NewBlock {
  return { text, kind: 'paragraph', level: 0, list: null }
}

function align(before: readonly NewBlock[], after: readonly NewBlock[], archived: readonly NewBlock[] = []): Alignment {
  const identify = (blocks: readonly NewBlock[], prefix: string) => blocks.map((one, at) => ({ ...one, id: `${prefix}${at}`, hash: textHash(one.text) }))
  return alignBlocks(identify(before, ''), identify(archived, 'a'), after)
}
