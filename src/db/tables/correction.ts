import type { Id, Language, Timestamp } from '../columns.ts'

export interface CorrectionTables {
  /** A mistake that a reader reported in a published paragraph. Nothing is known of the reader. */
  reader_correction: {
    id: Id
    article_id: Id
    segment_id: Id
    /** Of the paragraph's text. */
    language: Language
    /** Where the reader saw it. */
    edition_id: Id
    shown_hash: string
    /** How the reader would write it; the text that was shown where only the remark says what is wrong. */
    text: string
    remark: string
    /** Hash of all that was said: the same is stored once. */
    fingerprint: string
    created_at: Timestamp
  }
  correction_decision: {
    id: Id
    correction_id: Id
    /** Counts the decisions on this correction, from 1; the last one holds. */
    number: number
    outcome: CorrectionOutcome
    decided_by: Id
    reason: string
    created_at: Timestamp
  }
  /** What went to review because somebody had taken a correction. */
  correction_proposal: { correction_id: Id; proposal_id: Id }
}

export type CorrectionOutcome = 'taken' | 'declined' | 'reopened'
