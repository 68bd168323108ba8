import type { Id, Language, Timestamp } from '../columns.ts'

export type MarkCategory = 'accuracy' | 'fluency' | 'terminology' | 'style' | 'locale' | 'markup'
export type MarkSeverity = 'minor' | 'major' | 'critical'

export interface QualityTables {
  /** What somebody answered to a check of a paragraph; the last answer to a finding holds. */
  check_answer: {
    id: Id
    segment_id: Id
    language: Language
    /** `Finding.id`: the same as long as it is about the same thing. */
    finding: string
    number: number
    answer: 'meant' | 'reopened'
    reason: string
    person_id: Id
    created_at: Timestamp
  }
  /** What a memory or a machine offered, where a revision began from that; whether it was edited is seen by its text. */
  revision_offer: {
    revision_id: Id
    origin: 'memory' | 'machine'
    /** Of a machine its name; of the memory, where the match came from. */
    engine: string
    score: number | null
    text: string
  }
  /** A text that a reviewer decided on while the site measured quality: once for each proposal. */
  quality_review: {
    proposal_id: Id
    language: Language
    translator_id: Id
    reviewer_id: Id
    /** Of its original; in the source language, of the text itself. */
    words: number
    created_at: Timestamp
  }
  /** What the reviewer marked in it. */
  quality_mark: {
    id: Id
    proposal_id: Id
    category: MarkCategory
    severity: MarkSeverity
    /** Which part of the proposal's text it is about, in UTF-16 units; null for all of it. */
    start_at: number | null
    end_at: number | null
    comment: string
    /** A second reviewer's; null for whoever judged the text. */
    reviewer_id: Id | null
  }
  quality_mark_withdrawal: { mark_id: Id; person_id: Id; created_at: Timestamp }
}
