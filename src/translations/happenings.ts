import type { Id, Timestamp } from '../db/columns.ts'
import { longestRising } from '../text/anchors.ts'
import type { PastLine, PastOutline } from './past-store.ts'

/** What happened to a paragraph besides its texts: places count from 1. */
export interface Happening {
  kind: 'moved' | 'removed' | 'returned' | 'split_into' | 'split_from' | 'joined_into' | 'joined_from'
  at: Timestamp
  by: string
  submission: Id | null
  from: number | null
  to: number | null
  /** The other paragraphs of a split or a join, in order. */
  others: Id[]
}

/** Two structures one after the other, and what was split and joined between them. */
interface Step {
  before: PastOutline
  after: PastOutline
  lines: readonly PastLine[]
  wasHere: boolean
}

/**
 * What happened to a paragraph in each change of the structure, the newest first. `orders` are the paragraphs of the structures in
 * which its place differs from the one before: without them a shift cannot be told from a move, and is not told.
 */
export function listHappenings(
  segment: Id, outlines: readonly PastOutline[], lines: readonly PastLine[], orders: ReadonlyMap<Id, readonly Id[]>,
): Happening[] {
  const byOutline = Map.groupBy(lines, ({ outline }) => outline)
  const steps = outlines.slice(1).map((after, i): Step => {
    const wasHere = outlines.slice(0, i + 1).some(({ position }) => position !== null)
    return { before: outlines[i] ?? after, after, lines: byOutline.get(after.outline) ?? [], wasHere }
  })
  return steps.flatMap((step) => happeningsIn(segment, step, orders)).reverse()
}

function happeningsIn(segment: Id, step: Step, orders: ReadonlyMap<Id, readonly Id[]>): Happening[] {
  const { before, after, lines, wasHere } = step
  const [from, to] = [before, after].map(({ position }) => position === null ? null : position + 1)
  const event = (kind: Happening['kind'], others: Id[] = []): Happening =>
    ({ kind, at: after.at, by: after.by, submission: after.submission, from: from ?? null, to: to ?? null, others })
  const others = {
    parts: lines.flatMap((line) => line.role === 'split' && line.from === segment && line.segment !== segment ? [line.segment] : []),
    whole: lines.flatMap((line) => line.role === 'split' && line.segment === segment && line.from !== segment ? [line.from] : []),
    into: lines.flatMap((line) => line.role === 'join' && line.from === segment && line.segment !== segment ? [line.segment] : []),
    joined: lines.flatMap((line) => line.role === 'join' && line.segment === segment && line.from !== segment ? [line.from] : []),
  }
  return [
    ...others.whole.length > 0 ? [event('split_from', others.whole)] : from === null && to !== null && wasHere ? [event('returned')] : [],
    ...others.into.length > 0 ? [event('joined_into', others.into)] : from !== null && to === null ? [event('removed')] : [],
    ...others.parts.length > 0 ? [event('split_into', others.parts)] : [],
    ...others.joined.length > 0 ? [event('joined_from', others.joined)] : [],
    ...isMoved(segment, orders.get(before.outline), orders.get(after.outline)) ? [event('moved')] : [],
  ]
}

/** Pairs of structures in which the paragraph has different places, the newest first: it moved, or others around it came and went. */
export function shiftsOf(outlines: readonly PastOutline[]): [before: Id, after: Id][] {
  return outlines.slice(1).flatMap((after, i): [Id, Id][] => {
    const before = outlines[i]
    const shifts = before && before.position !== null && after.position !== null && before.position !== after.position
    return shifts ? [[before.outline, after.outline]] : []
  }).reverse()
}

/** Is it one of the fewest paragraphs that must move so that the others keep their order? */
function isMoved(segment: Id, before: readonly Id[] = [], after: readonly Id[] = []): boolean {
  const places = new Map(after.map((id, at) => [id, at]))
  const pairs = before.flatMap((id, at) => places.has(id) ? [[at, places.get(id) ?? 0] as const] : [])
  return places.has(segment) && before.includes(segment) && !longestRising(pairs).some(([at]) => before[at] === segment)
}
