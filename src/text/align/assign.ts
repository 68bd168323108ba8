import type { Candidate } from './candidates.ts'
import type { Range } from './sides.ts'

/** The best candidates that do not stand in each other's way, best first. */
export function chooseCandidates(candidates: readonly Candidate[], olds: number, news: number): Candidate[] {
  const takenOld = new Uint8Array(olds)
  const takenNew = new Uint8Array(news)
  const chosen: Candidate[] = []
  for (const candidate of candidates.toSorted(inOrder)) {
    if (isTaken(takenOld, candidate.old) || isTaken(takenNew, candidate.next)) continue
    takenOld.fill(1, candidate.old.from, candidate.old.to + 1)
    takenNew.fill(1, candidate.next.from, candidate.next.to + 1)
    chosen.push(candidate)
  }
  return chosen
}

function isTaken(taken: Uint8Array, { from, to }: Range): boolean {
  for (let at = from; at <= to; at++) if (taken[at] === 1) return true
  return false
}

/** Of equals the one nearer to the beginning of both texts: which of them is the old one makes no difference. */
function inOrder({ score: a, old: oldA, next: nextA }: Candidate, { score: b, old: oldB, next: nextB }: Candidate): number {
  return b - a || oldA.from + nextA.from - oldB.from - nextB.from
    || Math.abs(oldA.from - nextA.from) - Math.abs(oldB.from - nextB.from) || oldA.from - oldB.from
}
