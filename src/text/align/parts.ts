import type { Likeness } from './likeness.ts'
import type { Range, Side } from './sides.ts'
import { countWords, endOf, startOf } from './sides.ts'
import type { Stems } from './stems.ts'

/** Blocks that together may be the one that `likeness` holds, and how many of its words they have. */
export interface Part extends Range { shared: number }

/** Each part brings so many of its own words, in their place among those of the whole. */
const LEAST_OWN = 0.6
/** A part of fewer words proves nothing: it must be there entirely, beside two that prove. */
const FEWEST_WORDS = 3
const MOST_PARTS = 12
const MOST_SEEDS = 3

/** Whether a block shorter than the whole can be a part of it. */
export function isPart(words: number, whole: number, shared: number): boolean {
  return words >= FEWEST_WORDS && words < whole && shared >= LEAST_OWN * words
}

/** Rows of two parts or more, each grown from one part over its neighbours. */
export function growParts(likeness: Likeness, stems: Stems, side: Side, seeds: readonly Part[]): Part[] {
  const rows = new Map<string, Part>()
  const best = seeds.toSorted((a, b) => b.shared - a.shared || a.from - b.from)
  for (const seed of best.slice(0, MOST_SEEDS)) {
    const row = { ...seed }
    for (const step of [1, -1] as const) while (growBy(likeness, stems, side, row, step)) continue
    const proven = range(row).filter((at) => countWords(stems, side, { from: at, to: at }) >= FEWEST_WORDS)
    if (proven.length > 1) rows.set(`${row.from} ${row.to}`, row)
  }
  return [...rows.values()]
}

function growBy(likeness: Likeness, stems: Stems, side: Side, row: Part, step: 1 | -1): boolean {
  const at = step > 0 ? row.to + 1 : row.from - 1
  if (row.to - row.from + 2 > MOST_PARTS || at < 0 || side.run[at] !== side.run[row.from] || side.kinds[at] === 'image') return false
  const wider = { from: Math.min(row.from, at), to: Math.max(row.to, at) }
  const words = countWords(stems, side, { from: at, to: at })
  const shared = likeness.shared(stems.words, startOf(stems, side, wider), endOf(stems, side, wider))
  if (shared - row.shared < (words < FEWEST_WORDS ? Math.max(words, 1) : LEAST_OWN * words)) return false
  Object.assign(row, wider, { shared })
  return true
}

function range({ from, to }: Range): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at)
}
