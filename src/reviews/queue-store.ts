import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import type { Awaits } from '../db/tables/heart.ts'

/** A submission in which something waits. */
export interface QueueRow {
  submission: Id
  article: Id
  language: Language
  source: Language
  sender: Id
  message: string
  at: Timestamp
  /** Open paragraphs, those that wait for confirmation among them; a change of the structure counts as one. */
  open: number
  structure: number
  confirmation: number
  /** Those of them that one of two reviewers found good; a structure is no text. */
  second: number
  /** Those of them that the asking person wrote, or found good already. */
  settled: number
}

interface QueueFilter {
  language?: Language | undefined
  /** Translations, or changes of originals; both without. */
  kind?: 'translation' | 'original' | undefined
  /** Only what the asking person may decide, in these languages of theirs. */
  mine?: readonly Language[] | undefined
  /** Languages in which two reviewers have to stand behind a text. */
  second?: readonly Language[] | undefined
}

/** What waits of each submission: its open paragraphs, and the structure, which is decided as one thing. */
export function openParts(db: Db) {
  return db.selectFrom('proposal').innerJoin('revision', 'revision.id', 'proposal.revision_id')
    .select(['proposal.submission_id', 'proposal.id as proposal_id', 'proposal.segment_id', 'proposal.awaits', 'revision.writer_id',
      sql<number>`0`.as('structure')])
    .where('proposal.closed_at', 'is', null)
    .unionAll(db.selectFrom('source_change').innerJoin('submission as sent', 'sent.id', 'source_change.submission_id')
      .select(['source_change.submission_id', 'source_change.id as proposal_id', 'source_change.id as segment_id', sql<Awaits>`'review'`.as('awaits'), 'sent.sender_id as writer_id', sql<number>`1`.as('structure')])
      .where('source_change.closed_at', 'is', null))
    .as('part')
}

/**
 * Of a part of `submission` in `article`: did this reviewer, or any, pass it as it stands now, in one of the languages where two have
 * to? Who edited a text wrote a part of it, which is asked apart.
 */
export function isPassed(languages: readonly Language[], reviewer?: Id | RawBuilder<unknown>): RawBuilder<SqlBool> {
  if (languages.length === 0) return sql<SqlBool>`1 = 0`
  const theirs = reviewer === undefined ? sql`1 = 1` : sql`pass.reviewer_id = ${reviewer}`
  return sql<SqlBool>`(submission.language in (${sql.join([...languages])}) and (exists (select pass.id from review_pass as pass ${TODAY}
    where pass.proposal_id = part.proposal_id and ${theirs} and pass.approved_revision_id is not distinct from own.revision_id
      and (pass.source_revision_id is null or pass.source_revision_id = original.revision_id))
    or exists (select pass.id from source_change_pass as pass where pass.source_change_id = part.proposal_id and ${theirs}
      and not exists (select later.id from decision as later join segment on segment.id = later.segment_id
        where segment.article_id = submission.article_id and later.language = submission.language
          and later.outcome not in ('returned', 'edited') and later.created_at > pass.created_at))))`
}

/** Is it a reviewer's edit that waits for a second review, as it stands now? */
function isEdited(languages: readonly Language[]): RawBuilder<SqlBool> {
  if (languages.length === 0) return sql<SqlBool>`1 = 0`
  return sql<SqlBool>`(submission.language in (${sql.join([...languages])}) and exists (select made.id from proposal as made
    join decision as edit on edit.proposal_id = made.edited_from and edit.revision_id = made.revision_id and edit.outcome = 'edited' ${TODAY}
    where made.id = part.proposal_id and edit.reviewer_id <> submission.sender_id
      and made.base_revision_id is not distinct from own.revision_id
      and (made.source_revision_id is null or made.source_revision_id = original.revision_id)))`
}

/** The approved text of a part, and its original. */
const TODAY = sql`left join approval as own on own.segment_id = part.segment_id and own.language = submission.language
  left join approval as original on original.segment_id = part.segment_id and original.language = article.source_language`

function openSubmissions(db: Db, person: Id, { language, kind, mine, second = [] }: QueueFilter) {
  return db.selectFrom(openParts(db)).innerJoin('submission', 'submission.id', 'part.submission_id')
    .innerJoin('article', 'article.id', 'submission.article_id')
    .where('article.trashed_at', 'is', null)
    .$if(language !== undefined, (q) => q.where('submission.language', '=', language ?? ''))
    .$if(kind !== undefined, (q) => q.whereRef('submission.language', kind === 'original' ? '=' : '<>', 'article.source_language'))
    .$if(mine !== undefined, (q) => q.where('submission.sender_id', '<>', person).where('submission.language', 'in', ['', ...mine ?? []])
      .where('part.writer_id', '<>', person).where(({ not }) => not(isPassed(second, person))))
}

/** Open submissions, the oldest first. */
export async function listQueue(db: Db, { person, limit, offset, second = [], ...filter }: QueueFilter & {
  person: Id; limit: number; offset: number
}): Promise<QueueRow[]> {
  return openSubmissions(db, person, { ...filter, second })
    .select(({ fn }) => ['submission.id as submission', 'submission.article_id as article', 'submission.language', 'article.source_language as source',
      'submission.sender_id as sender', 'submission.message', 'submission.created_at as at', fn.countAll<number>().as('open'),
      fn.sum<number>('part.structure').as('structure'),
      fn.countAll<number>().filterWhere('part.awaits', '=', 'confirmation').as('confirmation'),
      fn.countAll<number>().filterWhere('part.awaits', '=', 'review').filterWhere('part.structure', '=', 0)
        .filterWhere((eb) => eb.or([isPassed(second), isEdited(second)])).as('second'),
      fn.countAll<number>().filterWhere((eb) => eb.or([eb('part.writer_id', '=', person), isPassed(second, person)])).as('settled')])
    .groupBy(['submission.id', 'submission.article_id', 'submission.language', 'article.source_language', 'submission.sender_id',
      'submission.message', 'submission.created_at'])
    .orderBy('submission.created_at').orderBy('submission.id').limit(limit).offset(offset).execute()
}

/** How many submissions wait, by language. */
export async function countQueue(db: Db, person: Id, filter: Omit<QueueFilter, 'language'>): Promise<Map<Language, number>> {
  const rows = await openSubmissions(db, person, filter)
    .select(({ fn }) => ['submission.language', fn.count<number>('submission.id').distinct().as('count')])
    .groupBy('submission.language').execute()
  return new Map(rows.map((row) => [row.language, row.count]))
}

/** Waiting paragraphs that were returned before, by submission; `mine`: those that this person returned. */
export async function listRepeats(db: Db, person: Id, submissions: readonly Id[]): Promise<Map<Id, { again: number; mine: number }>> {
  if (submissions.length === 0) return new Map()
  const rows = await db.selectFrom('proposal').innerJoin('decision', (join) => join
    .onRef('decision.segment_id', '=', 'proposal.segment_id').onRef('decision.language', '=', 'proposal.language'))
    .select(({ fn }) => ['proposal.submission_id as submission', fn.countAll<number>().as('again'),
      fn.countAll<number>().filterWhere('decision.reviewer_id', '=', person).as('mine')])
    .where('proposal.submission_id', 'in', [...submissions]).where('proposal.closed_at', 'is', null).where('decision.outcome', '=', 'returned')
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('decision as later').select('later.id')
      .whereRef('later.segment_id', '=', 'decision.segment_id').whereRef('later.language', '=', 'decision.language')
      .whereRef('later.number', '>', 'decision.number').where('later.outcome', '<>', 'revoked'))))
    .groupBy('proposal.submission_id').execute()
  return new Map(rows.map(({ submission, ...counts }) => [submission, counts]))
}
