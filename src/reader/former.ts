import type { Id } from '../db/columns.ts'

/** What became of which paragraph from one edition to the next: `segment_id` came of `from_segment_id`. */
interface Step {
  segment_id: Id
  from_segment_id: Id
}

/**
 * Paragraphs that are no more, by the paragraph that their addresses lead to now: the first, in the order of the article, of those that
 * came of them. `steps`: of all editions up to this one. What was taken out without a successor is not there.
 */
export function formerParagraphs(steps: readonly Step[], present: readonly Id[]): Map<Id, Id[]> {
  const heirs = Map.groupBy(steps, ({ from_segment_id }) => from_segment_id)
  const order = new Map(present.map((segment, at) => [segment, at]))
  const found = new Map<Id, Id[]>()
  for (const gone of heirs.keys()) {
    if (order.has(gone)) continue
    const [first] = presentHeirs(gone, heirs, order).sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
    if (first !== undefined) found.set(first, [...found.get(first) ?? [], gone])
  }
  return found
}

function presentHeirs(gone: Id, heirs: ReadonlyMap<Id, readonly Step[]>, order: ReadonlyMap<Id, number>): Id[] {
  const met = new Set([gone])
  for (const one of met) {
    if (!order.has(one)) for (const { segment_id: heir } of heirs.get(one) ?? []) met.add(heir)
  }
  return [...met].filter((one) => order.has(one))
}
