import type { Id, Timestamp } from '../columns.ts'

export interface ReviewTables {
  /** What a reviewer chose and typed, and has not sent; private. Deleted once it is decided. */
  review_draft: {
    proposal_id: Id
    person_id: Id
    /** What was shown when they chose. */
    revision_id: Id
    source_revision_id: Id | null
    approved_revision_id: Id | null
    outcome: 'approve' | 'edit' | 'return' | null
    /** Null while it is the proposed text. */
    text: string | null
    reason: string
    minor: 'yes' | 'no'
    /** Quality marks as they were typed, as JSON. */
    marks: string
    /** Counts the saves, so that two windows of one person notice each other. */
    version: number
    updated_at: Timestamp
  }
  /** A submission returned as a whole, with the reason that all of it has in common. */
  submission_return: { id: Id; submission_id: Id; reviewer_id: Id; reason: string; created_at: Timestamp }
}
