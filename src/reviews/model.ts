import type { Id } from '../db/columns.ts'
import type { OpenProposal, SegmentFacts } from '../segments/model.ts'
import { typographyKey } from '../text/fold.ts'

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

export type Verdict = { proposal: Id; shown: ShownPair; minor?: boolean } & (
  | { outcome: 'approve' }
  | { outcome: 'edit'; text: string }
  | { outcome: 'return'; reason: string }
)

/** Is it still what was shown, all three of it? */
export function stillAsShown(facts: SegmentFacts, proposal: Id, shown: ShownPair): facts is SegmentFacts & { proposal: OpenProposal } {
  return facts.proposal?.id === proposal
    && facts.proposal.revision === shown.revision
    && (facts.source?.revision ?? null) === shown.source
    && (facts.approved?.revision ?? null) === shown.approved
}

/** Do the two texts differ in quotation marks, dashes, apostrophes and spaces alone? */
export function isTypographyOnly(before: string, after: string): boolean {
  return typographyKey(before) === typographyKey(after)
}
