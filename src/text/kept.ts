import type { Words } from './words.ts'
import { countWords } from './words.ts'

/** A stretch that both texts have, letter for letter: `length` words from word `a` of the one and word `b` of the other. */
export type Kept = { a: number; b: number; length: number }

const SHARED_EDGE_WORDS = 8
const SHORT_WORD = 4

/** The stretches that paired words form; a pair written differently (another apostrophe) or spaced differently ends one. */
export function keptStretches(a: Words, b: Words, partners: Int32Array): Kept[] {
  const stretches: Kept[] = []
  let last: Kept | undefined
  for (const [at, partner] of partners.entries()) {
    if (partner < 0) continue
    const follows = last !== undefined && last.a + last.length === at && last.b + last.length === partner
    if (last && follows && spacedWord(a, at) === spacedWord(b, partner)) last.length++
    else if (word(a, at) === word(b, partner)) stretches.push(last = { a: at, b: partner, length: 1 })
  }
  return stretches
}

/** What a rewritten text shares at its beginning and its end, where that is long enough to be worth showing apart. */
export function sharedEdges(a: Words, b: Words, kept: readonly Kept[]): Kept[] {
  return kept.filter((stretch) => isEdge(a, b, stretch) && countWords(a, stretch.a, stretch.a + stretch.length) >= SHARED_EDGE_WORDS)
}

/** Without the tiny stretches between two changes that make a reader stop more often than they help. */
export function withoutIslands(a: Words, b: Words, kept: readonly Kept[]): Kept[] {
  const chosen: Kept[] = []
  const end = { a: a.ids.length, b: b.ids.length, length: 0 }
  for (const [index, stretch] of kept.entries()) {
    const before = changeBetween(chosen.at(-1) ?? { a: 0, b: 0, length: 0 }, stretch)
    const after = changeBetween(stretch, kept[index + 1] ?? end)
    if (isEdge(a, b, stretch) || !isIsland(a, stretch, before, after)) chosen.push(stretch)
  }
  return chosen
}

type Size = { removed: number; added: number }

function changeBetween(left: Kept, right: Kept): Size {
  return { removed: right.a - left.a - left.length, added: right.b - left.b - left.length }
}

function isIsland(a: Words, { a: from, length }: Kept, before: Size, after: Size): boolean {
  // Two insertions, or two removals, read well around anything; only what alternates is confusing.
  if (before.removed + after.removed === 0 || before.added + after.added === 0) return false
  const words = countWords(a, from, from + length)
  const change = Math.min(Math.max(before.removed, before.added), Math.max(after.removed, after.added))
  return words === 0 || (length === 1 && word(a, from).length <= SHORT_WORD) || words * 3 <= change
}

function isEdge({ ids: idsA }: Words, { ids: idsB }: Words, { a, b, length }: Kept): boolean {
  return (a === 0 && b === 0) || (a + length === idsA.length && b + length === idsB.length)
}

function word({ text, starts, ends }: Words, at: number): string {
  return text.slice(starts[at], ends[at])
}

function spacedWord({ text, ends }: Words, at: number): string {
  return text.slice(ends[at - 1] ?? 0, ends[at])
}
