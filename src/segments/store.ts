import { AppError } from '../errors.ts'
import { newId, now } from '../db/id.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import { insertRows, prepare, type At } from '../db/prepared.ts'
import type { Db, Row, Tx } from '../db/schema.ts'
import type { Origin, ParentRole } from '../db/tables/heart.ts'
import { textHash } from '../text/hash.ts'
import type { OutlineRow } from './model.ts'

export type Revision = Row<'revision'>

/** The rows of the article's newest outline, in order; only those of `segments` where they are given. */
export async function listOutline(db: Db | Tx, article: Id, segments?: readonly Id[]): Promise<OutlineRow[]> {
  const { rows } = await outlineRows(db, { article }, segments)
  if (rows.length === 0 && !segments) throw new AppError('not_found', { article })
  // Sorted here: an order asked for would lead SQLite through the whole outline to a single row of it.
  return rows.sort((a, b) => a.position - b.position)
}

const outlineRows = prepare((db, at: At<{ article: Id }>, segments) => db.selectFrom('outline_row')
  .select(['segment_id as segment', 'position', 'kind', 'level', 'list', 'asset'])
  .where('outline_id', '=', ({ selectFrom }) => selectFrom('outline').select('id').where('article_id', '=', at('article'))
    .orderBy('number', 'desc').limit(1))
  .$if(segments !== undefined, (query) => query.where('segment_id', 'in', segments ?? [])))

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
  await insertRows(tx, 'segment', placed.map((row) => ({ id: row.segment_id, article_id: article, created_at: at })))
  await insertRows(tx, 'outline', [{ id: outline, article_id: article, number: 1, created_by: by, created_at: at }])
  await insertRows(tx, 'outline_row', placed.map((row) => ({ ...row, outline_id: outline })))
  return placed.map((row) => row.segment_id)
}

/** The article's next outline, made of segments that are there already; of two made from the same one, one is refused by the database. */
export async function appendOutline(tx: Tx, article: Id, by: Id, rows: readonly OutlineRow[]): Promise<Id> {
  const { last } = await tx.selectFrom('outline').select((eb) => eb.fn.max('number').as('last')).where('article_id', '=', article)
    .executeTakeFirstOrThrow()
  const id = newId()
  await insertRows(tx, 'outline', [{ id, article_id: article, number: (last ?? 0) + 1, created_by: by, created_at: now() }])
  await insertRows(tx, 'outline_row', rows.map(({ kind, level, list, asset, segment }, position) =>
    ({ kind, level, list, asset, position, segment_id: segment, outline_id: id })))
  return id
}

/** A segment that has no place in its article any more: where it stood last, and when it was removed. */
export interface RemovedPlace extends OutlineRow {
  removedAt: Timestamp
}

/** Those of `segments`, or all that ever had a place in the article and have none now. */
export async function listRemoved(db: Db | Tx, article: Id, segments?: readonly Id[]): Promise<RemovedPlace[]> {
  const outlines = await db.selectFrom('outline').select(['id', 'created_at as at']).where('article_id', '=', article).orderBy('number').execute()
  const newest = outlines.at(-1)?.id
  if (outlines.length < 2 || newest === undefined) return []
  // From the segments, few of which were removed, to their places: an article has as many rows as outlines times paragraphs.
  const rows = await db.selectFrom('segment').innerJoin('outline_row', 'outline_row.segment_id', 'segment.id')
    .innerJoin('outline', 'outline.id', 'outline_row.outline_id')
    .select(['outline.id', 'segment.id as segment', 'position', 'kind', 'level', 'list', 'asset']).where('segment.article_id', '=', article)
    .$if(segments !== undefined, (query) => query.where('segment.id', 'in', ['', ...segments ?? []]))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('outline_row as kept').select('kept.segment_id')
      .whereRef('kept.segment_id', '=', 'segment.id').where('kept.outline_id', '=', newest))))
    .orderBy('outline.number').execute()
  const next = new Map(outlines.map(({ id }, i) => [id, outlines[i + 1]?.at ?? '']))
  return [...new Map(rows.map(({ id, ...row }) => [row.segment, { ...row, removedAt: next.get(id) ?? '' }])).values()]
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
  await insertRows(tx, 'revision', [row])
  const distinct = [...new Map(parents.map((parent) => [parent.id, parent])).values()]
  await insertRows(tx, 'revision_parent', distinct.map((parent) => ({ revision_id: row.id, parent_id: parent.id, role: parent.role })))
  return row
}

/** The revision, if it is one of this segment in this language. */
export async function findRevision(db: Db | Tx, id: Id, segment: Id, language: Language): Promise<Revision> {
  const { rows: [row] } = await revisionOf(db, { id, segment, language })
  if (!row) throw new AppError('not_found', { revision: id })
  return row
}

const revisionOf = prepare((db, at: At<{ id: Id; segment: Id; language: Language }>) => db.selectFrom('revision').selectAll()
  .where('id', '=', at('id')).where('segment_id', '=', at('segment')).where('language', '=', at('language')))

/** Earlier revisions of these very words: whoever wrote them wrote this text too. */
export async function listSameWords(tx: Tx, segment: Id, language: Language, hash: string): Promise<Id[]> {
  const { rows } = await sameWords(tx, { segment, language, hash })
  return rows.map((row) => row.id)
}

const sameWords = prepare((db, at: At<{ segment: Id; language: Language; hash: string }>) => db.selectFrom('revision').select('id')
  .where('segment_id', '=', at('segment')).where('language', '=', at('language')).where('hash', '=', at('hash')))

/** Counts a write to the article: tallies kept in memory under the old number are thrown away. */
export async function touchArticle(tx: Tx, article: Id): Promise<void> {
  await nextVersion(tx, { article })
}

const nextVersion = prepare((db, at: At<{ article: Id }>) => db.updateTable('article')
  .set((eb) => ({ version: eb('version', '+', 1) })).where('id', '=', at('article')))
