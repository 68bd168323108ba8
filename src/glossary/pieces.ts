import { setImmediate as letOthers } from 'node:timers/promises'

/** Does work that goes in steps, letting others have their turn after so many of them. */
export async function inPieces<T>(work: Iterator<undefined, T>, steps: number): Promise<T> {
  for (let done = 1; ; done += 1) {
    const next = work.next()
    if (next.done) return next.value
    if (done % steps === 0) await letOthers()
  }
}

/** The same in order, one comparison or so a step. */
export function* sorting<T>(items: readonly T[], compare: (one: T, other: T) => number): Generator<undefined, T[]> {
  let runs = items.map((one) => [one])
  while (runs.length > 1) {
    const joined: T[][] = []
    for (let at = 0; at < runs.length; at += 2) joined.push(yield* merging(runs[at] ?? [], runs[at + 1] ?? [], compare))
    runs = joined
  }
  return runs[0] ?? []
}

function* merging<T>(left: readonly T[], right: readonly T[], compare: (one: T, other: T) => number): Generator<undefined, T[]> {
  const merged: T[] = []
  for (let [i, j] = [0, 0]; i < left.length || j < right.length;) {
    const [one, other] = [left[i], right[j]]
    const isFirst = i < left.length && (j >= right.length || compare(one as T, other as T) <= 0)
    merged.push((isFirst ? left[i++] : right[j++]) as T)
    yield
  }
  return merged
}
