import { sql } from 'kysely'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { readSettings, type ReviewPolicy } from '../people/settings.ts'
import { listWriters } from '../segments/lineage.ts'
import { isPassed, openParts } from './queue-store.ts'

/** How long a submission may wait for a review before an editor is told. */
const LONGEST_WAIT_DAYS = 14
/** How long it may wait where somebody could review and nobody does. */
const QUIET_DAYS = 3
/** Who decided something in so many days is an active reviewer. */
const ACTIVE_DAYS = 30
const DAY = 24 * 60 * 60 * 1000

/** A language whose reviews do not go on by themselves: an editor or an administrator has to find somebody. */
export interface StalledQueue {
  language: Language
  /** Submissions with something that waits for a review. */
  waiting: number
  /** The one that waits longest, of those that nobody may review if there are any, and when it was sent. */
  oldest: Timestamp
  submission: Id
  /** Reviewers of the language who decided something in the last 30 days. */
  reviewers: number
  /** Nobody may review a part of what waits; somebody may, and nobody does; somebody does, and it is not enough. */
  why: 'no_reviewer' | 'nobody' | 'too_old'
}

/** The languages, of these, in which nobody may review a part of what waits, or nobody lately did, or it waits for more than 14 days. */
export async function listStalledQueues(db: Db, languages: readonly Language[], now: Timestamp): Promise<StalledQueue[]> {
  const waiting = Map.groupBy(await listWaitingParts(db, languages), ({ language }) => language)
  if (waiting.size === 0) return []
  const active = await countActiveReviewers(db, languages, now)
  const may = await listReviewers(db, languages)
  const { reviewPolicy } = await readSettings(db, languages)
  const of = (policy: ReviewPolicy) => languages.filter((one) => reviewPolicy[one] === policy)
  const settled = await listSettled(db, languages, { alone: of('one'), second: of('three') })
  const isStuck = ({ id, language, sender }: WaitingPart) => (may.get(language) ?? [])
    .every((person) => person === sender && reviewPolicy[language] !== 'one' || settled.get(id)?.has(person))
  return languages.flatMap((language) => {
    const parts = waiting.get(language) ?? []
    const stuck = parts.find(isStuck)
    const first = stuck ?? parts[0]
    if (!first) return []
    const reviewers = active.get(language) ?? 0
    const why = stuck ? 'no_reviewer' as const : reviewers > 0 ? 'too_old' as const : 'nobody' as const
    const patience = { no_reviewer: 0, nobody: QUIET_DAYS, too_old: LONGEST_WAIT_DAYS }[why]
    if (patience > 0 && first.at >= daysBefore(now, patience)) return []
    const submissions = new Set(parts.map(({ submission }) => submission))
    return [{ language, waiting: submissions.size, oldest: first.at, submission: first.submission, reviewers, why }]
  })
}

type WaitingPart = Awaited<ReturnType<typeof listWaitingParts>>[number]

function waitingParts(db: Db, languages: readonly Language[]) {
  return db.selectFrom(openParts(db)).innerJoin('submission', 'submission.id', 'part.submission_id').innerJoin('article', 'article.id', 'submission.article_id')
    .where('part.awaits', '=', 'review').where('article.trashed_at', 'is', null).where('submission.language', 'in', ['', ...languages])
}

/** Everything that waits for a review, what was sent first before the rest. */
async function listWaitingParts(db: Db, languages: readonly Language[]) {
  return waitingParts(db, languages)
    .select(['part.proposal_id as id', 'submission.id as submission', 'submission.language', 'submission.sender_id as sender', 'submission.created_at as at'])
    .orderBy('submission.created_at').orderBy('submission.id').execute()
}

/** Of each part that waits for a review, who wrote in it or found it good: somebody else has to. Two queries, however much waits. */
async function listSettled(db: Db, languages: readonly Language[], { second, alone }: {
  second: readonly Language[]; alone: readonly Language[]
}): Promise<Map<Id, Set<Id>>> {
  const texts = waitingParts(db, languages.filter((one) => !alone.includes(one))).innerJoin('proposal', 'proposal.id', 'part.proposal_id')
  const writers = await listWriters(db, texts.select('proposal.revision_id'))
  const revisions = await texts.select(['part.proposal_id as id', 'proposal.revision_id as revision']).execute()
  const settled = new Map(revisions.map(({ id, revision }) => [id, new Set(writers.get(revision))]))
  for (const { id, person } of await listPassers(db, second)) settled.set(id, (settled.get(id) ?? new Set()).add(person))
  return settled
}

/** Who found a part good that waits for a second review, as it stands now. */
async function listPassers(db: Db, second: readonly Language[]): Promise<{ id: Id; person: Id }[]> {
  if (second.length === 0) return []
  const person = sql<Id>`coalesce(text_pass.reviewer_id, order_pass.reviewer_id)`
  return waitingParts(db, second).leftJoin('review_pass as text_pass', 'text_pass.proposal_id', 'part.proposal_id')
    .leftJoin('source_change_pass as order_pass', 'order_pass.source_change_id', 'part.proposal_id')
    .where(isPassed(second, person)).select(['part.proposal_id as id', person.as('person')]).execute()
}

/** Who has the right to review, and access, by language. */
async function listReviewers(db: Db, languages: readonly Language[]): Promise<Map<Language, Id[]>> {
  const rows = await db.selectFrom('person_right').innerJoin('person', 'person.id', 'person_right.person_id')
    .select(['person.id', 'person_right.language'])
    .where('person_right.right', '=', 'review').where('person_right.language', 'in', ['', ...languages]).where('person.disabled_at', 'is', null).execute()
  return new Map([...Map.groupBy(rows, ({ language }) => language)].map(([language, some]) => [language, some.map(({ id }) => id)]))
}

function daysBefore(now: Timestamp, days: number): Timestamp {
  return new Date(Date.parse(now) - days * DAY).toISOString()
}

/** How many reviewers of each language decided something in the last 30 days. */
export async function countActiveReviewers(db: Db, languages: readonly Language[], now: Timestamp): Promise<Map<Language, number>> {
  const rows = await db.selectFrom('person_right').innerJoin('person', 'person.id', 'person_right.person_id')
    .select(({ fn }) => ['person_right.language', fn.countAll<number>().as('count')])
    .where('person_right.right', '=', 'review').where('person_right.language', 'in', ['', ...languages]).where('person.disabled_at', 'is', null)
    .where(({ or, exists, selectFrom }) => or([
      exists(selectFrom('decision').select('decision.id')
        .whereRef('decision.reviewer_id', '=', 'person_right.person_id').whereRef('decision.language', '=', 'person_right.language')
        .where('decision.outcome', '<>', 'imported').where('decision.created_at', '>=', daysBefore(now, ACTIVE_DAYS))),
      exists(selectFrom('review_pass').innerJoin('proposal', 'proposal.id', 'review_pass.proposal_id').select('review_pass.id')
        .whereRef('review_pass.reviewer_id', '=', 'person_right.person_id').whereRef('proposal.language', '=', 'person_right.language')
        .where('review_pass.created_at', '>=', daysBefore(now, ACTIVE_DAYS))),
      exists(selectFrom('source_change_pass as passed').innerJoin('source_change', 'source_change.id', 'passed.source_change_id')
        .innerJoin('submission', 'submission.id', 'source_change.submission_id').select('passed.id')
        .whereRef('passed.reviewer_id', '=', 'person_right.person_id').whereRef('submission.language', '=', 'person_right.language')
        .where('passed.created_at', '>=', daysBefore(now, ACTIVE_DAYS))),
      exists(selectFrom('source_change_decision as decided').innerJoin('source_change', 'source_change.id', 'decided.source_change_id')
        .innerJoin('submission', 'submission.id', 'source_change.submission_id').select('decided.id')
        .whereRef('decided.decided_by', '=', 'person_right.person_id').whereRef('submission.language', '=', 'person_right.language')
        .where('decided.outcome', '<>', 'withdrawn').where('decided.created_at', '>=', daysBefore(now, ACTIVE_DAYS))),
    ]))
    .groupBy('person_right.language').execute()
  return new Map(languages.map((language) => [language, rows.find((row) => row.language === language)?.count ?? 0]))
}
