import type { Id } from '../db/columns.ts'
import type { Line } from '../editions/model.ts'
import type { Shown } from './body.ts'

type Row = Pick<Shown, 'segment'>
/** What stands beside each other. */
type Sides<T> = { first: T[]; second: T[] }

/**
 * Puts paragraphs beside each other: the same ones, parts beside the whole they were split from, what was joined beside what it became.
 * The first side keeps its order; what the second has alone follows what stands before it there.
 */
export function alignRows<T extends Row>(first: readonly T[], second: readonly T[], lineage: readonly Line[]): Sides<T>[] {
  const groupOf = groupsOf(first, second, lineage)
  const groups = new Map<Id, Sides<T>>()
  const order: Sides<T>[] = []
  for (const row of first) {
    const known = groups.get(groupOf(row.segment))
    if (known) known.first.push(row)
    else order.push(place(row, { first: [row], second: [] }))
  }
  let last: Sides<T> | undefined
  for (const row of second) {
    const known = groups.get(groupOf(row.segment))
    if (known) known.second.push(row)
    last = known ?? insertAfter(last, place(row, { first: [], second: [row] }))
  }
  return order

  function place(row: T, sides: Sides<T>): Sides<T> {
    groups.set(groupOf(row.segment), sides)
    return sides
  }
  function insertAfter(before: Sides<T> | undefined, sides: Sides<T>): Sides<T> {
    order.splice(before ? order.indexOf(before) + 1 : 0, 0, sides)
    return sides
  }
}

/** By the lineage that holds together: whose paragraphs stand one after another on both sides. */
function groupsOf(first: readonly Row[], second: readonly Row[], lineage: readonly Line[]): (segment: Id) => Id {
  const roots = new Map<Id, Id>()
  const rootOf = (id: Id): Id => {
    const up = roots.get(id)
    return up === undefined ? id : rootOf(up)
  }
  for (const { segment_id: one, from_segment_id: other } of lineage) {
    const [a, b] = [rootOf(one), rootOf(other)]
    if (a !== b) roots.set(a, b)
  }
  const apart = new Set([first, second].flatMap((rows) => listScattered(rows.map(({ segment }) => rootOf(segment)))))
  return (segment) => apart.has(rootOf(segment)) ? segment : rootOf(segment)
}

/** What comes up again after something else. */
function listScattered(names: readonly Id[]): Id[] {
  const seen = new Set<Id>()
  return names.filter((name, at) => {
    if (name === names[at - 1]) return false
    const again = seen.has(name)
    seen.add(name)
    return again
  })
}
