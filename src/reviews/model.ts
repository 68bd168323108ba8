import type { Id, Language } from '../db/columns.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import type { NewMark } from '../quality/marks.ts'
import type { OpenProposal, SegmentFacts } from '../segments/model.ts'
import type { Submission } from '../segments/proposals.ts'
import { typographyKey } from '../text/fold.ts'
import { writingAbility } from '../translations/model.ts'

export const LONGEST_REASON = 2000

/** What stood on the page when somebody decided. */
export interface ShownPair {
  /** The proposal's revision. */
  revision: Id
  /** The approved source text; null in the source language. */
  source: Id | null
  /** The approved text that the proposal would replace. */
  approved: Id | null
}

/** `marks`: what the reviewer marked in the text, whatever they decide on it. */
export type Verdict = { proposal: Id; shown: ShownPair; minor?: boolean; marks?: readonly NewMark[] } & (
  | { outcome: 'approve' }
  | { outcome: 'edit'; text: string }
  | { outcome: 'return'; reason: string }
)

export type ReturnVerdict = Extract<Verdict, { outcome: 'return' }>

/** Is it still what was shown, all three of it? */
export function stillAsShown(facts: SegmentFacts, proposal: Id, shown: ShownPair): facts is SegmentFacts & { proposal: OpenProposal } {
  return facts.proposal?.id === proposal
    && facts.proposal.revision === shown.revision
    && (facts.source?.revision ?? null) === shown.source
    && (facts.approved?.revision ?? null) === shown.approved
}

/** May the actor accept a reviewer's edit as its sender? Only as long as they may write in the language; reviewers may besides. */
export function mayAcceptEdit(actor: Actor, source: Language, { language, sender_id }: Submission): boolean {
  return sender_id === actor.id && can(actor, writingAbility(source, language), language)
}

/** Do the two texts differ in quotation marks, dashes, apostrophes and spaces alone? */
export function isTypographyOnly(before: string, after: string): boolean {
  return typographyKey(before) === typographyKey(after)
}
