import type { Id, Language, Timestamp } from '../columns.ts'

export interface MachineTables {
  /** What a machine suggested for a paragraph, made from one text of its original. */
  machine_suggestion: {
    id: Id
    segment_id: Id
    language: Language
    source_revision_id: Id
    /** Its name, as people read it. */
    engine: string
    text: string
    /** Who asked. */
    person_id: Id
    /** What it cost. */
    characters: number
    created_at: Timestamp
  }
  /** Characters sent to machines in a month of UTC, `2026-12`. */
  machine_spending: { month: string; characters: number }
}
