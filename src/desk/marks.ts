import { sql } from 'kysely'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import { prepare } from '../db/prepared.ts'
import type { ListKind, SegmentKind } from '../db/tables/article.ts'
import type { Awaits, Outcome } from '../db/tables/heart.ts'
import type { Db } from '../db/schema.ts'
import type { Content } from '../editions/model.ts'
import { inChunks } from '../segments/store.ts'

/** The facts of many articles in all languages without their words: a fixed number of queries, and one more where an original moved. */
export interface Marks {
  outline: { article: Id; segment: Id; kind: SegmentKind; level: number; list: ListKind | null; asset: string | null }[]
  /** With a substance in the article’s own language alone. */
  approved: { segment: Id; language: Language; revision: Id; hash: string; source: Id | null; substance: Id | null }[]
  /** Every decision on paragraphs whose original moved after it was translated, in their order; `current` says which of them counts. */
  history: { segment: Id; language: Language; current: Id | null; revision: Id; hash: string; substance: Id | null; at: Timestamp }[]
  proposals: { segment: Id; language: Language; hash: string; awaits: Awaits; submission: Id; at: Timestamp }[]
  returns: { segment: Id; language: Language; at: Timestamp }[]
  /** Languages in which readers once had the article, with the edition that they have now. */
  editions: { article: Id; language: Language; published: Id | null }[]
  published: (Content & { edition: Id })[]
}

/** Written out in the query: by a value given later SQLite would not find the index of the returned ones. */
const RETURNED = sql.lit<Outcome>('returned')
/** Paragraphs whose history is read in one go. */
const HISTORIES = 512

export async function loadMarks(db: Db, articles: readonly Id[]): Promise<Marks> {
  const { rows: approved } = await approvedMarks(db, {}, articles)
  return {
    outline: (await outlineMarks(db, {}, articles)).rows, approved, history: await loadHistory(db, movedIn(approved)),
    proposals: (await proposalMarks(db, {}, articles)).rows, returns: (await returnMarks(db, {}, articles)).rows,
    editions: (await editionMarks(db, {}, articles)).rows, published: (await publishedMarks(db, {}, articles)).rows,
  }
}

/** Paragraphs with a translation made from another text than the approved original. */
function movedIn(approved: Marks['approved']): Id[] {
  const originals = new Map(approved.flatMap(({ segment, revision, substance }) => (substance === null ? [] : [[segment, revision]])))
  const moved = approved.filter(({ segment, source }) => source !== null && originals.get(segment) !== source)
  return [...new Set(moved.map(({ segment }) => segment))]
}

async function loadHistory(db: Db, segments: readonly Id[]): Promise<Marks['history']> {
  const found: Marks['history'][] = []
  await inChunks(segments, async (some) => found.push((await historyMarks(db, {}, some)).rows), HISTORIES)
  return found.flat()
}

const outlineMarks = prepare((db, _at, articles = []) => db.selectFrom('outline')
  .innerJoin('outline_row', 'outline_row.outline_id', 'outline.id')
  .select(['outline.article_id as article', 'outline_row.segment_id as segment', 'outline_row.kind', 'outline_row.level', 'outline_row.list',
    'outline_row.asset'])
  .where('outline.article_id', 'in', articles)
  .where(({ not, exists, selectFrom }) => not(exists(selectFrom('outline as later').select('later.id')
    .whereRef('later.article_id', '=', 'outline.article_id').whereRef('later.number', '>', 'outline.number'))))
  .orderBy('outline.article_id').orderBy('outline_row.position'))

const approvedMarks = prepare((db, _at, articles = []) => db.selectFrom('segment')
  .innerJoin('approval', 'approval.segment_id', 'segment.id').innerJoin('revision', 'revision.id', 'approval.revision_id')
  .leftJoin('source_approval', 'source_approval.decision_id', 'approval.decision_id')
  .select(['approval.segment_id as segment', 'approval.language', 'approval.revision_id as revision', 'revision.hash',
    'approval.source_revision_id as source', 'source_approval.substance'])
  .where('segment.article_id', 'in', articles))

const historyMarks = prepare((db, _at, segments = []) => db.selectFrom('decision')
  .innerJoin('revision', 'revision.id', 'decision.revision_id')
  .leftJoin('source_approval', 'source_approval.decision_id', 'decision.id')
  .leftJoin('approval', (join) => join.onRef('approval.segment_id', '=', 'decision.segment_id')
    .onRef('approval.language', '=', 'decision.language').onRef('approval.decision_id', '=', 'decision.id'))
  .select(['decision.segment_id as segment', 'decision.language', 'approval.decision_id as current', 'decision.revision_id as revision',
    'revision.hash', 'source_approval.substance', 'decision.created_at as at'])
  .where('decision.segment_id', 'in', segments).orderBy('decision.number'))

const proposalMarks = prepare((db, _at, articles = []) => db.selectFrom('segment')
  .innerJoin('proposal', 'proposal.segment_id', 'segment.id').innerJoin('revision', 'revision.id', 'proposal.revision_id')
  .select(['proposal.segment_id as segment', 'proposal.language', 'revision.hash', 'proposal.awaits', 'proposal.submission_id as submission',
    'proposal.created_at as at'])
  .where('segment.article_id', 'in', articles).where('proposal.closed_at', 'is', null))

// The join that SQLite takes in the order it is written: else it reads whatever was ever returned to anybody.
const returnMarks = prepare((db, _at, articles = []) => db.selectFrom('segment').crossJoin('decision')
  .select(['decision.segment_id as segment', 'decision.language', 'decision.created_at as at'])
  .where('segment.article_id', 'in', articles).whereRef('decision.segment_id', '=', 'segment.id').where('decision.outcome', '=', RETURNED)
  .where(({ not, exists, selectFrom }) => not(exists(selectFrom('decision as later').select('later.id')
    .whereRef('later.segment_id', '=', 'decision.segment_id').whereRef('later.language', '=', 'decision.language')
    .whereRef('later.number', '>', 'decision.number').where('later.outcome', '<>', 'revoked'))))
  .where(({ not, exists, selectFrom }) => not(exists(selectFrom('return_given_up').select('return_given_up.decision_id')
    .whereRef('return_given_up.decision_id', '=', 'decision.id')))))

const publishedMarks = prepare((db, _at, articles = []) => db.selectFrom('publication')
  .innerJoin('edition_segment', 'edition_segment.edition_id', 'publication.edition_id')
  .select(['publication.edition_id as edition', 'edition_segment.segment_id', 'edition_segment.kind', 'edition_segment.level',
    'edition_segment.list', 'edition_segment.asset', 'edition_segment.language', 'edition_segment.hash', 'edition_segment.source_hash',
    'edition_segment.substance', 'edition_segment.step'])
  .where('publication.article_id', 'in', articles)
  .orderBy('publication.article_id').orderBy('publication.language').orderBy('edition_segment.position'))

const editionMarks = prepare((db, _at, articles = []) => db.selectFrom('edition')
  .leftJoin('publication', (join) => join.onRef('publication.article_id', '=', 'edition.article_id').onRef('publication.language', '=', 'edition.language'))
  .select(['edition.article_id as article', 'edition.language', 'publication.edition_id as published'])
  .where('edition.article_id', 'in', articles).distinct())
