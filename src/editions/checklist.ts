import type { Id } from '../db/columns.ts'
import type { SegmentFacts } from '../segments/model.ts'
import type { Candidate } from './model.ts'
import type { Checklist, Gap, Place } from './pages.ts'

/** In the order in which an editor would chase them. */
const ORDER = ['returned', 'not_started', 'behind', 'waiting', 'confirmation'] as const satisfies readonly Gap['why'][]

interface Lack { why: Gap['why']; submission: Id | null }

/** What is ready and what is not. `room` is the path of the page where the language is translated. */
export function checklistOf(facts: readonly SegmentFacts[], candidate: Candidate, room: string): Checklist {
  const { missing, behind, unfillable, title, selfApproved } = candidate
  return {
    total: facts.length,
    approved: facts.length - missing.length,
    missing: gapsIn(facts, missing, room),
    titleApproved: title !== null,
    unfillable: unfillable.length,
    behind: gapsIn(facts, behind, room),
    behindCount: behind.length,
    selfApproved,
    possible: title !== null && unfillable.length === 0,
  }
}

/** The named paragraphs by what they lack; those in review lead to their submissions. */
function gapsIn(facts: readonly SegmentFacts[], segments: readonly Id[], room: string): Gap[] {
  const named = new Set(segments)
  const groups = new Map<Gap['why'], Gap>()
  for (const one of facts.filter(({ segment }) => named.has(segment))) {
    const { why, submission } = lackOf(one)
    const group = groups.get(why) ?? { why, places: [] }
    group.places.push(placeOf(one, submission, room))
    groups.set(why, group)
  }
  return [...groups.values()].sort((a, b) => ORDER.indexOf(a.why) - ORDER.indexOf(b.why))
}

function lackOf({ proposal, returned, approved }: SegmentFacts): Lack {
  if (proposal) return { why: proposal.awaits === 'confirmation' ? 'confirmation' : 'waiting', submission: proposal.submission }
  return { why: returned ? 'returned' : approved ? 'behind' : 'not_started', submission: null }
}

function placeOf({ segment, position }: SegmentFacts, submission: Id | null, room: string): Place {
  return { segment, number: position + 1, href: `${submission ? `/desk/submissions/${submission}` : room}#p-${segment}` }
}
