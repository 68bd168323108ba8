export type Pair = readonly [a: number, b: number]

/** Places of tokens that occur once in each range, as many as keep their order: where two long texts surely agree. */
export function findAnchors(a: readonly number[], a0: number, a1: number, b: readonly number[], b0: number, b1: number): Pair[] {
  const inA = onlyPlaces(a, a0, a1)
  const inB = onlyPlaces(b, b0, b1)
  const pairs: Pair[] = []
  for (const [token, place] of inA) {
    const partner = inB.get(token) ?? -1
    if (place >= 0 && partner >= 0) pairs.push([place, partner])
  }
  return longestRising(pairs)
}

/** Where each token stands, -1 for one that occurs again; in the order of the text. */
export function onlyPlaces(tokens: readonly number[], from: number, to: number): Map<number, number> {
  const places = new Map<number, number>()
  for (let at = from; at < to; at++) {
    const token = tokens[at] ?? -1
    places.set(token, places.has(token) ? -1 : at)
  }
  return places
}

/** Of pairs whose first numbers rise, the longest selection whose second numbers rise too (patience sorting). */
export function longestRising(pairs: readonly Pair[]): Pair[] {
  const tops: number[] = []
  const before = pairs.map(([, b], index) => {
    const pile = firstPileNotBelow(tops, pairs, b)
    tops[pile] = index
    return tops[pile - 1] ?? -1
  })
  const chosen: Pair[] = []
  for (let index = tops.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
    const pair = pairs[index]
    if (pair) chosen.push(pair)
  }
  return chosen.reverse()
}

function firstPileNotBelow(tops: readonly number[], pairs: readonly Pair[], b: number): number {
  let low = 0
  let high = tops.length
  while (low < high) {
    const middle = (low + high) >> 1
    const top = pairs[tops[middle] ?? -1]
    if (top && top[1] < b) low = middle + 1
    else high = middle
  }
  return low
}
