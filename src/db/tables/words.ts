import type { Id, Language, Timestamp } from '../columns.ts'

export interface WordTables {
  /** A word that is right on this site whatever a dictionary says; `folded` is what makes two of them one. */
  site_word: {
    id: Id
    language: Language
    word: string
    folded: string
    note: string
    added_by: Id
    added_at: Timestamp
    removed_at: Timestamp | null
  }
  /** One row: moved on by every change of the words, so that each process knows when to read them again. */
  site_word_version: { number: number }
}
