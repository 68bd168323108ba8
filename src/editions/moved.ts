import type { Id } from '../db/columns.ts'

/** The fewest paragraphs whose moving turns one order into the other: all but the longest run that kept its order. */
export function countMoved(before: readonly Id[], after: readonly Id[]): number {
  const place = new Map(before.map((id, i) => [id, i]))
  const places = after.flatMap((id) => place.get(id) ?? [])
  return places.length - longestRise(places)
}

/** The length of the longest rising subsequence, by patience. */
function longestRise(numbers: readonly number[]): number {
  const tops: number[] = []
  for (const number of numbers) {
    let [low, high] = [0, tops.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((tops[middle] ?? 0) < number) low = middle + 1
      else high = middle
    }
    tops[low] = number
  }
  return tops.length
}
