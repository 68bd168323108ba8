import { sql } from 'kysely'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import type { Awaits, Outcome } from '../db/tables/heart.ts'
import { APPROVING } from '../segments/model.ts'

/** A submission in which something waits. */
export interface QueueRow {
  submission: Id
  article: Id
  language: Language
  sender: Id
  message: string
  at: Timestamp
  /** Open paragraphs, those that wait for confirmation among them. */
  open: number
  confirmation: number
  /** Those of them whose edit the asking person wrote. */
  ownEdits: number
}

/** Open submissions, the oldest first; in every language without one. */
export async function listQueue(db: Db, { person, language, limit, offset }: {
  person: Id; language?: Language | undefined; limit: number; offset: number
}): Promise<QueueRow[]> {
  return db.selectFrom('proposal').innerJoin('submission', 'submission.id', 'proposal.submission_id')
    .innerJoin('revision', 'revision.id', 'proposal.revision_id')
    .select(({ fn }) => ['submission.id as submission', 'submission.article_id as article', 'submission.language', 'submission.sender_id as sender',
      'submission.message', 'submission.created_at as at', fn.countAll<number>().as('open'),
      fn.countAll<number>().filterWhere('proposal.awaits', '=', 'confirmation').as('confirmation'),
      fn.countAll<number>().filterWhere('proposal.awaits', '=', 'confirmation').filterWhere('revision.writer_id', '=', person).as('ownEdits')])
    .where('proposal.closed_at', 'is', null).$if(language !== undefined, (q) => q.where('submission.language', '=', language ?? ''))
    .groupBy(['submission.id', 'submission.article_id', 'submission.language', 'submission.sender_id', 'submission.message', 'submission.created_at'])
    .orderBy('submission.created_at').orderBy('submission.id').limit(limit).offset(offset).execute()
}

/** How many submissions wait, by language. */
export async function countQueue(db: Db): Promise<Map<Language, number>> {
  const rows = await db.selectFrom('proposal')
    .select(({ fn }) => ['language', fn.count<number>('submission_id').distinct().as('count')])
    .where('closed_at', 'is', null).groupBy('language').execute()
  return new Map(rows.map((row) => [row.language, row.count]))
}

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

/** How many paragraphs of a submission were approved and returned. */
export async function countOutcomes(db: Db, submission: Id): Promise<{ approved: number; returned: number }> {
  return db.selectFrom('proposal').innerJoin('decision', 'decision.proposal_id', 'proposal.id')
    .select(({ fn }) => [
      fn.countAll<number>().filterWhere('decision.outcome', 'in', APPROVING).as('approved'),
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
      .whereRef('later.number', '>', 'decision.number')))).execute()
  return new Map(rows.map((row) => [row.segment, row]))
}
