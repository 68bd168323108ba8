import type { Id } from '../db/columns.ts'
import type { Line } from './model.ts'

/** A paragraph that was split, told at its first part, or one that others were merged into; each in the order of its edition. */
export interface Shape<Row> {
  what: 'split' | 'merged'
  then: Row[]
  now: Row[]
}

interface Shapes<Row> {
  /** By the paragraph that tells of it. */
  shapes: Map<Id, Shape<Row>>
  /** Paragraphs that need no telling of their own: later parts, and what went into others. */
  spoken: Set<Id>
}

/** What the lineage between two editions says of their paragraphs. */
export function readShapes<Row extends { segment_id: Id }>(
  rows: readonly Row[], current: readonly Row[], lineage: readonly Line[],
): Shapes<Row> {
  const shapes = new Map<Id, Shape<Row>>()
  const spoken = new Set<Id>()
  const splits = Map.groupBy(lineage.filter(({ role }) => role === 'split'), ({ from_segment_id }) => from_segment_id)
  for (const [from, lines] of splits) tell('split', new Set([from]), new Set([from, ...lines.map(({ segment_id }) => segment_id)]))
  const joins = Map.groupBy(lineage.filter(({ role }) => role === 'join'), ({ segment_id }) => segment_id)
  for (const [into, lines] of joins) tell('merged', new Set([into, ...lines.map(({ from_segment_id }) => from_segment_id)]), new Set([into]))
  return { shapes, spoken }

  function tell(what: Shape<Row>['what'], before: ReadonlySet<Id>, after: ReadonlySet<Id>): void {
    const then = current.filter(({ segment_id }) => before.has(segment_id))
    const now = rows.filter(({ segment_id }) => after.has(segment_id))
    const [first] = now
    if (!first || shapes.has(first.segment_id)) return
    shapes.set(first.segment_id, { what, then, now })
    for (const { segment_id } of [...then, ...now]) if (segment_id !== first.segment_id) spoken.add(segment_id)
  }
}
