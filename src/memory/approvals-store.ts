import type { Id, Language } from '../db/columns.ts'
import { insertRows, prepare, type At } from '../db/prepared.ts'
import type { Db, Row, Tx } from '../db/schema.ts'
import { APPROVING } from '../segments/model.ts'

/** A paragraph in a language. */
export interface Place {
  segment: Id
  language: Language
}

/** A text that was approved as the translation of another, and still counts. */
export interface Approved {
  decision: Id
  from: Language
  source: string
  sourceHash: string
  target: string
}

export async function listPending(db: Db | Tx, limit: number): Promise<Place[]> {
  return (await pending(db, { limit })).rows
}

const pending = prepare((db, at: At<{ limit: number }>) => db.selectFrom('memory_pending').select(['segment_id as segment', 'language']).limit(at('limit')))

export async function deletePending(tx: Tx, { segment, language }: Place): Promise<void> {
  await tx.deleteFrom('memory_pending').where('segment_id', '=', segment).where('language', '=', language).execute()
}

/** From now on everything that follows from decisions counts as not known yet. */
export async function forgetApprovals(tx: Tx, rules: number): Promise<void> {
  await tx.deleteFrom('memory_unit').where('decision_id', 'is not', null).execute()
  await tx.deleteFrom('memory_pending').execute()
  await tx.insertInto('memory_pending').columns(['segment_id', 'language'])
    .expression((eb) => eb.selectFrom('decision').select(['segment_id', 'language']).distinct().where('source_revision_id', 'is not', null)).execute()
  await tx.updateTable('memory_state').set({ rules }).execute()
}

export async function findRules(db: Db | Tx): Promise<number> {
  return (await state(db, {})).rows[0]?.rules ?? 0
}

const state = prepare((db) => db.selectFrom('memory_state').select('rules'))

/** The approvals of a paragraph that nobody revoked, the oldest first. */
export async function listApproved(tx: Tx, { segment, language }: Place): Promise<Approved[]> {
  return (await approved(tx, { segment, language })).rows
}

const approved = prepare((db, at: At<Place>) => db.selectFrom('decision')
  .innerJoin('revision as target', 'target.id', 'decision.revision_id').innerJoin('revision as source', 'source.id', 'decision.source_revision_id')
  .select(['decision.id as decision', 'source.language as from', 'source.text as source', 'source.hash as sourceHash', 'target.text as target'])
  .where('decision.segment_id', '=', at('segment')).where('decision.language', '=', at('language')).where('decision.outcome', 'in', APPROVING)
  .where(({ not, exists, selectFrom }) => not(exists(selectFrom('decision as revocation').select('revocation.id')
    .whereRef('revocation.revokes', '=', 'decision.id'))))
  .orderBy('decision.number'))

/** The units of a paragraph: of which decision each is. */
export async function listKnown(tx: Tx, { segment, language }: Place): Promise<{ id: number; decision: Id | null }[]> {
  return (await knownUnits(tx, { segment, language })).rows
}

const knownUnits = prepare((db, at: At<Place>) => db.selectFrom('memory_unit').select(['id', 'decision_id as decision'])
  .where('segment_id', 'is not', null).where('segment_id', '=', at('segment')).where('language_b', '=', at('language')))

export async function deleteUnits(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await tx.deleteFrom('memory_unit').where('id', 'in', [...ids]).execute()
}

/** Units of approvals, without their numbers. */
export async function insertApproved(tx: Tx, first: number, units: readonly Pick<Row<'memory_unit'>,
  'language_a' | 'text_a' | 'language_b' | 'text_b' | 'level' | 'decision_id' | 'segment_id'>[]): Promise<void> {
  await insertRows(tx, 'memory_unit', units.map((unit, at) => ({
    id: first + at, ...unit, import_id: null, before_hash: null, after_hash: null, said_by: null, said_at: null,
  })))
}
