import type { Gaps } from './gaps.ts'
import { findGaps } from './gaps.ts'
import type { NewBlock } from './model.ts'
import type { Pairing } from './pairing.ts'
import { pairless } from './pairing.ts'
import type { Stems } from './stems.ts'
import { readStems } from './stems.ts'

/** Leftover blocks and their words: those of the old ones first, then those of the new ones. */
export interface Leftovers { old: Side; next: Side; stems: Stems; gaps: Gaps }

/** The leftovers of one text, in its order. `offset`: where their words begin; `run`: the same for those that follow one another. */
export interface Side { blocks: readonly number[]; kinds: readonly string[]; offset: number; run: Int32Array }

/** Leftovers of one side that follow one another, the last one included. */
export interface Range { from: number; to: number }

type Blocks = readonly Pick<NewBlock, 'text' | 'kind'>[]

export function readLeftovers(pairing: Pairing, old: Blocks, next: Blocks): Leftovers {
  const olds = pairless(pairing.toNew)
  const news = pairless(pairing.toOld)
  const gaps = findGaps(pairing, olds, news)
  const oldBlocks = olds.flatMap((at) => old[at] ?? [])
  const newBlocks = news.flatMap((at) => next[at] ?? [])
  return {
    old: { blocks: olds, kinds: oldBlocks.map(({ kind }) => kind), offset: 0, run: gaps.old.run },
    next: { blocks: news, kinds: newBlocks.map(({ kind }) => kind), offset: olds.length, run: gaps.next.run },
    stems: readStems([...oldBlocks, ...newBlocks].map(({ text }) => text)),
    gaps,
  }
}

export function startOf({ starts }: Stems, { offset }: Side, { from }: Range): number {
  return starts[offset + from] ?? 0
}

export function endOf({ starts }: Stems, { offset }: Side, { to }: Range): number {
  return starts[offset + to + 1] ?? 0
}

export function countWords(stems: Stems, side: Side, range: Range): number {
  return endOf(stems, side, range) - startOf(stems, side, range)
}
