import { AppError } from '../errors.ts'
import { isId, newId, now } from '../db/id.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import { insertRows } from '../db/prepared.ts'
import type { Db, Row, Tx } from '../db/schema.ts'
import type { ChangeOutcome } from '../db/tables/heart.ts'
import type { OutlineRow } from './model.ts'

type SourceChange = Row<'source_change'>

/** One place of a proposed structure. */
export interface ChangeRow extends OutlineRow {
  /** Null where the structure leaves the text alone. */
  revision: Id | null
  base: Id | null
  minor: boolean
}

/** Where a segment of a proposed structure comes from; several of one segment in their order. */
export interface ChangeLineage {
  segment: Id
  from: Id
  /** What was approved of `from` when the change was made. */
  base: Id | null
  role: 'split' | 'join'
}

/** Throws `not_found` also for what cannot be an id. */
export async function findSourceChange(db: Db | Tx, id: Id): Promise<SourceChange> {
  const change = isId(id) && await db.selectFrom('source_change').selectAll().where('id', '=', id).executeTakeFirst()
  if (!change) throw new AppError('not_found', { change: id })
  return change
}

/** The change of an article's structure that waits for a decision. */
export async function findOpenChange(db: Db | Tx, article: Id): Promise<{ id: Id; submission: Id; sender: Id } | null> {
  const open = await db.selectFrom('source_change').innerJoin('submission', 'submission.id', 'source_change.submission_id')
    .select(['source_change.id', 'submission.id as submission', 'submission.sender_id as sender'])
    .where('source_change.article_id', '=', article).where('source_change.closed_at', 'is', null).executeTakeFirst()
  return open ?? null
}

/** A change of the structure as its submission tells of it. */
export interface SentChange {
  id: Id
  article: Id
  /** Null while it waits. */
  outcome: ChangeOutcome | null
  by: Id | null
  reason: string
  at: Timestamp
}

/** What a submission does to the structure; null when it leaves it alone. */
export async function findChangeOf(db: Db | Tx, submission: Id): Promise<SentChange | null> {
  const change = await db.selectFrom('source_change').leftJoin('source_change_decision as decided', 'decided.source_change_id', 'source_change.id')
    .select(['source_change.id', 'source_change.article_id as article', 'decided.outcome', 'decided.decided_by as by', 'decided.reason',
      'source_change.created_at as sent', 'decided.created_at as at'])
    .where('source_change.submission_id', '=', submission).executeTakeFirst()
  if (!change) return null
  const { sent, at, reason, ...rest } = change
  return { ...rest, reason: reason ?? '', at: at ?? sent }
}

interface PastChange extends SentChange {
  submission: Id
  sender: Id
  sent: Timestamp
  /** The structure that it became. */
  outline: Id | null
}

/** Every change of an article's structure, the newest first. */
export async function listChanges(db: Db | Tx, article: Id): Promise<PastChange[]> {
  const rows = await db.selectFrom('source_change').innerJoin('submission', 'submission.id', 'source_change.submission_id')
    .leftJoin('source_change_decision as decided', 'decided.source_change_id', 'source_change.id')
    .select(['source_change.id', 'source_change.article_id as article', 'submission.id as submission', 'submission.sender_id as sender',
      'decided.outcome', 'decided.decided_by as by', 'decided.reason', 'decided.outline_id as outline', 'source_change.created_at as sent',
      'decided.created_at as at'])
    .where('source_change.article_id', '=', article).orderBy('source_change.created_at', 'desc').orderBy('source_change.id', 'desc').execute()
  return rows.map(({ at, reason, ...row }) => ({ ...row, reason: reason ?? '', at: at ?? row.sent }))
}

export interface ReturnedChange {
  id: Id
  submission: Id
  article: Id
  language: Language
  at: Timestamp
}

/** What this person sent and a reviewer returned since then, as long as nobody sent another change of the article's structure. */
export async function listReturnedChanges(db: Db, person: Id, since: Timestamp): Promise<ReturnedChange[]> {
  return db.selectFrom('submission').innerJoin('source_change', 'source_change.submission_id', 'submission.id')
    .innerJoin('source_change_decision as decided', 'decided.source_change_id', 'source_change.id')
    .select(['source_change.id', 'submission.id as submission', 'submission.article_id as article', 'submission.language',
      'decided.created_at as at'])
    .where('submission.sender_id', '=', person).where('decided.outcome', '=', 'returned').where('decided.created_at', '>=', since)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('source_change as later').select('later.id')
      .whereRef('later.article_id', '=', 'source_change.article_id').whereRef('later.id', '>', 'source_change.id'))))
    .orderBy('decided.created_at').execute()
}

/** The proposed structure, in order. */
export async function listChangeRows(db: Db | Tx, change: Id): Promise<ChangeRow[]> {
  const rows = await db.selectFrom('source_change_row')
    .select(['segment_id as segment', 'position', 'kind', 'level', 'list', 'asset', 'revision_id as revision', 'base_revision_id as base', 'minor'])
    .where('source_change_id', '=', change).orderBy('position').execute()
  return rows.map((row) => ({ ...row, minor: row.minor === 'yes' }))
}

export async function listChangeLineage(db: Db | Tx, change: Id): Promise<ChangeLineage[]> {
  return db.selectFrom('source_change_lineage').select(['segment_id as segment', 'from_segment_id as from', 'from_revision_id as base', 'role'])
    .where('source_change_id', '=', change).orderBy('segment_id').orderBy('position').execute()
}

/** What became of these segments in approved changes: where parts of a split come from, what was joined; the newest first, in order. */
export async function listOrigins(db: Db | Tx, segments: readonly Id[]): Promise<(ChangeLineage & { at: Timestamp })[]> {
  if (segments.length === 0) return []
  return db.selectFrom('source_change_lineage as line')
    .innerJoin('source_change_decision as decided', 'decided.source_change_id', 'line.source_change_id')
    .select(['line.segment_id as segment', 'line.from_segment_id as from', 'line.from_revision_id as base', 'line.role', 'decided.created_at as at'])
    .where('line.segment_id', 'in', [...segments]).where('decided.outcome', '=', 'approved')
    .orderBy('decided.created_at', 'desc').orderBy('line.position').execute()
}

/** Stores segments that are to be: they have no place in any outline until their change is approved. */
export async function insertSegments(tx: Tx, article: Id, segments: readonly Id[]): Promise<void> {
  const at = now()
  await insertRows(tx, 'segment', segments.map((id) => ({ id, article_id: article, created_at: at })))
}

export async function insertSourceChange(tx: Tx, { article, submission, outline, rows, lineage }: {
  article: Id; submission: Id; outline: Id; rows: readonly ChangeRow[]; lineage: readonly ChangeLineage[]
}): Promise<Id> {
  const id = newId()
  await insertRows(tx, 'source_change', [{
    id, article_id: article, submission_id: submission, base_outline_id: outline, created_at: now(), closed_at: null,
  }])
  await insertRows(tx, 'source_change_row', rows.map((row) => ({
    source_change_id: id, position: row.position, segment_id: row.segment, kind: row.kind, level: row.level, list: row.list,
    asset: row.asset, revision_id: row.revision, base_revision_id: row.base, minor: row.minor ? 'yes' as const : 'no' as const,
  })))
  await insertRows(tx, 'source_change_lineage', lineage.map(({ segment, from, base, role }, position) =>
    ({ source_change_id: id, segment_id: segment, position, from_segment_id: from, from_revision_id: base, role })))
  return id
}

/** Closes an open change with what was decided; of two who try at once one gets `false`. */
export async function closeChange(tx: Tx, id: Id, { outcome, by, reason = '', eyes = 'two', outline = null }: {
  outcome: ChangeOutcome; by: Id; reason?: string; eyes?: 'one' | 'two'; outline?: Id | null
}): Promise<boolean> {
  const at = now()
  const { numUpdatedRows } = await tx.updateTable('source_change').set({ closed_at: at })
    .where('id', '=', id).where('closed_at', 'is', null).executeTakeFirst()
  if (numUpdatedRows !== 1n) return false
  await tx.insertInto('source_change_decision').values({
    id: newId(), source_change_id: id, outcome, decided_by: by, reason, eyes, outline_id: outline, created_at: at,
  }).execute()
  return true
}
