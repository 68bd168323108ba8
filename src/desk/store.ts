import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { listTwiceReviewed } from '../people/settings.ts'
import { isPassed, openParts } from '../reviews/queue-store.ts'
import type { ReturnedParagraph, SentSubmission, Waiting, WaitingSubmission } from './model.ts'

/** What a reviewer returned to this person and nobody has answered yet, the oldest first. */
export async function listReturned(db: Db, person: Id): Promise<ReturnedParagraph[]> {
  return db.selectFrom('submission').innerJoin('proposal', 'proposal.submission_id', 'submission.id')
    .innerJoin('decision', 'decision.proposal_id', 'proposal.id')
    .select(['submission.article_id as article', 'decision.language', 'decision.segment_id as segment', 'decision.created_at as at',
      'decision.id as decision'])
    .where('submission.sender_id', '=', person).where('decision.outcome', '=', 'returned')
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('decision as later').select('later.id')
      .whereRef('later.segment_id', '=', 'decision.segment_id').whereRef('later.language', '=', 'decision.language')
      .whereRef('later.number', '>', 'decision.number').where('later.outcome', '<>', 'revoked'))))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('proposal as open').select('open.id')
      .whereRef('open.segment_id', '=', 'decision.segment_id').whereRef('open.language', '=', 'decision.language')
      .where('open.closed_at', 'is', null))))
    .where(({ exists, selectFrom }) => exists(selectFrom('outline_row').innerJoin('outline', 'outline.id', 'outline_row.outline_id')
      .select('outline_row.segment_id').whereRef('outline_row.segment_id', '=', 'decision.segment_id')
      .where((at) => at.not(at.exists(at.selectFrom('outline as later').select('later.id').whereRef('later.article_id', '=', 'outline.article_id')
        .whereRef('later.number', '>', 'outline.number'))))))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('return_given_up').select('return_given_up.decision_id')
      .whereRef('return_given_up.decision_id', '=', 'decision.id'))))
    .orderBy('decision.created_at').execute()
}

/** Reviewers' edits that this person, who sent the paragraphs, may accept, the oldest first. */
export async function listToConfirm(db: Db, person: Id): Promise<Waiting[]> {
  return db.selectFrom('submission').innerJoin('proposal', 'proposal.submission_id', 'submission.id')
    .select(['submission.article_id as article', 'proposal.language', 'proposal.segment_id as segment', 'proposal.created_at as at'])
    .where('submission.sender_id', '=', person).where('proposal.awaits', '=', 'confirmation').where('proposal.closed_at', 'is', null)
    .orderBy('proposal.created_at').execute()
}

/** Submissions of others in these languages with paragraphs waiting for review, the oldest first. */
export async function listToReview(db: Db, reviewer: Id, languages: readonly Language[]): Promise<WaitingSubmission[]> {
  if (languages.length === 0) return []
  const second = await listTwiceReviewed(db, languages)
  return db.selectFrom(openParts(db)).innerJoin('submission', 'submission.id', 'part.submission_id')
    .innerJoin('article', 'article.id', 'submission.article_id').innerJoin('person', 'person.id', 'submission.sender_id')
    .select((eb) => ['submission.id as submission', 'submission.article_id as article', 'submission.language', 'person.name as sender',
      'submission.created_at as at', eb.fn.countAll<number>().as('count'), eb.fn.sum<number>('part.structure').as('structure')])
    .where('submission.language', 'in', languages).where('submission.sender_id', '<>', reviewer)
    .where('part.awaits', '=', 'review').where('part.writer_id', '<>', reviewer).where(({ not }) => not(isPassed(second, reviewer)))
    .groupBy(['submission.id', 'submission.article_id', 'submission.language', 'person.name', 'submission.created_at'])
    .orderBy('submission.created_at').orderBy('submission.id').execute()
}

/** Everything that was ever sent to review of an article, the newest first. */
export async function listSubmissions(db: Db, article: Id): Promise<SentSubmission[]> {
  const rows = await db.selectFrom('submission').leftJoin('proposal', 'proposal.submission_id', 'submission.id')
    .leftJoin('source_change', 'source_change.submission_id', 'submission.id').innerJoin('person', 'person.id', 'submission.sender_id')
    .select((eb) => ['submission.id', 'source_change.id as change', 'source_change.closed_at as changeClosed', 'submission.language',
      'person.name as sender', 'submission.message', 'submission.created_at as at',
      eb.fn.count<number>('proposal.id').as('offered'), eb.fn.count<number>('proposal.edited_from').as('edited'),
      eb.fn.count<number>('proposal.closed_at').as('closed')])
    .where('submission.article_id', '=', article)
    .groupBy(['submission.id', 'submission.language', 'person.name', 'submission.message', 'submission.created_at', 'source_change.id',
      'source_change.closed_at'])
    .orderBy('submission.created_at', 'desc').orderBy('submission.id', 'desc').execute()
  // A reviewer's edit takes the place of the proposal it was made from.
  return rows.map(({ offered, edited, closed, change, changeClosed, ...row }) => ({
    ...row, count: offered - edited, open: offered - closed + (change !== null && changeClosed === null ? 1 : 0),
    structure: change !== null,
  }))
}

/** The newest edition of an article in each language: its number, when it was made and by whom. */
export async function listNewestEditions(db: Db, article: Id): Promise<Map<Language, { number: number; at: Timestamp; by: string }>> {
  const rows = await db.selectFrom('edition').innerJoin('person', 'person.id', 'edition.published_by')
    .select(['edition.language', 'edition.number', 'edition.created_at as at', 'person.name as by'])
    .where('edition.article_id', '=', article).orderBy('edition.number').execute()
  return new Map(rows.map(({ language, ...edition }) => [language, edition]))
}
