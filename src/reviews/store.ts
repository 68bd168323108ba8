import { sql } from 'kysely'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db, Row, Tx } from '../db/schema.ts'
import type { Awaits, Outcome } from '../db/tables/heart.ts'
import { APPROVING } from '../segments/model.ts'

/** A proposal of a submission, without its text. */
export interface ProposalMark {
  id: Id
  segment: Id
  revision: Id
  awaits: Awaits
  editedFrom: Id | null
  closedAt: Timestamp | null
  /** Of the text, in characters. */
  length: number
}

/** All proposals of a submission in the order they were made: a reviewer's edit comes after what it replaced. */
export async function listMarks(db: Db, submission: Id): Promise<ProposalMark[]> {
  return db.selectFrom('proposal').innerJoin('revision', 'revision.id', 'proposal.revision_id')
    .select(['proposal.id', 'proposal.segment_id as segment', 'proposal.revision_id as revision', 'proposal.awaits',
      'proposal.edited_from as editedFrom', 'proposal.closed_at as closedAt', sql<number>`length(revision.text)`.as('length')])
    .where('proposal.submission_id', '=', submission).orderBy('proposal.id').execute()
}

/** How many paragraphs of a submission were approved as they were sent, approved with a reviewer's edits, and returned. */
export async function countOutcomes(db: Db, submission: Id): Promise<{ approved: number; edited: number; returned: number }> {
  return db.selectFrom('proposal').innerJoin('decision', 'decision.proposal_id', 'proposal.id')
    .select(({ fn }) => [
      fn.countAll<number>().filterWhere('decision.outcome', 'in', APPROVING)
        .filterWhereRef('decision.revision_id', '=', 'proposal.revision_id').filterWhere('proposal.edited_from', 'is', null).as('approved'),
      fn.countAll<number>().filterWhere('decision.outcome', 'in', APPROVING).filterWhere((eb) => eb.or([
        eb('decision.revision_id', '<>', eb.ref('proposal.revision_id')), eb('proposal.edited_from', 'is not', null)])).as('edited'),
      fn.countAll<number>().filterWhere('decision.outcome', '=', 'returned').as('returned'),
    ]).where('proposal.submission_id', '=', submission).executeTakeFirstOrThrow()
}

export interface WrittenText {
  text: string
  hash: string
  writer: Id
}

/** Texts by revision. */
export async function listTexts(db: Db, revisions: readonly Id[]): Promise<Map<Id, WrittenText>> {
  if (revisions.length === 0) return new Map()
  const rows = await db.selectFrom('revision').select(['id', 'text', 'hash', 'writer_id as writer']).where('id', 'in', [...new Set(revisions)]).execute()
  return new Map(rows.map(({ id, ...words }) => [id, words]))
}

export interface DecisionRow {
  proposal: Id
  segment: Id
  outcome: Outcome
  revision: Id
  reviewer: Id
  reason: string
  eyes: 'one' | 'two'
  at: Timestamp
}

/** What was decided on these proposals, in order. */
export async function listDecisions(db: Db, proposals: readonly Id[]): Promise<DecisionRow[]> {
  if (proposals.length === 0) return []
  return db.selectFrom('decision').innerJoin('proposal', 'proposal.id', 'decision.proposal_id')
    .select(['proposal.id as proposal', 'decision.segment_id as segment', 'decision.outcome', 'decision.revision_id as revision',
      'decision.reviewer_id as reviewer', 'decision.reason', 'decision.eyes', 'decision.created_at as at'])
    .where('decision.proposal_id', 'in', [...proposals]).orderBy('decision.number').execute()
}

export interface ReturnRow {
  segment: Id
  reason: string
  reviewer: Id
  at: Timestamp
  text: string
}

/** Segments on which the newest decision is a return: by segment. */
export async function listReturns(db: Db, segments: readonly Id[], language: Language): Promise<Map<Id, ReturnRow>> {
  if (segments.length === 0) return new Map()
  const rows = await db.selectFrom('decision').innerJoin('revision', 'revision.id', 'decision.revision_id')
    .select(['decision.segment_id as segment', 'decision.reason', 'decision.reviewer_id as reviewer', 'decision.created_at as at', 'revision.text'])
    .where('decision.segment_id', 'in', [...segments]).where('decision.language', '=', language).where('decision.outcome', '=', 'returned')
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('decision as later').select('later.id')
      .whereRef('later.segment_id', '=', 'decision.segment_id').whereRef('later.language', '=', 'decision.language')
      .whereRef('later.number', '>', 'decision.number').where('later.outcome', '<>', 'revoked')))).execute()
  return new Map(rows.map((row) => [row.segment, row]))
}

/** Returns of the whole submission, in order. */
export async function listSubmissionReturns(db: Db, submission: Id): Promise<Row<'submission_return'>[]> {
  return db.selectFrom('submission_return').selectAll().where('submission_id', '=', submission).orderBy('id').execute()
}

/** Decisions of such a return that have a reason of their own. */
export async function listReturnExamples(db: Db, { submission_id, reviewer_id, reason, created_at }: Row<'submission_return'>) {
  return db.selectFrom('decision').innerJoin('proposal', 'proposal.id', 'decision.proposal_id')
    .select(['decision.segment_id as segment', 'decision.reason'])
    .where('proposal.submission_id', '=', submission_id).where('decision.reviewer_id', '=', reviewer_id)
    .where('decision.outcome', '=', 'returned').where('decision.created_at', '>=', created_at).where('decision.reason', '<>', reason).execute()
}

export async function insertSubmissionReturn(tx: Tx, returned: Row<'submission_return'>): Promise<void> {
  await tx.insertInto('submission_return').values(returned).execute()
}
