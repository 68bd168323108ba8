import type { Id, Language, Timestamp } from '../db/columns.ts'
import { isInStep, type SegmentState, type SourceMark, type StateFacts } from '../segments/states.ts'
import { isSource, type Index } from './marks-index.ts'

/** What a paragraph can wait for, in the order in which an editor would chase it. */
export const WAITS = ['returned', 'review', 'confirmation', 'behind'] as const
export type WaitKind = (typeof WAITS)[number]

/** One paragraph that waits, since when, and in which submission. */
export interface Wait {
  kind: WaitKind
  at: Timestamp
  submission: Id | null
}

export type Waits = ReadonlyMap<WaitKind, Waited>

interface Waited {
  count: number
  /** Since when the oldest of them waits. */
  since: Timestamp
  /** Where they were sent, the one with the oldest first. */
  submissions: Id[]
}

export function waitOf(
  segment: Id, language: Language, { facts, state }: { facts: StateFacts; state: SegmentState }, index: Index,
): Wait | null {
  const proposal = index.proposals.get(language)?.get(segment)
  if (proposal) return { kind: proposal.awaits, at: proposal.at, submission: proposal.submission }
  if (state.headline === 'returned') return { kind: 'returned', at: index.returns.get(language)?.get(segment)?.at ?? '', submission: null }
  if (state.headline !== 'behind' || !facts.approved?.source) return null
  const history = index.history.get(segment) ?? []
  const moved = movedAt(facts.approved.source, history.filter(isSource))
  const made = history.find((one) => one.current !== null && one.language === language)?.at ?? ''
  return { kind: 'behind', at: moved > made ? moved : made, submission: null }
}

export function listWaits(waits: readonly Wait[]): Waits {
  return new Map([...Map.groupBy(waits, ({ kind }) => kind)].map(([kind, some]) => {
    const oldest = some.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    const submissions = [...new Set(oldest.flatMap(({ submission }) => submission ?? []))]
    return [kind, { count: some.length, since: oldest[0]?.at ?? '', submissions }]
  }))
}

/** When the original left the text that a translation was made from: the first of its latest approvals that all say something else. */
function movedAt(madeFrom: SourceMark, sources: readonly (SourceMark & { at: Timestamp })[]): Timestamp {
  const same = sources.findLastIndex((source) => isInStep(madeFrom, source))
  return sources[same + 1]?.at ?? ''
}
