import type { Id } from '../db/columns.ts'

/** How many of the paragraphs must have moved from one order to the other. */
export function countMoved(before: readonly Id[], after: readonly Id[]): number {
  return listMoved(before, after).length
}

/** The fewest paragraphs whose moving turns one order into the other: all but the longest run that kept its order. */
export function listMoved(before: readonly Id[], after: readonly Id[]): Id[] {
  const place = new Map(before.map((id, i) => [id, i]))
  const there = after.filter((id) => place.has(id))
  const kept = longestRise(there.map((id) => place.get(id) ?? 0))
  return there.filter((_, i) => !kept.has(i))
}

/** Where in the list a longest rising subsequence stands, by patience. */
function longestRise(numbers: readonly number[]): Set<number> {
  /** Of the runs of each length, where the one with the lowest end ends; and what stands before each place in its run. */
  const ends: number[] = []
  const previous: (number | undefined)[] = []
  for (const [at, number] of numbers.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1
      else high = middle
    }
    previous[at] = ends[low - 1]
    ends[low] = at
  }
  const run = new Set<number>()
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) run.add(at)
  return run
}
