import type { Id, Language, Timestamp } from '../columns.ts'

export type TermKind = 'term' | 'person' | 'place' | 'organisation'
export type SpellingRule = 'none' | 'kmu55' | 'exception'

export interface GlossaryTables {
  /** One thing that the publication has words for. */
  term: {
    id: Id
    kind: TermKind
    domain: string
    note: string
    /** Counts the changes, so that two people on one term notice each other. */
    version: number
    created_by: Id
    created_at: Timestamp
    changed_by: Id
    changed_at: Timestamp
    /** Null while it is only proposed. */
    approved_at: Timestamp | null
    removed_at: Timestamp | null
  }
  term_variant: {
    term_id: Id
    language: Language
    position: number
    text: string
    status: 'preferred' | 'allowed' | 'forbidden'
    part_of_speech: string
    note: string
    /** How a name comes to be spelt so: by resolution 55, or for the reason that the note gives. */
    rule: SpellingRule
  }
  term_definition: { term_id: Id; language: Language; text: string }
  /** One row: moved on by every change of the glossary, so that each process knows when to read it again. */
  glossary_version: { number: number }
}
