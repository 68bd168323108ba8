import { AppError } from '../errors.ts'
import { newId, now } from '../db/id.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db, Row, Tx } from '../db/schema.ts'
import type { Origin, ParentRole } from '../db/tables/heart.ts'
import { textHash } from '../text/hash.ts'
import type { OutlineRow } from './model.ts'

export type Revision = Row<'revision'>

/** The rows of the article's newest outline, in order; only those of `segments` where they are given. */
export async function listOutline(db: Db | Tx, article: Id, segments?: readonly Id[]): Promise<OutlineRow[]> {
  const outline = await findOutline(db, article)
  return db.selectFrom('outline_row').select(['segment_id as segment', 'position', 'kind', 'level', 'list'])
    .where('outline_id', '=', outline).$if(segments !== undefined, (query) => query.where('segment_id', 'in', segments ?? []))
    .orderBy('position').execute()
}

/** The id of the article's newest outline. */
export async function findOutline(db: Db | Tx, article: Id): Promise<Id> {
  const outline = await db.selectFrom('outline').select('id').where('article_id', '=', article)
    .orderBy('number', 'desc').limit(1).executeTakeFirst()
  if (!outline) throw new AppError('not_found', { article })
  return outline.id
}

/** Stores an article's first outline and its segments, in the order given; the new segments' ids in that order. */
export async function insertOutline(
  tx: Tx, article: Id, by: Id, rows: readonly Omit<OutlineRow, 'segment' | 'position'>[],
): Promise<Id[]> {
  const at = now()
  const placed = rows.map((row, position) => ({ ...row, position, segment_id: newId() }))
  const outline = newId()
  await inChunks(placed, (some) => tx.insertInto('segment')
    .values(some.map((row) => ({ id: row.segment_id, article_id: article, created_at: at }))).execute())
  await tx.insertInto('outline').values({ id: outline, article_id: article, number: 1, created_by: by, created_at: at }).execute()
  await inChunks(placed, (some) => tx.insertInto('outline_row').values(some.map((row) => ({ ...row, outline_id: outline }))).execute())
  return placed.map((row) => row.segment_id)
}

/** Databases limit the parameters of one statement (SQLite: 32,766). */
export async function inChunks<T>(rows: readonly T[], insert: (some: T[]) => Promise<unknown>, size = 500): Promise<void> {
  for (let from = 0; from < rows.length; from += size) await insert(rows.slice(from, from + size))
}

interface NewRevision {
  segment: Id
  language: Language
  text: string
  writer: Id
  origin: Origin
  at: Timestamp
}

export function revisionRow({ segment, language, text, writer, origin, at }: NewRevision): Revision {
  return { id: newId(), segment_id: segment, language, text, hash: textHash(text), writer_id: writer, origin, created_at: at }
}

/** Stores one immutable text with the revisions it came from; returns its id. */
export async function insertRevision(tx: Tx, revision: NewRevision, parents: readonly { id: Id; role: ParentRole }[]): Promise<Revision> {
  const row = revisionRow(revision)
  await tx.insertInto('revision').values(row).execute()
  const distinct = [...new Map(parents.map((parent) => [parent.id, parent])).values()]
  if (distinct.length > 0) {
    await tx.insertInto('revision_parent')
      .values(distinct.map((parent) => ({ revision_id: row.id, parent_id: parent.id, role: parent.role }))).execute()
  }
  return row
}

/** The revision, if it is one of this segment in this language. */
export async function findRevision(db: Db | Tx, id: Id, segment: Id, language: Language): Promise<Revision> {
  const row = await db.selectFrom('revision').selectAll().where('id', '=', id)
    .where('segment_id', '=', segment).where('language', '=', language).executeTakeFirst()
  if (!row) throw new AppError('not_found', { revision: id })
  return row
}

/** Earlier revisions of these very words: whoever wrote them wrote this text too. */
export async function listSameWords(tx: Tx, segment: Id, language: Language, hash: string): Promise<Id[]> {
  const rows = await tx.selectFrom('revision').select('id').where('segment_id', '=', segment)
    .where('language', '=', language).where('hash', '=', hash).execute()
  return rows.map((row) => row.id)
}

/** Counts a write to the article: tallies kept in memory under the old number are thrown away. */
export async function touchArticle(tx: Tx, article: Id): Promise<void> {
  await tx.updateTable('article').set((eb) => ({ version: eb('version', '+', 1) })).where('id', '=', article).execute()
}
