import type { Id } from '../db/columns.ts'
import type { OpenProposal, SegmentFacts } from './model.ts'
import type { Stand } from './passes-store.ts'

/** So many reviewers stand behind a text where a language asks for two. */
const REVIEWERS = 2

/** Those who stood for what waits, beside today's original and over today's approved text; each once, in the order they did. */
export function standing(
  { source, approved, proposal }: Pick<SegmentFacts, 'source' | 'approved'> & { proposal: Pick<OpenProposal, 'id'> }, stands: readonly Stand[],
): Stand[] {
  const counts = stands.filter((one) => one.proposal === proposal.id
    && one.source === (source?.revision ?? null) && one.approved === (approved?.revision ?? null))
  return counts.filter(({ reviewer }, at) => counts.findIndex((one) => one.reviewer === reviewer) === at)
}

/** Do enough reviewers stand behind it, once this one does? A sender accepts edits of their text, and is no reviewer of it. */
export function isEnough(stands: readonly Pick<Stand, 'reviewer'>[], reviewer: Id, sender: Id): boolean {
  const reviewers = new Set([...stands.map((one) => one.reviewer), reviewer])
  reviewers.delete(sender)
  return reviewers.size >= REVIEWERS
}

/** Which of these edits, once whoever sent the text confirms them, still wait for another reviewer. Asked where a language wants two. */
export function stillShort(facts: readonly SegmentFacts[], stands: readonly Stand[], sender: Id): Set<Id> {
  const edits = facts.flatMap(({ source, approved, proposal }) => proposal?.awaits === 'confirmation' ? [{ source, approved, proposal }] : [])
  return new Set(edits.filter((one) => !isEnough(standing(one, stands), sender, sender)).map(({ proposal }) => proposal.id))
}
