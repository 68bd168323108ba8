import type { Id, Timestamp } from '../db/columns.ts'
import { isId } from '../db/id.ts'
import { AppError } from '../errors.ts'
import type { SegmentFacts } from '../segments/model.ts'
import { mayStay } from './model.ts'
import type { WholeReturn } from './whole-store.ts'

/** A returned text as the page showed it, and the submission that was returned as a whole. */
export interface ShownReturn {
  segment: Id
  decision: Id
  /** The original beside it; null on its own page. */
  source: Id | null
  submission: Id
}

const RETURN = /^([0-9a-z]{22}),([0-9a-z]{22})?,([0-9a-z]{22})$/

/** What the page says of a returned text that may stay as it is. */
function printReturn({ decision, source, submission }: Omit<ShownReturn, 'segment'>): string {
  return [decision, source ?? '', submission].join()
}

export function readReturn(segment: Id, printed: string): ShownReturn {
  const [, decision, source = null, submission] = RETURN.exec(printed) ?? []
  if (!isId(decision) || !isId(submission)) throw new AppError('invalid', { field: 'returned' })
  return { segment, decision, source, submission }
}

/** `_whole`: the one message that a submission returned as a whole is to its translator, while something of it is not answered. */
export interface WholeMessage {
  id: Id
  submission: Id
  by: string
  at: Timestamp
  reason: string
  examples: { href: string; number: number; reason: string }[]
  /** Paragraphs of it that nobody has answered yet. */
  open: number
  /** Those of them that are no example and could be sent again just as they are: what the form names as shown. */
  rest: { segment: Id; shown: string }[]
}

/** Where the message stands on the page of the article. */
export function anchorOf({ id }: Pick<WholeReturn, 'id'>): string {
  return `whole-${id}`
}

interface Around {
  address: string
  writer: Id | null
  names: ReadonlyMap<Id, string>
  /** By decision. */
  whole: ReadonlyMap<Id, WholeReturn>
}

/** The messages of an article in one language, the newest first; `here`: paragraphs on the page itself. */
export function wholeMessages(facts: readonly SegmentFacts[], around: Around, here: ReadonlySet<Id>): WholeMessage[] {
  const open = facts.flatMap((one) => {
    const whole = around.whole.get(one.returned?.decision ?? '')
    return whole ? [{ whole, one }] : []
  })
  const numbers = new Map(facts.map(({ segment, position }) => [segment, position + 1]))
  return [...Map.groupBy(open, ({ whole }) => whole.id).values()].flatMap((some) => {
    const [first] = some
    if (!first) return []
    const { whole: { id, submission, reviewer, at, reason, examples } } = first
    return [{
      id, submission, by: around.names.get(reviewer) ?? '', at, reason, open: some.length,
      examples: examples.flatMap(({ segment, reason: said }) => {
        const number = numbers.get(segment)
        return number === undefined ? [] : [{ href: here.has(segment) ? `#p-${segment}` : `${around.address}/segments/${segment}`, number, reason: said }]
      }).sort((a, b) => a.number - b.number),
      rest: some.flatMap(({ one }) => restOf(one, { submission, reason, writer: around.writer })),
    }]
  }).sort((a, b) => b.id.localeCompare(a.id))
}

/** Where the original has changed since, somebody has to look at the paragraph by itself. */
function restOf(one: SegmentFacts, { submission, reason, writer }: Pick<WholeMessage, 'submission' | 'reason'> & { writer: Id | null }): WholeMessage['rest'] {
  const { segment, returned, source } = one
  if (!returned || writer === null || returned.reason !== reason || !mayStay(one, writer)) return []
  if (returned.sourceRevision !== (source?.revision ?? null)) return []
  return [{ segment, shown: printReturn({ decision: returned.decision, source: source?.revision ?? null, submission }) }]
}
