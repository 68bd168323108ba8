import type { Id, Language, Timestamp } from '../columns.ts'

export type Origin = 'written' | 'memory' | 'machine' | 'imported'
export type ParentRole = 'edit' | 'merge' | 'copy' | 'split' | 'join'
export type Outcome = 'approved' | 'edited' | 'confirmed' | 'returned' | 'imported' | 'revoked'
export type Awaits = 'review' | 'confirmation'

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
    created_at: Timestamp
    closed_at: Timestamp | null
  }
  source_change: {
    id: Id
    submission_id: Id
    base_outline_id: Id
    /** Canonical JSON of the proposed rows, and of which old segments each came from. */
    rows: string
    lineage: string
    closed_at: Timestamp | null
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
    created_at: Timestamp
  }
  source_approval: { decision_id: Id; substance: Id }
  /** An index over `decision` that `zvirka verify` recomputes: the newest approving one not revoked. */
  approval: { segment_id: Id; language: Language; decision_id: Id; revision_id: Id; source_revision_id: Id | null }
}
