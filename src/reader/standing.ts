import type { Id, Timestamp } from '../db/columns.ts'
import type { BehindNotice } from '../web/frame.ts'
import type { Mark } from './body.ts'
import type { Lag } from './lags.ts'
import type { Frozen, Version } from './model.ts'
import type { Way } from './ways.ts'

/** How a translation stands to its original at a moment, both as published; nothing unpublished has a part in it. */
export interface Standing {
  marks: ReadonlyMap<Id, Mark>
  gaps: number
  /** What readers are told of now. */
  lags: readonly Lag[]
  /** When the newest of those changes came out. */
  changedAt: Timestamp | null
  /** When there will be more to tell. */
  until: number
}

/** What readers are told at a moment. A gap that is old is marked as old. */
export function standingAt(moment: number, version: Pick<Version, 'language'>, rows: readonly Frozen[], lags: readonly Lag[]): Standing {
  const gaps = rows.filter(({ language }) => language !== version.language)
  const told = lags.filter(({ due }) => due <= moment)
  const behind = new Set(told.map(({ segment }) => segment))
  const marks = new Map<Id, Mark>([
    ...gaps.map(({ segment_id }) => [segment_id, 'gap'] as const),
    ...rows.filter(({ segment_id }) => behind.has(segment_id)).map(({ segment_id }) => [segment_id, 'behind'] as const),
  ])
  return {
    marks, gaps: gaps.length, lags: told, changedAt: told.flatMap(({ changedAt }) => changedAt ?? []).toSorted().at(-1) ?? null,
    until: nextDue(lags, moment),
  }
}

/** When the next of them is told. */
export function nextDue(lags: readonly Lag[], moment: number): number {
  return lags.reduce((least, { due }) => due > moment ? Math.min(least, due) : least, Infinity)
}

/** Null where there is nothing to tell. */
export function behindNotice(
  { publishedAt }: Pick<Version, 'publishedAt'>, { lags, changedAt }: Standing, original: Way | undefined, differences: string | null = null,
): BehindNotice | null {
  return lags.length === 0 ? null : { count: lags.length, changedAt, publishedAt, original: original ?? null, differences }
}
