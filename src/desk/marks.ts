import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { ListKind, SegmentKind } from '../db/tables/article.ts'
import type { Awaits } from '../db/tables/heart.ts'
import type { Db } from '../db/schema.ts'
import type { Content } from '../editions/model.ts'

/** The facts of many articles in all languages without their words: a fixed number of queries, however many there are. */
export interface Marks {
  outline: { article: Id; segment: Id; kind: SegmentKind; level: number; list: ListKind | null; asset: string | null }[]
  approved: { segment: Id; language: Language; revision: Id; hash: string; source: Id | null; at: Timestamp }[]
  /** Every source text ever approved, a paragraph's in their order: where one was approved twice, the later substance comes later. */
  sources: { segment: Id; revision: Id; hash: string; substance: Id; at: Timestamp }[]
  proposals: { segment: Id; language: Language; hash: string; awaits: Awaits; submission: Id; at: Timestamp }[]
  returns: { segment: Id; language: Language; at: Timestamp }[]
  /** Languages in which readers once had the article, whether they have it now or not. */
  editions: { article: Id; language: Language }[]
  published: (Content & { article: Id; edition: Language })[]
}

export async function loadMarks(db: Db, articles: readonly Id[]): Promise<Marks> {
  return {
    outline: await outlineMarks(db, articles), approved: await approvedMarks(db, articles), sources: await sourceMarks(db, articles),
    proposals: await proposalMarks(db, articles), returns: await returnMarks(db, articles), published: await publishedMarks(db, articles),
    editions: await editionMarks(db, articles),
  }
}

async function outlineMarks(db: Db, articles: readonly Id[]): Promise<Marks['outline']> {
  return db.selectFrom('outline').innerJoin('outline_row', 'outline_row.outline_id', 'outline.id')
    .select(['outline.article_id as article', 'outline_row.segment_id as segment', 'outline_row.kind', 'outline_row.level', 'outline_row.list',
      'outline_row.asset'])
    .where('outline.article_id', 'in', articles)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('outline as later').select('later.id')
      .whereRef('later.article_id', '=', 'outline.article_id').whereRef('later.number', '>', 'outline.number'))))
    .orderBy('outline.article_id').orderBy('outline_row.position').execute()
}

async function approvedMarks(db: Db, articles: readonly Id[]): Promise<Marks['approved']> {
  return db.selectFrom('segment').innerJoin('approval', 'approval.segment_id', 'segment.id')
    .innerJoin('revision', 'revision.id', 'approval.revision_id').innerJoin('decision', 'decision.id', 'approval.decision_id')
    .select(['approval.segment_id as segment', 'approval.language', 'revision.id as revision', 'revision.hash',
      'approval.source_revision_id as source', 'decision.created_at as at'])
    .where('segment.article_id', 'in', articles).execute()
}

async function sourceMarks(db: Db, articles: readonly Id[]): Promise<Marks['sources']> {
  return db.selectFrom('segment').innerJoin('decision', 'decision.segment_id', 'segment.id')
    .innerJoin('source_approval', 'source_approval.decision_id', 'decision.id')
    .innerJoin('revision', 'revision.id', 'decision.revision_id')
    .select(['segment.id as segment', 'revision.id as revision', 'revision.hash', 'source_approval.substance', 'decision.created_at as at'])
    .where('segment.article_id', 'in', articles).orderBy('decision.number').execute()
}

async function proposalMarks(db: Db, articles: readonly Id[]): Promise<Marks['proposals']> {
  return db.selectFrom('segment').innerJoin('proposal', 'proposal.segment_id', 'segment.id')
    .innerJoin('revision', 'revision.id', 'proposal.revision_id')
    .select(['segment.id as segment', 'proposal.language', 'revision.hash', 'proposal.awaits', 'proposal.submission_id as submission',
      'proposal.created_at as at'])
    .where('segment.article_id', 'in', articles).where('proposal.closed_at', 'is', null).execute()
}

async function returnMarks(db: Db, articles: readonly Id[]): Promise<Marks['returns']> {
  return db.selectFrom('segment').innerJoin('decision', 'decision.segment_id', 'segment.id')
    .select(['segment.id as segment', 'decision.language', 'decision.created_at as at'])
    .where('segment.article_id', 'in', articles).where('decision.outcome', '=', 'returned')
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('decision as later').select('later.id')
      .whereRef('later.segment_id', '=', 'decision.segment_id').whereRef('later.language', '=', 'decision.language')
      .whereRef('later.number', '>', 'decision.number'))))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('return_given_up').select('return_given_up.decision_id')
      .whereRef('return_given_up.decision_id', '=', 'decision.id')))).execute()
}

async function publishedMarks(db: Db, articles: readonly Id[]): Promise<Marks['published']> {
  return db.selectFrom('publication').innerJoin('edition_segment', 'edition_segment.edition_id', 'publication.edition_id')
    .select(['publication.article_id as article', 'publication.language as edition', 'edition_segment.segment_id', 'edition_segment.kind',
      'edition_segment.level', 'edition_segment.list', 'edition_segment.asset', 'edition_segment.language', 'edition_segment.hash', 'edition_segment.source_hash',
      'edition_segment.substance', 'edition_segment.step'])
    .where('publication.article_id', 'in', articles)
    .orderBy('publication.article_id').orderBy('publication.language').orderBy('edition_segment.position').execute()
}

async function editionMarks(db: Db, articles: readonly Id[]): Promise<Marks['editions']> {
  return db.selectFrom('edition').select(['article_id as article', 'language']).where('article_id', 'in', articles).distinct().execute()
}
