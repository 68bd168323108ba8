import type { Id, Language, Timestamp } from '../columns.ts'

export type MemoryLevel = 'paragraph' | 'sentence'

/** What was translated how. Units of approvals follow from decisions; those of imports stand by themselves. */
export interface MemoryTables {
  /** Only the units of one that is `ready` are offered. `at`: when it became so, and of one that is coming, until when it is waited for. */
  memory_import: {
    id: Id
    name: string
    by: Id
    at: Timestamp
    state: 'coming' | 'ready' | 'going'
    units: number
    first_unit: number | null
    last_unit: number | null
  }
  /** Never changed. A number is never given twice. */
  memory_unit: {
    id: number
    language_a: Language
    text_a: string
    language_b: Language
    text_b: string
    level: MemoryLevel
    /** Of approvals: the decision, and the paragraph that it was about. */
    decision_id: Id | null
    segment_id: Id | null
    import_id: Id | null
    /** Of imports: hashes of the paragraphs around `text_a`, and who made the translation when, as the file says. */
    before_hash: number | null
    after_hash: number | null
    said_by: string | null
    said_at: string | null
  }
  /** The index of a stretch of units, made in one go and never changed. One that is not ready is being made until then, or nobody's. */
  memory_run: { id: number; first_unit: number; last_unit: number; units: number; rules: number; ready: 'yes' | 'no'; held_until: Timestamp | null }
  /** By run and feature: in which units it occurs. */
  memory_posting: { id: number; count: number; units: Uint8Array }
  /** One row. `rules`: by which version of the rules everything derived was made. */
  memory_state: { id: number; next_unit: number; next_run: number; rules: number }
  /** Paragraphs on which somebody decided, and the memory has not been told yet. */
  memory_pending: { segment_id: Id; language: Language }
}
