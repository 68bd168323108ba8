import type { Id, Language, Timestamp } from '../columns.ts'
import type { ListKind, SegmentKind } from './article.ts'

export type Origin = 'written' | 'memory' | 'machine' | 'imported'
export type ParentRole = 'edit' | 'merge' | 'copy' | 'split' | 'join'
export type Outcome = 'approved' | 'edited' | 'confirmed' | 'returned' | 'imported' | 'revoked'
export type Awaits = 'review' | 'confirmation'
export type ChangeOutcome = 'approved' | 'returned' | 'withdrawn'
type YesNo = 'yes' | 'no'

export interface HeartTables {
  revision: {
    id: Id
    segment_id: Id
    language: Language
    text: string
    /** SHA-256 of the NFC text alone. */
    hash: string
    writer_id: Id
    origin: Origin
    created_at: Timestamp
  }
  revision_parent: { revision_id: Id; parent_id: Id; role: ParentRole }
  draft: {
    segment_id: Id
    language: Language
    person_id: Id
    text: string
    base_revision_id: Id | null
    source_revision_id: Id | null
    /** Counts the saves, so that two windows of one person notice each other. */
    version: number
    updated_at: Timestamp
    /** The revision that was withdrawn from review and came back as this draft: its writers wrote a part of it. */
    descends_from: Id | null
    /** Where its words were taken from, as `translations/offers.ts` prints it. */
    offer: string | null
  }
  submission: {
    id: Id
    article_id: Id
    language: Language
    sender_id: Id
    message: string
    created_at: Timestamp
  }
  proposal: {
    id: Id
    submission_id: Id
    segment_id: Id
    language: Language
    /** May be the approved one: the translation still fits its changed source. */
    revision_id: Id
    /** Null in the source language. */
    source_revision_id: Id | null
    /** The approved revision it was proposed over. */
    base_revision_id: Id | null
    awaits: Awaits
    /** The proposal that a reviewer's edit replaced by this one. */
    edited_from: Id | null
    /** In the source language: what its sender thinks of the change; the reviewer decides. */
    minor: YesNo
    created_at: Timestamp
    closed_at: Timestamp | null
  }
  /** A change of an article's structure: waits for review as one thing, decided as a whole against `base_outline_id`. */
  source_change: {
    id: Id
    article_id: Id
    submission_id: Id
    base_outline_id: Id
    created_at: Timestamp
    closed_at: Timestamp | null
  }
  /** The proposed structure. A segment that is new gets its row in `segment` with it, and its place in an outline when it is approved. */
  source_change_row: {
    source_change_id: Id
    position: number
    segment_id: Id
    kind: SegmentKind
    level: number
    list: ListKind | null
    asset: string | null
    /** Null where the structure leaves the text alone. */
    revision_id: Id | null
    /** The approved text that it was made over: it must still be so when the change is decided. */
    base_revision_id: Id | null
    minor: YesNo
  }
  /** Where a part of a split comes from, and what was joined into a merged one, in order; with the approved text that it was then. */
  source_change_lineage: {
    source_change_id: Id
    segment_id: Id
    position: number
    from_segment_id: Id
    from_revision_id: Id | null
    role: 'split' | 'join'
  }
  source_change_decision: {
    id: Id
    source_change_id: Id
    outcome: ChangeOutcome
    decided_by: Id
    reason: string
    eyes: 'one' | 'two'
    /** The structure that it became. */
    outline_id: Id | null
    created_at: Timestamp
  }
  /** Somebody's own unsent edit of a whole original; private. */
  source_draft: {
    article_id: Id
    person_id: Id
    text: string
    /** What was chosen on the plan of it, as JSON. */
    choices: string
    base_outline_id: Id
    /** The text that a file or another one took the place of. */
    earlier: string | null
    version: number
    updated_at: Timestamp
  }
  decision: {
    id: Id
    segment_id: Id
    language: Language
    /** Counts the decisions on this segment in this language, from 1. */
    number: number
    proposal_id: Id | null
    outcome: Outcome
    revision_id: Id
    source_revision_id: Id | null
    reviewer_id: Id
    reason: string
    /** `one` where the policy let somebody approve their own words. */
    eyes: 'one' | 'two'
    /** Of `revoked` alone: the approving decision that counts no more. */
    revokes: Id | null
    created_at: Timestamp
  }
  /** A reviewer found a proposal good, beside this original and over this approved text, where two reviewers have to. Approves nothing. */
  review_pass: {
    id: Id
    proposal_id: Id
    source_revision_id: Id | null
    approved_revision_id: Id | null
    reviewer_id: Id
    created_at: Timestamp
  }
  /** The same of a structure, as it stood under this mark. */
  source_change_pass: { id: Id; source_change_id: Id; mark: string; reviewer_id: Id; created_at: Timestamp }
  source_approval: { decision_id: Id; substance: Id }
  /** An index over `decision` that `zvirka verify` recomputes: the newest approving one not revoked. */
  approval: { segment_id: Id; language: Language; decision_id: Id; revision_id: Id; source_revision_id: Id | null }
}
