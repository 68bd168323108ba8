import type { Id } from '../db/columns.ts'
import type { Db, Row, Tx } from '../db/schema.ts'
import { APPROVING } from '../segments/model.ts'
import type { Run } from './index-store.ts'

/** An approval that nobody revoked, with its texts. */
export interface Standing {
  decision: Id
  segment: Id
  language: string
  from: string
  source: string
  sourceHash: string
  target: string
}

export type DerivedUnit = Pick<Row<'memory_unit'>, 'id' | 'language_a' | 'text_a' | 'language_b' | 'text_b' | 'level' | 'decision_id' | 'segment_id'>

/** Paragraphs behind this one, in order. */
export async function listSegmentsAfter(db: Db, after: Id, limit: number): Promise<Id[]> {
  const rows = await db.selectFrom('segment').select('id').where('id', '>', after).orderBy('id').limit(limit).execute()
  return rows.map(({ id }) => id)
}

/** What was approved in these paragraphs as the translation of something, the oldest first. */
export async function listStanding(db: Db | Tx, segments: readonly Id[]): Promise<Standing[]> {
  return db.selectFrom('decision')
    .innerJoin('revision as target', 'target.id', 'decision.revision_id').innerJoin('revision as source', 'source.id', 'decision.source_revision_id')
    .select([
      'decision.id as decision', 'decision.segment_id as segment', 'decision.language', 'source.language as from', 'source.text as source',
      'source.hash as sourceHash', 'target.text as target',
    ])
    .where('decision.segment_id', 'in', segments).where('decision.outcome', 'in', APPROVING)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('decision as revocation').select('revocation.id')
      .whereRef('revocation.revokes', '=', 'decision.id'))))
    .orderBy('decision.number').execute()
}

/** The units of these paragraphs. */
export async function listDerived(db: Db | Tx, segments: readonly Id[]): Promise<DerivedUnit[]> {
  return db.selectFrom('memory_unit').select(['id', 'language_a', 'text_a', 'language_b', 'text_b', 'level', 'decision_id', 'segment_id'])
    .where('segment_id', 'is not', null).where('segment_id', 'in', segments).orderBy('id').execute()
}

/** What the memory has not been told of these paragraphs. */
export async function listNoted(db: Db | Tx, segments: readonly Id[]): Promise<{ segment: Id; language: string }[]> {
  return db.selectFrom('memory_pending').select(['segment_id as segment', 'language']).where('segment_id', 'in', segments).execute()
}

/** A unit with a number between these two. */
export async function findUnitBetween(db: Db, after: number, before: number): Promise<number | null> {
  const row = await db.selectFrom('memory_unit').select('id').where('id', '>', after).where('id', '<', before).orderBy('id').limit(1).executeTakeFirst()
  return row?.id ?? null
}

/** Postings with ids from the first up to, but without, the last. */
export async function listPostings(db: Db, first: number, last: number, limit: number): Promise<Row<'memory_posting'>[]> {
  return db.selectFrom('memory_posting').selectAll().where('id', '>=', first).where('id', '<', last).orderBy('id').limit(limit).execute()
}

/** Is it still in use? Another may have taken its place meanwhile. */
export async function isUsed(db: Db, { id }: Run): Promise<boolean> {
  return await db.selectFrom('memory_run').select('id').where('id', '=', id).where('ready', '=', 'yes').executeTakeFirst() !== undefined
}
