import type { Generated } from 'kysely'
import type { Id, Language } from '../columns.ts'

/** Derived from the published editions: dropped and made again at will, in no backup of its own. */
export interface SearchTables {
  /** `rules`: by which version of the rules for words it was made. */
  search_document: { id: number; article_id: Id; language: Language; edition_id: Id; rules: number }
  /** By the number of the document. On SQLite a virtual table (`rowid`, and its own name as a column to match), on PostgreSQL `id`. */
  search_index: { id: Generated<number>; rowid: Generated<number>; search_index: Generated<string>; words: string }
}
