import { areNear, nearFinder } from './gaps.ts'
import { Likeness } from './likeness.ts'
import type { Part } from './parts.ts'
import { growParts, isPart } from './parts.ts'
import type { Leftovers, Range, Side } from './sides.ts'
import { countWords, endOf, startOf } from './sides.ts'
import { SketchIndex } from './sketch.ts'

/** A way to pair leftovers: one with one, or one with several that stand side by side. */
export interface Candidate { old: Range; next: Range; similarity: number; score: number }

/** One old and one new leftover that were compared. */
interface Compared { old: number; next: number; shared: number }

interface Search { leftovers: Leftovers; index: SketchIndex; likeness: Likeness; found: Candidate[] }

// Chosen on real revisions, see docs/decisions/0010-aligning-a-changed-original.md.
const LEAST_NEAR = 0.4
const LEAST_FAR = 0.6
/** Short texts of one kind are alike by chance: "could not open file", "could not read file". */
const LEAST_FAR_SHORT = 0.75
const SHORT_WORDS = 8
const LEAST_GROUP = 0.6
const NEAR_BONUS = 0.1
const KIND_BONUS = 0.05
/** No text makes the work grow without end: after so many steps the search is over. */
const MOST_STEPS = 400_000_000

/** All ways worth considering to pair leftovers that are alike, in no order, and the steps that finding them took. */
export function findCandidates(leftovers: Leftovers): { found: Candidate[]; steps: number } {
  const { stems, next } = leftovers
  const index = new SketchIndex(stems, next.offset, next.offset + next.kinds.length)
  const search: Search = { leftovers, index, likeness: new Likeness(), found: [] }
  const wholes = searchOld(search)
  for (let at = 0; at < wholes.length;) {
    let end = at + 1
    while (wholes[end]?.next === wholes[at]?.next) end++
    searchMerged(search, wholes.slice(at, end))
    at = end
  }
  return { found: search.found, steps: search.likeness.steps + index.steps }
}

/** Compares each old block with the new ones that may be alike; gives the pairs where the old one may be a part of the new one. */
function searchOld(search: Search): Compared[] {
  const { leftovers: { old, next, gaps }, index, likeness } = search
  const near = nearFinder(gaps)
  const wholes: Compared[] = []
  for (let at = 0; at < old.kinds.length && likeness.steps < MOST_STEPS; at++) {
    const others = near(at)
    for (const block of index.find(at)) if (!others.includes(block - next.offset)) others.push(block - next.offset)
    if (others.length > 0) compareOld(search, at, others, wholes)
  }
  return wholes.sort((a, b) => a.next - b.next || a.old - b.old)
}

function compareOld(search: Search, at: number, others: readonly number[], wholes: Compared[]): void {
  const { leftovers: { old, next, stems }, likeness } = search
  const one = only(at)
  const words = countWords(stems, old, one)
  const parts: Part[] = []
  load(search, old, at)
  for (const other of others) {
    // What a picture is called is no text of the article.
    if ((old.kinds[at] === 'image') !== (next.kinds[other] === 'image')) continue
    const range = only(other)
    const shared = likeness.shared(stems.words, startOf(stems, next, range), endOf(stems, next, range))
    const otherWords = countWords(stems, next, range)
    consider(search, one, range, shared)
    if (isPart(otherWords, words, shared)) parts.push({ ...range, shared })
    else if (isPart(words, otherWords, shared)) wholes.push({ old: at, next: other, shared })
  }
  for (const row of parts.length > 0 ? growParts(likeness, stems, next, parts) : []) consider(search, one, row, row.shared)
}

/** A new block, and the old ones that may be parts of it. */
function searchMerged(search: Search, wholes: readonly Compared[]): void {
  const { leftovers: { old, next, stems }, likeness } = search
  const [first] = wholes
  if (!first || likeness.steps > MOST_STEPS) return
  load(search, next, first.next)
  const parts = wholes.map(({ old: at, shared }) => ({ ...only(at), shared }))
  for (const row of growParts(likeness, stems, old, parts)) consider(search, row, only(first.next), row.shared)
}

function consider({ leftovers: { old, next, stems, gaps }, found }: Search, from: Range, to: Range, shared: number): void {
  const words = countWords(stems, old, from) + countWords(stems, next, to)
  const similarity = 2 * shared / Math.max(words, 1)
  const isGroup = from.from !== from.to || to.from !== to.to
  const near = areNear(gaps, from.from, to.from) || (isGroup && areNear(gaps, from.to, to.to))
  const sameKind = old.kinds[from.from] === next.kinds[to.from]
  const least = isGroup ? LEAST_GROUP : near ? LEAST_NEAR : words < 2 * SHORT_WORDS ? LEAST_FAR_SHORT : LEAST_FAR
  if (similarity < least) return
  found.push({ old: from, next: to, similarity, score: similarity + (near ? NEAR_BONUS : 0) + (sameKind ? KIND_BONUS : 0) })
}

function load({ leftovers: { stems }, likeness }: Search, side: Side, at: number): void {
  likeness.load(stems.words, startOf(stems, side, only(at)), endOf(stems, side, only(at)))
}

function only(at: number): Range {
  return { from: at, to: at }
}
