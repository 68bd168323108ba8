import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { inChunks } from '../segments/store.ts'
import type { Selection } from './model.ts'

/** Where a page of a plan ends: the next one begins after it. */
export interface Cursor {
  article: Id
  segment: Id
}

/** A paragraph in which the person wrote something in the period. */
export interface Candidate extends Cursor {
  source: Language
  trashed: boolean
  /** When the newest of it was written. */
  written: Timestamp
}

/** Such paragraphs, article by article, after the cursor. */
export async function listCandidates(
  db: Db | Tx, asked: Selection, { after, limit }: { after: Cursor | null; limit: number },
): Promise<Candidate[]> {
  const rows = await candidatesOf(db, asked).$if(after !== null, (q) => q.where((eb) => eb.or([
    eb('segment.article_id', '>', after?.article ?? ''),
    eb.and([eb('segment.article_id', '=', after?.article ?? ''), eb('segment.id', '>', after?.segment ?? '')]),
  ]))).orderBy('segment.article_id').orderBy('segment.id').limit(limit).execute()
  return rows.map(plain)
}

/** Those of these paragraphs in which they wrote something in the period. */
export async function findCandidates(db: Db | Tx, asked: Selection, segments: readonly Id[]): Promise<Candidate[]> {
  const found: Candidate[] = []
  await inChunks(segments, async (some) => {
    found.push(...(await candidatesOf(db, asked).where('segment.id', 'in', some).execute()).map(plain))
  })
  return found
}

function candidatesOf(db: Db | Tx, { person, language, from, to }: Selection) {
  return db.selectFrom('revision').innerJoin('segment', 'segment.id', 'revision.segment_id')
    .innerJoin('article', 'article.id', 'segment.article_id')
    .select(({ fn }) => ['segment.article_id as article', 'segment.id as segment', 'article.source_language as source',
      'article.trashed_at as trashed', fn.max('revision.created_at').as('written')])
    .where('revision.writer_id', '=', person).where('revision.language', '=', language)
    .where('revision.created_at', '>=', from).where('revision.created_at', '<', to)
    .groupBy(['segment.article_id', 'segment.id', 'article.source_language', 'article.trashed_at'])
}

function plain({ trashed, written, ...row }: Awaited<ReturnType<ReturnType<typeof candidatesOf>['execute']>>[number]): Candidate {
  return { ...row, written: written ?? '', trashed: trashed !== null }
}

const MOST_STRUCTURES = 20

/** Changes of the structure of originals that the person sent in the period, waiting or approved: the newest first. */
export async function listStructures(
  db: Db, { person, language, from, to }: Selection,
): Promise<{ submission: Id; article: Id; at: Timestamp }[]> {
  return db.selectFrom('source_change').innerJoin('submission', 'submission.id', 'source_change.submission_id')
    .leftJoin('source_change_decision as decided', 'decided.source_change_id', 'source_change.id')
    .select(['submission.id as submission', 'submission.article_id as article', 'submission.created_at as at'])
    .where('submission.sender_id', '=', person).where('submission.language', '=', language)
    .where('submission.created_at', '>=', from).where('submission.created_at', '<', to)
    .where((eb) => eb.or([eb('decided.outcome', 'is', null), eb('decided.outcome', '=', 'approved')]))
    .orderBy('submission.created_at', 'desc').limit(MOST_STRUCTURES).execute()
}
