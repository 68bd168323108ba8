import type { Id, Language, Timestamp } from '../db/columns.ts'
import { prepare, type At } from '../db/prepared.ts'
import type { Db, Tx } from '../db/schema.ts'
import { APPROVING } from '../segments/model.ts'
import type { ChangeLineage } from '../segments/source-changes.ts'
import { inChunks } from '../segments/store.ts'

/** Where a paragraph comes from by an approved change of the structure. */
export type ShapeLine = ChangeLineage & { at: Timestamp }

/** All splits and joins of an article, the newest first; those of one change in their order. */
export async function listShapes(db: Db | Tx, article: Id): Promise<ShapeLine[]> {
  return (await shapesOf(db, { article })).rows
}

const shapesOf = prepare((db, at: At<{ article: Id }>) => db.selectFrom('source_change')
  .innerJoin('source_change_decision as decided', 'decided.source_change_id', 'source_change.id')
  .innerJoin('source_change_lineage as line', 'line.source_change_id', 'source_change.id')
  .select(['line.segment_id as segment', 'line.from_segment_id as from', 'line.from_revision_id as base', 'line.role', 'decided.created_at as at'])
  .where('source_change.article_id', '=', at('article')).where('decided.outcome', '=', 'approved')
  .orderBy('decided.created_at', 'desc').orderBy('line.position'))

/** A text that was approved and not revoked since. */
export interface ApprovedOnce {
  segment: Id
  revision: Id
  text: string
  at: Timestamp
}

/** Every text of these paragraphs that was approved in a language, in the order of the decisions. */
export async function listApprovedOnce(db: Db | Tx, segments: readonly Id[], language: Language): Promise<Map<Id, ApprovedOnce[]>> {
  const found: ApprovedOnce[] = []
  await inChunks([...new Set(segments)], async (some) => {
    found.push(...await db.selectFrom('decision').innerJoin('revision', 'revision.id', 'decision.revision_id')
      .leftJoin('decision as revocation', 'revocation.revokes', 'decision.id')
      .select(['decision.segment_id as segment', 'revision.id as revision', 'revision.text', 'decision.created_at as at'])
      .where('decision.segment_id', 'in', some).where('decision.language', '=', language).where('decision.outcome', 'in', APPROVING)
      .where('revocation.id', 'is', null).orderBy('decision.number').execute())
  })
  return Map.groupBy(found, ({ segment }) => segment)
}

/** What each of these source texts meant when it was approved, by revision. */
export async function listSubstances(db: Db | Tx, revisions: readonly Id[]): Promise<Map<Id, Id>> {
  const found = new Map<Id, Id>()
  await inChunks([...new Set(revisions)], async (some) => {
    const rows = await db.selectFrom('decision').innerJoin('source_approval', 'source_approval.decision_id', 'decision.id')
      .select(['decision.revision_id as revision', 'source_approval.substance']).where('decision.revision_id', 'in', some).execute()
    for (const { revision, substance } of rows) found.set(revision, substance)
  })
  return found
}

/** Of which paragraph each of these texts is, and when it was written. */
export async function listMarks(db: Db | Tx, revisions: readonly Id[]): Promise<Map<Id, { segment: Id; at: Timestamp }>> {
  const rows = await db.selectFrom('revision').select(['id', 'segment_id as segment', 'created_at as at'])
    .where('id', 'in', ['', ...revisions]).execute()
  return new Map(rows.map(({ id, ...mark }) => [id, mark]))
}

/** Is this a text of the article in that language? */
export async function findRevisionIn(tx: Tx, place: { revision: Id; article: Id; language: Language }): Promise<boolean> {
  const { rows } = await revisionIn(tx, place)
  return rows.length > 0
}

const revisionIn = prepare((db, at: At<{ revision: Id; article: Id; language: Language }>) => db.selectFrom('revision')
  .innerJoin('segment', 'segment.id', 'revision.segment_id').select('revision.id')
  .where('revision.id', '=', at('revision')).where('segment.article_id', '=', at('article')).where('revision.language', '=', at('language')))
