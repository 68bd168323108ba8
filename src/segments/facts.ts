import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { type ApprovedText, type Draft, type OpenProposal, type OpenReturn, type SegmentFacts, type SourceText } from './model.ts'
import { listOutline } from './store.ts'

interface Asked {
  article: Id
  source: Language
  language: Language
  /** Whose drafts; nobody's without. */
  person?: Id | undefined
  /** Only these segments; all without. */
  segments?: readonly Id[] | undefined
}

/** The facts of every segment in an article's current outline, in order: a fixed number of queries, however long it is. */
export async function loadFacts(db: Db | Tx, asked: Asked): Promise<SegmentFacts[]> {
  if (asked.segments?.length === 0) return []
  const isSource = asked.language === asked.source
  const rows = await listOutline(db, asked.article, asked.segments)
  const substances = await sourceTexts(db, asked)
  const approved = await approvedTexts(db, asked, substances)
  const sources = isSource ? approved : await approvedTexts(db, { ...asked, language: asked.source }, substances)
  const proposals = await openProposals(db, asked)
  const returns = await openReturns(db, asked)
  const drafts = await ownDrafts(db, asked)
  return rows.map((row) => ({
    ...row,
    language: asked.language,
    source: isSource ? null : substances.get(sources.get(row.segment)?.revision ?? '') ?? null,
    approved: approved.get(row.segment) ?? null,
    proposal: proposals.get(row.segment) ?? null,
    returned: proposals.has(row.segment) ? null : returns.get(row.segment) ?? null,
    draft: drafts.get(row.segment) ?? null,
  }))
}

/** Every source text ever approved in the article, by revision, with its substance. */
async function sourceTexts(db: Db | Tx, { article, source, segments }: Asked): Promise<Map<Id, SourceText>> {
  const rows = await db.selectFrom('segment').innerJoin('decision', 'decision.segment_id', 'segment.id')
    .innerJoin('source_approval', 'source_approval.decision_id', 'decision.id')
    .innerJoin('revision', 'revision.id', 'decision.revision_id')
    .select(['revision.id as revision', 'revision.text', 'revision.hash', 'source_approval.substance'])
    .where('segment.article_id', '=', article).$if(segments !== undefined, (q) => q.where('segment.id', 'in', segments ?? [])).where('decision.language', '=', source)
    .orderBy('decision.number').execute()
  return new Map(rows.map((row) => [row.revision, row]))
}

async function approvedTexts(
  db: Db | Tx, { article, language, segments }: Asked, sources: Map<Id, SourceText>,
): Promise<Map<Id, ApprovedText>> {
  const rows = await db.selectFrom('segment').innerJoin('approval', 'approval.segment_id', 'segment.id')
    .innerJoin('decision', 'decision.id', 'approval.decision_id')
    .innerJoin('revision', 'revision.id', 'approval.revision_id')
    .leftJoin('proposal', 'proposal.id', 'decision.proposal_id')
    .leftJoin('submission', 'submission.id', 'proposal.submission_id')
    .select(['segment.id as segment', 'submission.sender_id as sender', 'decision.id as decision', 'decision.outcome', 'decision.eyes', 'decision.reviewer_id as reviewer',
      'decision.created_at as at', 'revision.id as revision', 'revision.text', 'revision.hash', 'revision.writer_id as writer',
      'revision.origin', 'approval.source_revision_id'])
    .where('segment.article_id', '=', article).$if(segments !== undefined, (q) => q.where('segment.id', 'in', segments ?? [])).where('approval.language', '=', language).execute()
  return new Map(rows.map(({ segment, source_revision_id, ...text }) =>
    [segment, { ...text, source: sources.get(source_revision_id ?? '') ?? null, substance: sources.get(text.revision)?.substance ?? null }]))
}

async function openProposals(db: Db | Tx, { article, language, segments }: Asked): Promise<Map<Id, OpenProposal>> {
  const rows = await db.selectFrom('segment').innerJoin('proposal', 'proposal.segment_id', 'segment.id')
    .innerJoin('submission', 'submission.id', 'proposal.submission_id')
    .innerJoin('revision', 'revision.id', 'proposal.revision_id')
    .select(['segment.id as segment', 'proposal.id', 'submission.id as submission', 'submission.sender_id as sender', 'proposal.awaits',
      'proposal.source_revision_id as sourceRevision', 'proposal.base_revision_id as baseRevision', 'proposal.edited_from as editedFrom',
      'proposal.created_at as at', 'revision.id as revision', 'revision.text', 'revision.hash', 'revision.writer_id as writer'])
    .where('segment.article_id', '=', article).$if(segments !== undefined, (q) => q.where('segment.id', 'in', segments ?? [])).where('proposal.language', '=', language)
    .where('proposal.closed_at', 'is', null).execute()
  return new Map(rows.map(({ segment, ...proposal }) => [segment, proposal]))
}

async function openReturns(db: Db | Tx, { article, language, segments }: Asked): Promise<Map<Id, OpenReturn>> {
  const rows = await db.selectFrom('segment').innerJoin('decision', 'decision.segment_id', 'segment.id')
    .innerJoin('revision', 'revision.id', 'decision.revision_id')
    .select(['segment.id as segment', 'decision.id as decision', 'decision.reason', 'decision.reviewer_id as reviewer',
      'decision.source_revision_id as sourceRevision', 'decision.created_at as at', 'revision.id as revision', 'revision.text', 'revision.hash', 'revision.writer_id as writer'])
    .where('segment.article_id', '=', article).$if(segments !== undefined, (q) => q.where('segment.id', 'in', segments ?? [])).where('decision.language', '=', language).where('decision.outcome', '=', 'returned')
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('decision as later').select('later.id')
      .whereRef('later.segment_id', '=', 'decision.segment_id').whereRef('later.language', '=', 'decision.language')
      .whereRef('later.number', '>', 'decision.number')))).execute()
  return new Map(rows.map(({ segment, ...returned }) => [segment, returned]))
}

async function ownDrafts(db: Db | Tx, { article, language, person, segments }: Asked): Promise<Map<Id, Draft>> {
  if (person === undefined) return new Map()
  const rows = await db.selectFrom('segment').innerJoin('draft', 'draft.segment_id', 'segment.id')
    .select(['segment.id as segment', 'draft.text', 'draft.base_revision_id as baseRevision', 'draft.source_revision_id as sourceRevision',
      'draft.version', 'draft.updated_at as at'])
    .where('segment.article_id', '=', article).$if(segments !== undefined, (q) => q.where('segment.id', 'in', segments ?? [])).where('draft.language', '=', language).where('draft.person_id', '=', person).execute()
  return new Map(rows.map(({ segment, ...draft }) => [segment, draft]))
}
