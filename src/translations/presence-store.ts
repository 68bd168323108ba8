import { prepare, type At } from '../db/prepared.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'

/** Somebody else who saved a draft of a paragraph just now: who and when, never what. */
export interface Present {
  segment: Id
  name: string
  at: Timestamp
}

const FRESH = 10 * 60_000
/** More than these are no hint any more. */
const MOST = 200

/** Who besides the person is at work on an article in a language. */
export async function listPresent(db: Db, { article, language }: { article: Id; language: Language }, person: Id): Promise<Present[]> {
  const { rows } = await presentRows(db, { article, language, person, since: new Date(Date.now() - FRESH).toISOString() })
  return rows
}

const presentRows = prepare((db, at: At<{ article: Id; language: Language; person: Id; since: Timestamp }>) => db
  .selectFrom('segment').innerJoin('draft', 'draft.segment_id', 'segment.id').innerJoin('person', 'person.id', 'draft.person_id')
  .select(['segment.id as segment', 'person.name', 'draft.updated_at as at'])
  .where('segment.article_id', '=', at('article')).where('draft.language', '=', at('language'))
  .where('draft.person_id', '<>', at('person')).where('draft.updated_at', '>=', at('since'))
  .orderBy('draft.updated_at', 'desc').limit(MOST))
