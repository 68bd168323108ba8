import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import type { Genre } from '../db/tables/details.ts'
import { listOutline } from '../segments/store.ts'
import type { AuthorName } from './authors.ts'
import { bylinesOf, LONGEST_NAME, type Byline, type Details } from './details.ts'
import type { Article } from './model.ts'
import { plainText } from '../text/inline.ts'

/** What is known of the article now. */
export async function readDetails(db: Db | Tx, { id, genre, original_date: date }: Article): Promise<Details> {
  const topics = await db.selectFrom('article_topic').select('topic_id').where('article_id', '=', id).orderBy('topic_id').execute()
  const authors = await db.selectFrom('article_author').select(['author_id as author', 'name_segment_id as byline'])
    .where('article_id', '=', id).orderBy('position').execute()
  return { genre, date, topics: topics.map((row) => row.topic_id), authors }
}

export async function updateFacts(tx: Tx, article: Id, facts: { genre: Genre | null; original_date: string | null }): Promise<void> {
  await tx.updateTable('article').set(facts).where('id', '=', article).execute()
}

export async function isPublished(tx: Tx, article: Id): Promise<boolean> {
  const row = await tx.selectFrom('publication').select('language').where('article_id', '=', article).limit(1).executeTakeFirst()
  return row !== undefined
}

interface Publication { language: Language; first: Timestamp; latest: Timestamp }

/** When readers first got each language of the article, and when what they have now. */
export async function listPublications(db: Db | Tx, article: Id): Promise<Publication[]> {
  return db.selectFrom('publication').select(['language', 'first_published_at as first', 'published_at as latest'])
    .where('article_id', '=', article).orderBy('language').execute()
}

/** The bylines as they stand in the article's own language: approved, else as last written. */
export async function listBylines(db: Db | Tx, { id, source_language }: Article): Promise<Byline[]> {
  const rows = (await listOutline(db, id)).filter(({ kind }) => kind === 'author_name' || kind === 'author_role')
  const texts = await listTexts(db, rows.map(({ segment }) => segment), source_language)
  return bylinesOf(rows.map(({ segment, kind }) => ({ segment, kind, text: texts.get(segment) ?? '' })))
}

async function listTexts(db: Db | Tx, segments: readonly Id[], language: Language): Promise<Map<Id, string>> {
  if (segments.length === 0) return new Map()
  const rows = await db.selectFrom('revision').leftJoin('approval', 'approval.revision_id', 'revision.id')
    .select(['revision.segment_id as segment', 'revision.text', 'approval.decision_id as approved'])
    .where('revision.segment_id', 'in', [...segments]).where('revision.language', '=', language).orderBy('revision.id').execute()
  const texts = new Map(rows.map(({ segment, text }) => [segment, text]))
  for (const { segment, text, approved } of rows) if (approved !== null) texts.set(segment, text)
  return texts
}

/** A byline's name and role in every language in which its name is approved; as it stands in the original where none is. */
export async function spellingsOf(tx: Tx, { name, role, words }: Byline, source: Language): Promise<Record<Language, AuthorName>> {
  const rows = await tx.selectFrom('approval').innerJoin('revision', 'revision.id', 'approval.revision_id')
    .select(['approval.segment_id as segment', 'approval.language', 'revision.text'])
    .where('approval.segment_id', 'in', [name, role ?? name]).execute()
  const roles = new Map(rows.filter(({ segment }) => segment === role).map(({ language, text }) => [language, nameFrom(text)]))
  const names = rows.filter(({ segment }) => segment === name)
    .map(({ language, text }) => [language, { name: nameFrom(text), role: roles.get(language) ?? '' }] as const)
  return names.length > 0 ? Object.fromEntries<AuthorName>(names) : { [source]: { name: nameFrom(words), role: '' } }
}

function nameFrom(text: string): string {
  return plainText(text).replace(/\s+/g, ' ').slice(0, LONGEST_NAME)
}

