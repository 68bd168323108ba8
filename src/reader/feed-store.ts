import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { CreditRow } from './model.ts'
import type { ReaderDb } from './published.ts'

export async function listCreditsOf(db: ReaderDb, editions: readonly Id[]): Promise<(CreditRow & { edition_id: Id })[]> {
  if (editions.length === 0) return []
  return db.selectFrom('edition_credit').select(['edition_id', 'role', 'name']).where('edition_id', 'in', [...editions])
    .orderBy('edition_id').orderBy('role', 'desc').orderBy('position').execute()
}

export interface LatestEdition {
  article: Id
  edition: Id
  number: number
  title: string
  correction: string
  at: Timestamp
}

/** The newest editions of articles that readers have in this language; those that were withdrawn are told of no more. */
export async function listLatestEditions(db: ReaderDb, language: Language, limit: number): Promise<LatestEdition[]> {
  // Ids are in the order in which editions were made.
  return db.selectFrom('edition').select(['article_id as article', 'id as edition', 'number', 'title', 'correction', 'created_at as at'])
    .where('language', '=', language).where('article_kind', '=', 'article')
    .where(({ exists, selectFrom }) => exists(selectFrom('publication').select('publication.article_id')
      .whereRef('publication.article_id', '=', 'edition.article_id').whereRef('publication.language', '=', 'edition.language')))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('edition_event').select('edition_event.id')
      .whereRef('edition_event.edition_id', '=', 'edition.id').where('edition_event.event', '=', 'withdraw'))))
    .orderBy('id', 'desc').limit(limit).execute()
}
