import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { ChangeOutcome } from '../db/tables/heart.ts'
import { findMoved } from '../sources/relation.ts'
import type { Shape } from './history-store.ts'

export const HISTORY_KINDS = ['structure', 'submission', 'edition', 'undone', 'import'] as const
export type HistoryKind = (typeof HISTORY_KINDS)[number]

/** What a change of the structure did, in numbers; in the order in which it is told. */
export type ShapeCounts = { did: 'moved' | 'split' | 'merged' | 'added' | 'returned' | 'removed' | 'edited'; count: number }[]

interface Happened {
  id: string
  at: Timestamp
  language: Language
  by: string
  href: string | null
}

type Verdict = 'approved' | 'confirmed' | 'passed' | 'edited' | 'returned'

/** One event of an article's history. */
export type HistoryEvent = Happened & (
  | { kind: 'structure'; outcome: ChangeOutcome | 'open'; message: string; sent: Timestamp; decidedBy: string | null; passedBy: string[]; reason: string
    oneEye: boolean; counts: ShapeCounts | null }
  | { kind: 'submission'; message: string; offered: number; open: number; verdicts: { outcome: Verdict; count: number }[]; reviewers: string[] }
  | { kind: 'edition'; event: 'publish' | 'withdraw'; number: number; reason: string; isNote: boolean }
  | { kind: 'undone'; whose: string; count: number; reason: string }
  | { kind: 'import' }
)

/** Where a page of it begins: before this event. */
export interface Before {
  at: Timestamp
  id: string
}

export type NameOf = (person: Id) => string

/** An event whose people have no names yet; `shape` and `texts` are read for those that are shown. */
export interface Unnamed extends Before {
  people: Id[]
  shape?: { id: Id; outline: Id; outcome: ChangeOutcome | null }
  texts?: Id
  tell: (nameOf: NameOf, more: More) => HistoryEvent
}

export interface More {
  counts: ShapeCounts | null
  /** First reviewers of a structure, in order. */
  passed: Id[]
  offered: { offered: number; open: number }
  verdicts: { outcome: Verdict; by: Id; count: number }[]
}

/** What a change did to an outline. */
export function countShape({ rows, lineage, before }: Pick<Shape, 'rows' | 'lineage' | 'before'>): ShapeCounts {
  const [old, now] = [new Set(before), new Set(rows.map(({ segment }) => segment))]
  const lines = Map.groupBy(lineage, ({ segment }) => segment)
  const joined = new Set(lineage.flatMap(({ role, from }) => role === 'join' ? [from] : []))
  const split = new Set(lineage.flatMap(({ role, from }) => role === 'split' ? [from] : []))
  const plain = rows.filter(({ segment }) => !lines.has(segment) && !split.has(segment))
  const fresh = plain.filter(({ segment }) => !old.has(segment))
  const moved = findMoved(rows.map(({ segment }) => lines.get(segment)?.map(({ from }) => from) ?? [segment]), before)
  const counts: ShapeCounts = [
    { did: 'moved', count: moved.size },
    { did: 'split', count: split.size },
    { did: 'merged', count: [...lines.values()].filter(([line]) => line?.role === 'join').length },
    { did: 'added', count: fresh.filter(({ base }) => base === null).length },
    { did: 'returned', count: fresh.filter(({ base }) => base !== null).length },
    { did: 'removed', count: before.filter((segment) => !now.has(segment) && !joined.has(segment)).length },
    { did: 'edited', count: plain.filter(({ segment, revision }) => old.has(segment) && revision !== null).length },
  ]
  return counts.filter(({ count }) => count > 0)
}
