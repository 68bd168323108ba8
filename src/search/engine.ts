import type { Kysely, SelectQueryBuilder } from 'kysely'
import type { Schema, Tx } from '../db/schema.ts'

type Searched = Pick<Schema, 'search_document' | 'search_index' | 'publication'>

/** What the page of results may ask. */
export type SearchDb = Kysely<Searched>

/** The index of a database: documents by number, and the lexemes they hold. */
export interface SearchEngine {
  /** The numbers of documents that hold, of each of these lists, at least one lexeme. */
  matching: (db: SearchDb, alternatives: readonly (readonly string[])[]) => SelectQueryBuilder<Searched, 'search_index', { id: number }>
  store: (tx: Tx, document: number, lexemes: readonly string[]) => Promise<void>
  remove: (tx: Tx, document: number) => Promise<void>
}
