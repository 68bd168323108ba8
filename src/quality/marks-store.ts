import type { Id, Language, Timestamp } from '../db/columns.ts'
import { newId, now } from '../db/id.ts'
import { insertRows } from '../db/prepared.ts'
import type { Db, Row, Tx } from '../db/schema.ts'
import type { MarkCategory, MarkSeverity } from '../db/tables/quality.ts'
import { AppError } from '../errors.ts'
import { inChunks } from '../segments/store.ts'
import { tallyOf, type Mark, type NewMark, type Tally } from './marks.ts'

export async function insertQualityReview(tx: Tx, review: Row<'quality_review'>): Promise<void> {
  await insertRows(tx, 'quality_review', [review])
}

/** Was it judged before, by the first of two reviewers? */
export async function isJudged(tx: Tx, proposal: Id): Promise<boolean> {
  return await tx.selectFrom('quality_review').select('proposal_id').where('proposal_id', '=', proposal).executeTakeFirst() !== undefined
}

/** `second`: the reviewer, where another one judged the text. Throws `invalid` for words that do not stand in the text. */
export async function insertMarks(tx: Tx, proposal: { id: Id; text: string }, marks: readonly NewMark[], second: Id | null): Promise<void> {
  await insertRows(tx, 'quality_mark', marks.map(({ category, severity, words, comment }) => {
    const start = words === '' ? null : proposal.text.indexOf(words)
    if (start === -1) throw new AppError('invalid', { proposal: proposal.id })
    const end = start === null ? null : start + words.length
    return { id: newId(), proposal_id: proposal.id, category, severity, start_at: start, end_at: end, comment, reviewer_id: second }
  }))
}

export async function insertMarkWithdrawal(tx: Tx, mark: Id, person: Id): Promise<void> {
  await tx.insertInto('quality_mark_withdrawal').values({ mark_id: mark, person_id: person, created_at: now() }).execute()
}

export interface PlacedMark {
  id: Id
  reviewer: Id
  submission: Id
  segment: Id
  language: Language
  category: MarkCategory
  severity: MarkSeverity
  withdrawn: boolean
}

/** Throws `not_found`. */
export async function findMark(db: Db | Tx, id: Id): Promise<PlacedMark> {
  const row = await db.selectFrom('quality_mark as mark').innerJoin('quality_review as review', 'review.proposal_id', 'mark.proposal_id')
    .innerJoin('proposal', 'proposal.id', 'mark.proposal_id').leftJoin('quality_mark_withdrawal as withdrawal', 'withdrawal.mark_id', 'mark.id')
    .select(({ fn }) => ['mark.id', fn.coalesce('mark.reviewer_id', 'review.reviewer_id').as('reviewer'), 'proposal.submission_id as submission', 'proposal.segment_id as segment',
      'review.language', 'mark.category', 'mark.severity', 'withdrawal.created_at as withdrawn'])
    .where('mark.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('not_found', { mark: id })
  return { ...row, withdrawn: row.withdrawn !== null }
}

/** Quality marks that stand, by the revision that they were made on. */
export type Marks = ReadonlyMap<Id, readonly Mark[]>

export async function listQualityMarks(db: Db | Tx, revisions: readonly Id[]): Promise<Marks> {
  const marks = new Map<Id, Mark[]>()
  await inChunks([...new Set(revisions)], async (some) => {
    const rows = await standing(db).innerJoin('revision', 'revision.id', 'proposal.revision_id')
      .select(({ fn }) => ['mark.id', 'mark.category', 'mark.severity', 'mark.start_at', 'mark.end_at', 'mark.comment', 'revision.id as revision', 'revision.text',
        fn.coalesce('mark.reviewer_id', 'review.reviewer_id').as('by'), 'review.translator_id as translator', 'review.created_at as at'])
      .where('proposal.revision_id', 'in', some).orderBy('mark.id').execute()
    for (const { revision, text, start_at, end_at, ...mark } of rows) {
      const words = start_at === null || end_at === null ? '' : text.slice(start_at, end_at)
      marks.set(revision, [...marks.get(revision) ?? [], { ...mark, words }])
    }
  })
  return marks
}

/** What of a submission was judged so far. */
export async function tallySubmission(db: Db, submission: Id): Promise<Tally> {
  const judged = await db.selectFrom('quality_review as review').innerJoin('proposal', 'proposal.id', 'review.proposal_id')
    .select(({ fn }) => [fn.sum<number | string | null>('review.words').as('words'), fn.countAll<number>().as('paragraphs')])
    .where('proposal.submission_id', '=', submission).executeTakeFirstOrThrow()
  const marks = await standing(db).select(({ fn }) => ['mark.category', 'mark.severity', fn.countAll<number>().as('count')])
    .where('proposal.submission_id', '=', submission).groupBy(['mark.category', 'mark.severity']).execute()
  return tallyOf({ words: Number(judged.words ?? 0), paragraphs: judged.paragraphs }, marks)
}

/** Whose texts of which languages somebody may see judged; null: everybody's, of all. */
export interface Seen {
  /** Always their own. */
  person: Id
  /** And everybody's of these. */
  languages: readonly Language[] | null
}

interface Period extends Seen {
  from: Timestamp
  /** Before this moment. */
  until: Timestamp
}

export interface JudgedPerson {
  person: Id
  name: string
  language: Language
  tally: Tally
}

/** What was judged within a time, by translator and language, in the order of names. */
export async function tallyPeople(db: Db, period: Period): Promise<JudgedPerson[]> {
  const judged = await db.selectFrom('quality_review as review').innerJoin('person', 'person.id', 'review.translator_id')
    .select(({ fn }) => ['review.translator_id as person', 'person.name', 'review.language', fn.sum<number | string>('review.words').as('words'),
      fn.countAll<number>().as('paragraphs')])
    .where('review.proposal_id', 'in', judgedIn(db, period)).groupBy(['review.translator_id', 'person.name', 'review.language']).execute()
  const marks = await standing(db).where('review.proposal_id', 'in', judgedIn(db, period))
    .select(({ fn }) => ['review.translator_id as person', 'review.language', 'mark.category', 'mark.severity', fn.countAll<number>().as('count')])
    .groupBy(['review.translator_id', 'review.language', 'mark.category', 'mark.severity']).execute()
  return judged.map(({ person, name, language, words, paragraphs }) => ({
    person, name, language,
    tally: tallyOf({ words: Number(words), paragraphs }, marks.filter((mark) => mark.person === person && mark.language === language)),
  }))
}

function judgedIn(db: Db, { person, languages, from, until }: Period) {
  return db.selectFrom('quality_review as seen').select('seen.proposal_id').where('seen.created_at', '>=', from).where('seen.created_at', '<', until)
    .$if(languages !== null, (query) => query.where(({ eb, or }) =>
      or([eb('seen.translator_id', '=', person), ...(languages ?? []).map((language) => eb('seen.language', '=', language))])))
}

function standing(db: Db | Tx) {
  return db.selectFrom('quality_mark as mark').innerJoin('quality_review as review', 'review.proposal_id', 'mark.proposal_id')
    .innerJoin('proposal', 'proposal.id', 'mark.proposal_id').leftJoin('quality_mark_withdrawal as withdrawal', 'withdrawal.mark_id', 'mark.id')
    .where('withdrawal.mark_id', 'is', null)
}
