import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import type { ChangeOutcome, Outcome } from '../db/tables/heart.ts'
import type { ChangeLineage, ChangeRow } from '../segments/source-changes.ts'
import { APPROVING, type OutlineRow } from '../segments/model.ts'

/** Which events of an article are asked for: those of a moment and before. */
export interface Asked {
  article: Id
  language: Language | null
  person: Id | null
  until: Timestamp | null
  limit: number
}

/** Changes of the structure by the time of their decision; those that wait, by the time they were sent. */
export async function listStructureEvents(db: Db, { article, language, person, until, limit }: Asked) {
  return db.selectFrom('source_change as change').innerJoin('submission', 'submission.id', 'change.submission_id')
    .leftJoin('source_change_decision as decided', 'decided.source_change_id', 'change.id')
    .select(({ fn }) => ['change.id', 'change.base_outline_id as outline', 'submission.id as submission', 'submission.language',
      'submission.sender_id as sender', 'submission.message', 'change.created_at as sent', 'decided.outcome', 'decided.decided_by as decidedBy',
      'decided.reason', 'decided.eyes', fn.coalesce('decided.created_at', 'change.created_at').as('at')])
    .where('change.article_id', '=', article)
    .$if(language !== null, (q) => q.where('submission.language', '=', language ?? ''))
    .$if(person !== null, (q) => q.where((eb) => eb.or([
      eb('submission.sender_id', '=', person ?? ''), eb('decided.decided_by', '=', person ?? ''),
      eb.exists(eb.selectFrom('source_change_pass as pass').select('pass.id').whereRef('pass.source_change_id', '=', 'change.id')
        .where('pass.reviewer_id', '=', person ?? ''))])))
    .$if(until !== null, (q) => q.where(({ fn }) => fn.coalesce('decided.created_at', 'change.created_at'), '<=', until ?? ''))
    .orderBy('at', 'desc').orderBy('change.id', 'desc').limit(limit).execute()
}

/** By change of the structure, who found it good where two have to, in order; each once. */
export async function listPassers(db: Db, changes: readonly Id[]): Promise<Map<Id, Id[]>> {
  if (changes.length === 0) return new Map()
  const rows = await db.selectFrom('source_change_pass').select(['source_change_id as change', 'reviewer_id as by'])
    .where('source_change_id', 'in', [...changes]).orderBy('created_at').orderBy('id').execute()
  return new Map([...Map.groupBy(rows, ({ change }) => change)].map(([change, some]) => [change, [...new Set(some.map(({ by }) => by))]]))
}

/** Submissions with texts; one that holds a structure alone is told of by that. */
export async function listSubmissionEvents(db: Db, { article, language, person, until, limit }: Asked) {
  return db.selectFrom('submission')
    .select(['submission.id', 'submission.language', 'submission.sender_id as sender', 'submission.message', 'submission.created_at as at'])
    .where('submission.article_id', '=', article)
    .where(({ exists, selectFrom }) => exists(selectFrom('proposal').select('proposal.id').whereRef('proposal.submission_id', '=', 'submission.id')))
    .$if(language !== null, (q) => q.where('submission.language', '=', language ?? ''))
    .$if(person !== null, (q) => q.where(({ or, eb, exists, selectFrom }) => or([
      eb('submission.sender_id', '=', person ?? ''),
      exists(selectFrom('proposal').innerJoin('decision', 'decision.proposal_id', 'proposal.id').select('decision.id')
        .whereRef('proposal.submission_id', '=', 'submission.id').where('decision.reviewer_id', '=', person ?? '')),
      exists(selectFrom('proposal').innerJoin('review_pass', 'review_pass.proposal_id', 'proposal.id').select('review_pass.id')
        .whereRef('proposal.submission_id', '=', 'submission.id').where('review_pass.reviewer_id', '=', person ?? '')),
    ])))
    .$if(until !== null, (q) => q.where('submission.created_at', '<=', until ?? ''))
    .orderBy('submission.created_at', 'desc').orderBy('submission.id', 'desc').limit(limit).execute()
}

/** How many paragraphs each submission offers, and how many of them wait. */
export async function countOffered(db: Db, submissions: readonly Id[]): Promise<Map<Id, { offered: number; open: number }>> {
  if (submissions.length === 0) return new Map()
  const rows = await db.selectFrom('proposal').select(({ fn }) => ['submission_id as submission',
    fn.count<number>('segment_id').distinct().as('offered'), fn.count<number>('closed_at').as('closed'), fn.countAll<number>().as('all')])
    .where('submission_id', 'in', [...submissions]).groupBy('submission_id').execute()
  return new Map(rows.map(({ submission, offered, closed, all }) => [submission, { offered, open: all - closed }]))
}

/** What was decided on the texts of these submissions, first reviews among it, not that a sender accepted an edit: how often, by whom. */
export async function listVerdicts(
  db: Db, submissions: readonly Id[],
): Promise<{ submission: Id; outcome: Outcome | 'passed'; by: Id; count: number }[]> {
  if (submissions.length === 0) return []
  const passed = await db.selectFrom('proposal').innerJoin('review_pass', 'review_pass.proposal_id', 'proposal.id')
    .innerJoin('submission', 'submission.id', 'proposal.submission_id').whereRef('review_pass.reviewer_id', '<>', 'submission.sender_id')
    .select(({ fn }) => ['proposal.submission_id as submission', 'review_pass.reviewer_id as by', fn.count<number>('proposal.segment_id').distinct().as('count')])
    .where('proposal.submission_id', 'in', [...submissions]).groupBy(['proposal.submission_id', 'review_pass.reviewer_id']).execute()
  const decided = await db.selectFrom('proposal').innerJoin('decision', 'decision.proposal_id', 'proposal.id')
    .select(({ fn }) =>
      ['proposal.submission_id as submission', 'decision.outcome', 'decision.reviewer_id as by', fn.countAll<number>().as('count')])
    .where('proposal.submission_id', 'in', [...submissions]).where('decision.outcome', 'in', [...APPROVING, 'returned', 'edited'])
    .groupBy(['proposal.submission_id', 'decision.outcome', 'decision.reviewer_id']).orderBy('decision.outcome').execute()
  return [...decided, ...passed.map((row) => ({ ...row, outcome: 'passed' as const }))]
}

/** What readers got, and what was taken from them. */
export async function listEditionEvents(db: Db, { article, language, person, until, limit }: Asked) {
  return db.selectFrom('edition_event as event').innerJoin('edition', 'edition.id', 'event.edition_id')
    .select(['event.id', 'event.language', 'event.event', 'event.reason', 'event.by', 'event.at', 'edition.number', 'edition.note'])
    .where('event.article_id', '=', article)
    .$if(language !== null, (q) => q.where('event.language', '=', language ?? ''))
    .$if(person !== null, (q) => q.where('event.by', '=', person ?? ''))
    .$if(until !== null, (q) => q.where('event.at', '<=', until ?? ''))
    .orderBy('event.at', 'desc').orderBy('event.id', 'desc').limit(limit).execute()
}

/** Lines of the ledger that tell of texts in this article undone. */
export async function listUndoneEvents(db: Db, { article, language, person, until, limit }: Asked) {
  const writers = await db.selectFrom('segment').innerJoin('revision', 'revision.segment_id', 'segment.id').select('revision.writer_id as id')
    .distinct().where('segment.article_id', '=', article).execute()
  if (writers.length === 0) return []
  return db.selectFrom('ledger').select(['number', 'actor', 'subject', 'details', 'at'])
    .where('subject', 'in', writers.map(({ id }) => `person:${id}`)).where('act', '=', 'edits.undone').where('details', 'like', `%"${article}"%`)
    .$if(language !== null, (q) => q.where('details', 'like', `%"language":"${language}"%`))
    .$if(person !== null, (q) => q.where((eb) => eb.or([eb('actor', '=', person ?? ''), eb('subject', '=', `person:${person}`)])))
    .$if(until !== null, (q) => q.where('at', '<=', until ?? ''))
    .orderBy('number', 'desc').limit(limit).execute()
}

/** What a change did to the structure, without its texts. */
export interface Shape {
  change: Id
  outcome: ChangeOutcome | null
  rows: Pick<ChangeRow, 'segment' | 'revision' | 'base'>[]
  lineage: Pick<ChangeLineage, 'segment' | 'from' | 'role'>[]
  before: OutlineRow['segment'][]
}

/** How many paragraphs each change was made of. */
export async function countRows(db: Db, changes: readonly Id[]): Promise<Map<Id, number>> {
  if (changes.length === 0) return new Map()
  const rows = await db.selectFrom('source_change_row').select(({ fn }) => ['source_change_id as change', fn.countAll<number>().as('count')])
    .where('source_change_id', 'in', [...changes]).groupBy('source_change_id').execute()
  return new Map(rows.map(({ change, count }) => [change, count]))
}

export async function listShapes(db: Db, changes: readonly { id: Id; outline: Id; outcome: ChangeOutcome | null }[]): Promise<Shape[]> {
  if (changes.length === 0) return []
  const ids = changes.map(({ id }) => id)
  const rows = await db.selectFrom('source_change_row')
    .select(['source_change_id as change', 'segment_id as segment', 'revision_id as revision', 'base_revision_id as base'])
    .where('source_change_id', 'in', ids).orderBy('source_change_id').orderBy('position').execute()
  const lines = await db.selectFrom('source_change_lineage')
    .select(['source_change_id as change', 'segment_id as segment', 'from_segment_id as from', 'role'])
    .where('source_change_id', 'in', ids).orderBy('source_change_id').orderBy('position').execute()
  const places = await db.selectFrom('outline_row').select(['outline_id as outline', 'segment_id as segment'])
    .where('outline_id', 'in', changes.map(({ outline }) => outline)).orderBy('outline_id').orderBy('position').execute()
  const [rowsOf, linesOf, placesOf] = [Map.groupBy(rows, ({ change }) => change), Map.groupBy(lines, ({ change }) => change),
    Map.groupBy(places, ({ outline }) => outline)]
  return changes.map(({ id, outline, outcome }) => ({
    change: id, outcome, rows: rowsOf.get(id) ?? [], lineage: linesOf.get(id) ?? [],
    before: (placesOf.get(outline) ?? []).map(({ segment }) => segment),
  }))
}
