import type { Pairing } from './pairing.ts'

/** Where leftover blocks stand: for each the new block beside it on either side that has a partner, as both sides see it. */
export interface Gaps { old: Edges; next: Edges }
/** `run` is the same for leftovers that follow one another. */
interface Edges { before: Int32Array; after: Int32Array; run: Int32Array }

const REACH = 2

export function findGaps(pairing: Pairing, olds: readonly number[], news: readonly number[]): Gaps {
  const ownPlaces = pairing.toOld.map((old, at) => old === -1 ? -1 : at)
  return { old: edgesOf(pairing.toNew, olds, pairing.toOld.length), next: edgesOf(ownPlaces, news, pairing.toOld.length) }
}

/** @param places for every block the new index it stands for, -1 if it has no partner */
function edgesOf(places: Int32Array, leftovers: readonly number[], end: number): Edges {
  const before = new Int32Array(leftovers.length)
  const after = new Int32Array(leftovers.length)
  const run = new Int32Array(leftovers.length)
  for (const [at, block] of leftovers.entries()) {
    const follows = leftovers[at - 1] === block - 1
    run[at] = follows ? run[at - 1] ?? 0 : at
    before[at] = follows ? before[at - 1] ?? -1 : places[block - 1] ?? -1
  }
  for (let at = leftovers.length - 1; at >= 0; at--) {
    const block = leftovers[at] ?? 0
    after[at] = leftovers[at + 1] === block + 1 ? after[at + 1] ?? end : places[block + 1] ?? end
  }
  return { before, after, run }
}

/** Whether two leftovers stand after, or before, the same pair. */
export function areNear({ old, next }: Gaps, at: number, other: number): boolean {
  return old.before[at] === next.before[other] || old.after[at] === next.after[other]
}

/** Finds for an old leftover the new ones that stand about where it stood. */
export function nearFinder({ old, next }: Gaps): (at: number) => number[] {
  const firsts = new Map<number, number>()
  const lasts = new Map<number, number>()
  for (let at = next.before.length - 1; at >= 0; at--) firsts.set(next.before[at] ?? -1, at)
  for (let at = 0; at < next.after.length; at++) lasts.set(next.after[at] ?? -1, at)
  const fromStart = ranks(old.before)
  const fromEnd = ranks(old.after.toReversed()).reverse()
  return (at) => {
    const found: number[] = []
    const first = firsts.get(old.before[at] ?? -1)
    const last = lasts.get(old.after[at] ?? -1)
    for (let step = -REACH; step <= REACH; step++) {
      const down = (first ?? -REACH - 1) + (fromStart[at] ?? 0) + step
      const up = (last ?? -REACH - 1) - (fromEnd[at] ?? 0) + step
      if (first !== undefined && next.before[down] === old.before[at]) found.push(down)
      if (last !== undefined && next.after[up] === old.after[at] && !found.includes(up)) found.push(up)
    }
    return found
  }
}

/** The how manieth each is among those with the same edge, from 0. */
function ranks(edges: Int32Array): Int32Array {
  const found = new Int32Array(edges.length)
  for (let at = 1; at < edges.length; at++) found[at] = edges[at] === edges[at - 1] ? (found[at - 1] ?? 0) + 1 : 0
  return found
}
