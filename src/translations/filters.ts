import type { Id } from '../db/columns.ts'
import type { SegmentFacts } from '../segments/model.ts'
import { stateOf } from '../segments/states.ts'

/** Which paragraphs of the article are on the page: `?show=`. */
const SHOWS = ['all', 'mine', 'returned', 'behind', 'not_started', 'waiting'] as const
export type Show = (typeof SHOWS)[number]

/** What somebody has begun is among their own, and not among what is to be begun: the board, which counts for everybody, may count more. */
export function isShown(facts: SegmentFacts, show: Show, person: Id | null): boolean {
  if (show === 'all') return true
  if (show === 'mine') return isMine(facts, person)
  return stateOf(facts).headline === show
}

/** What somebody has in hand: their drafts, what was returned to them, and edits for them to confirm. */
function isMine({ draft, returned, proposal }: SegmentFacts, person: Id | null): boolean {
  const confirms = proposal?.awaits === 'confirmation' && proposal.sender === person
  return draft !== null || person !== null && (returned?.writer === person || confirms)
}

/** A link for each list that is not empty, and for the one on the page. */
export function filterLinks(
  facts: readonly SegmentFacts[], shown: Show, person: Id | null,
): { show: Show; count: number; current: boolean }[] {
  const all = SHOWS.map((show) => ({ show, count: facts.filter((one) => isShown(one, show, person)).length, current: show === shown }))
  return all.filter(({ show, count, current }) => current || show === 'all' || count > 0)
}

export function readShow(value: unknown): Show {
  return SHOWS.find((show) => show === value) ?? 'all'
}

/** Most paragraphs on one page; a longer article is shown in stretches. */
export const STRETCH = 500

export interface Stretch {
  from: number
  to: number
  /** The first paragraph's number and the last one's. */
  first: number
  last: number
  href: string
  current: boolean
}

/** The stretches of a list too long for one page, the one with `at` (a segment) current; empty where one page holds it all. */
export function stretchesOf(facts: readonly SegmentFacts[], { at, hrefOf }: { at: Id | null; hrefOf: (first: Id) => string }): Stretch[] {
  if (facts.length <= STRETCH) return []
  const wanted = Math.max(0, facts.findIndex(({ segment }) => segment === at))
  return Array.from({ length: Math.ceil(facts.length / STRETCH) }, (_, i) => {
    const from = i * STRETCH
    const to = Math.min(from + STRETCH, facts.length)
    const [first, last] = [facts[from], facts[to - 1]]
    return {
      from, to, first: (first?.position ?? 0) + 1, last: (last?.position ?? 0) + 1, href: hrefOf(first?.segment ?? ''),
      current: wanted >= from && wanted < to,
    }
  })
}
