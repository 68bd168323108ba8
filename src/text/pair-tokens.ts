import { diffArrays } from 'diff'
import type { Pair } from './anchors.ts'
import { findAnchors } from './anchors.ts'

type Gap = { a0: number; a1: number; b0: number; b1: number }
type Part = { count: number; added: boolean; removed: boolean }
type Alignment = { a: readonly number[]; b: readonly number[]; partners: Int32Array; work: number }

// Every limit counts steps, never time: the same two texts give the same answer on every machine.
const DIRECT_SIZE = 64
const MAX_SPLITS = 12
const WINDOW = 96
const MAX_EDITS = 300
const MAX_WORK = 1_000_000

/**
 * Pairs equal tokens of two texts in rising order: for each token of `a` the index of its partner in `b`, or -1.
 * A large text is first split at tokens that occur once on each side; a part too tangled to pair stays unpaired.
 */
export function pairTokens(a: readonly number[], b: readonly number[]): Int32Array {
  const alignment = { a, b, partners: new Int32Array(a.length).fill(-1), work: MAX_WORK }
  let gaps: Gap[] = [{ a0: 0, a1: a.length, b0: 0, b1: b.length }]
  for (let round = 0; gaps.length > 0; round++) gaps = gaps.flatMap((gap) => pairOrSplit(alignment, gap, round < MAX_SPLITS))
  return alignment.partners
}

/** Pairs what it can in a gap; gives the smaller gaps that are left. */
function pairOrSplit(alignment: Alignment, gap: Gap, maySplit: boolean): Gap[] {
  trim(alignment, gap)
  const { a0, a1, b0, b1 } = gap
  if (a0 === a1 || b0 === b1) return []
  const isLarge = a1 - a0 + b1 - b0 > DIRECT_SIZE
  const anchors = isLarge && maySplit ? findAnchors(alignment.a, a0, a1, alignment.b, b0, b1) : []
  if (anchors.length > 0) return split(alignment, gap, anchors)
  pairGap(alignment, gap)
  return []
}

function trim({ a, b, partners }: Alignment, gap: Gap): void {
  while (gap.a0 < gap.a1 && gap.b0 < gap.b1 && a[gap.a0] === b[gap.b0]) partners[gap.a0++] = gap.b0++
  while (gap.a0 < gap.a1 && gap.b0 < gap.b1 && a[gap.a1 - 1] === b[gap.b1 - 1]) partners[--gap.a1] = --gap.b1
}

function split({ partners }: Alignment, gap: Gap, anchors: readonly Pair[]): Gap[] {
  const gaps: Gap[] = []
  let { a0, b0 } = gap
  for (const [a, b] of anchors) {
    partners[a] = b
    gaps.push({ a0, a1: a, b0, b1: b })
    a0 = a + 1
    b0 = b + 1
  }
  gaps.push({ a0, a1: gap.a1, b0, b1: gap.b1 })
  return gaps
}

/**
 * A gap without anchors, such as a repetitive text: as a whole if it has few enough changes, otherwise window by window,
 * each beginning after the last pair in the first half of the one before.
 */
function pairGap(alignment: Alignment, gap: Gap): void {
  if (pairWithin(alignment, gap)) return
  const { partners } = alignment
  let { a0, b0 } = gap
  while (a0 < gap.a1 && b0 < gap.b1) {
    const a1 = Math.min(a0 + WINDOW, gap.a1)
    const b1 = Math.min(b0 + WINDOW, gap.b1)
    pairWithin(alignment, { a0, a1, b0, b1 })
    if (a1 === gap.a1 && b1 === gap.b1) return
    const next = nextWindow(partners, { a0, a1, b0, b1 })
    a0 = next.a0
    b0 = next.b0
    partners.fill(-1, a0, a1)
  }
}

function nextWindow(partners: Int32Array, { a0, a1, b0 }: Gap): Pick<Gap, 'a0' | 'b0'> {
  for (let at = Math.min(a0 + WINDOW / 2, a1 - 1); at >= a0; at--) {
    const partner = partners[at] ?? -1
    if (partner >= 0) return { a0: at + 1, b0: partner + 1 }
  }
  return { a0: a0 + WINDOW / 2, b0: b0 + WINDOW / 2 }
}

/** jsdiff over the tokens that both sides have: the others cannot be paired, and each would lengthen every path. */
function pairWithin(alignment: Alignment, gap: Gap): boolean {
  const placesA = placesOfShared(alignment.a, gap.a0, gap.a1, new Set(alignment.b.slice(gap.b0, gap.b1)))
  const placesB = placesOfShared(alignment.b, gap.b0, gap.b1, new Set(alignment.a.slice(gap.a0, gap.a1)))
  const tokensA = placesA.map((place) => alignment.a[place])
  const tokensB = placesB.map((place) => alignment.b[place])
  const maxEditLength = Math.min(MAX_EDITS, Math.floor(Math.sqrt(alignment.work)))
  const parts = diffArrays(tokensA, tokensB, { maxEditLength })
  const edits = parts ? record(parts, placesA, placesB, alignment.partners) : maxEditLength
  alignment.work -= edits ** 2
  return parts !== undefined
}

/** Enters what jsdiff kept; gives the number of its edits. */
function record(parts: readonly Part[], placesA: readonly number[], placesB: readonly number[], partners: Int32Array): number {
  let i = 0
  let j = 0
  let edits = 0
  for (const { count, added, removed } of parts) {
    if (added || removed) edits += count
    else for (let k = 0; k < count; k++) partners[placesA[i + k] ?? -1] = placesB[j + k] ?? -1
    if (!added) i += count
    if (!removed) j += count
  }
  return edits
}

function placesOfShared(tokens: readonly number[], from: number, to: number, shared: ReadonlySet<number>): number[] {
  const places: number[] = []
  for (let at = from; at < to; at++) if (shared.has(tokens[at] ?? -1)) places.push(at)
  return places
}
