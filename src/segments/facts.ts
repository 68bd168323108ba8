import type { Id, Language } from '../db/columns.ts'
import { prepare, type At } from '../db/prepared.ts'
import type { Db, Tx } from '../db/schema.ts'
import { isTranslated, type ApprovedText, type Draft, type OpenProposal, type OpenReturn, type OutlineRow, type SegmentFacts, type SourceText } from './model.ts'
import { listOutline, listRemoved } from './store.ts'

interface Place {
  article: Id
  language: Language
}

interface Asked extends Place {
  source: Language
  /** Whose drafts; nobody's without. */
  person?: Id | undefined
  /** Only these segments; all without. */
  segments?: readonly Id[] | undefined
  /** Of `segments` those too that were removed from the article, at the place they had last. */
  removed?: boolean
}

/**
 * The facts of every segment in an article's current outline, in order: a fixed number of queries, however long it is.
 * In a target language those that are not translated are left out: `loadKept` has them.
 */
export async function loadFacts(db: Db | Tx, asked: Asked): Promise<SegmentFacts[]> {
  if (asked.segments?.length === 0) return []
  const outline = await outlineOf(db, asked)
  const rows = outline.filter(({ kind }) => asked.language === asked.source || isTranslated(kind))
  const sources = await sourceTexts(db, asked)
  const approved = await approvedTexts(db, asked, sources.texts)
  const proposals = await openProposals(db, asked)
  const returns = await openReturns(db, asked)
  const drafts = await ownDrafts(db, asked)
  return rows.map((row) => ({
    ...row,
    language: asked.language,
    source: asked.language === asked.source ? null : sources.approved.get(row.segment) ?? null,
    approved: approved.get(row.segment) ?? null,
    proposal: proposals.get(row.segment) ?? null,
    returned: proposals.has(row.segment) ? null : returns.get(row.segment) ?? null,
    draft: drafts.get(row.segment) ?? null,
  }))
}

async function outlineOf(db: Db | Tx, { article, segments, removed = false }: Asked): Promise<OutlineRow[]> {
  const outline = await listOutline(db, article, segments)
  if (!removed || !segments || outline.length === segments.length) return outline
  const here = new Set(outline.map(({ segment }) => segment))
  const gone = segments.filter((segment) => !here.has(segment))
  return gone.length === 0 ? outline : [...outline, ...(await listRemoved(db, article, gone)).map(({ removedAt, ...row }) => row)]
}

/** The facts, in the source language, of what stands in every language as it is. */
export async function loadKept(db: Db | Tx, { article, source }: Pick<Asked, 'article' | 'source'>): Promise<SegmentFacts[]> {
  const segments = (await listOutline(db, article)).filter(({ kind }) => !isTranslated(kind)).map(({ segment }) => segment)
  return loadFacts(db, { article, source, language: source, segments })
}

interface Sources {
  /** Every source text ever approved in the article, by revision, with its substance. */
  texts: Map<Id, SourceText>
  /** The one approved now, by segment. */
  approved: Map<Id, SourceText>
}

async function sourceTexts(db: Db | Tx, { article, source, segments }: Asked): Promise<Sources> {
  const { rows } = await sourceRows(db, { article, language: source }, segments)
  const texts = new Map(rows.map(({ segment, approved, ...text }) => [text.revision, text]))
  const current = rows.filter((row) => row.approved === row.revision)
  return { texts, approved: new Map(current.map(({ segment, approved, ...text }) => [segment, texts.get(text.revision) ?? text])) }
}

const sourceRows = prepare((db, at: At<Place>, segments) => db
  .selectFrom('segment').innerJoin('decision', 'decision.segment_id', 'segment.id')
  .innerJoin('source_approval', 'source_approval.decision_id', 'decision.id')
  .innerJoin('revision', 'revision.id', 'decision.revision_id')
  .leftJoin('approval', (join) => join.onRef('approval.segment_id', '=', 'decision.segment_id').onRef('approval.language', '=', 'decision.language'))
  .select(['segment.id as segment', 'revision.id as revision', 'revision.text', 'revision.hash', 'source_approval.substance',
    'approval.revision_id as approved'])
  .where('segment.article_id', '=', at('article')).where('decision.language', '=', at('language'))
  .$if(segments !== undefined, (query) => query.where('segment.id', 'in', segments ?? []))
  .orderBy('decision.number'))

async function approvedTexts(db: Db | Tx, asked: Asked, sources: Map<Id, SourceText>): Promise<Map<Id, ApprovedText>> {
  const { rows } = await approvedRows(db, asked, asked.segments)
  return new Map(rows.map(({ segment, source_revision_id, ...text }) =>
    [segment, { ...text, source: sources.get(source_revision_id ?? '') ?? null, substance: sources.get(text.revision)?.substance ?? null }]))
}

const approvedRows = prepare((db, at: At<Place>, segments) => db
  .selectFrom('segment').innerJoin('approval', 'approval.segment_id', 'segment.id')
  .innerJoin('decision', 'decision.id', 'approval.decision_id')
  .innerJoin('revision', 'revision.id', 'approval.revision_id')
  .leftJoin('proposal', 'proposal.id', 'decision.proposal_id')
  .leftJoin('submission', 'submission.id', 'proposal.submission_id')
  .select(['segment.id as segment', 'submission.sender_id as sender', 'decision.id as decision', 'decision.outcome', 'decision.eyes',
    'decision.reviewer_id as reviewer', 'decision.created_at as at', 'revision.id as revision', 'revision.text', 'revision.hash',
    'revision.writer_id as writer', 'revision.origin', 'approval.source_revision_id'])
  .where('segment.article_id', '=', at('article')).where('approval.language', '=', at('language'))
  .$if(segments !== undefined, (query) => query.where('segment.id', 'in', segments ?? [])))

async function openProposals(db: Db | Tx, asked: Asked): Promise<Map<Id, OpenProposal>> {
  const { rows } = await proposalRows(db, asked, asked.segments)
  return new Map(rows.map(({ segment, minor, ...proposal }) => [segment, { ...proposal, minor: minor === 'yes' }]))
}

const proposalRows = prepare((db, at: At<Place>, segments) => db
  .selectFrom('segment').innerJoin('proposal', 'proposal.segment_id', 'segment.id')
  .innerJoin('submission', 'submission.id', 'proposal.submission_id')
  .innerJoin('revision', 'revision.id', 'proposal.revision_id')
  .select(['segment.id as segment', 'proposal.id', 'submission.id as submission', 'submission.sender_id as sender', 'proposal.awaits',
    'proposal.source_revision_id as sourceRevision', 'proposal.base_revision_id as baseRevision', 'proposal.edited_from as editedFrom',
    'proposal.minor', 'proposal.created_at as at', 'revision.id as revision', 'revision.text', 'revision.hash', 'revision.writer_id as writer'])
  .where('segment.article_id', '=', at('article')).where('proposal.language', '=', at('language'))
  .$if(segments !== undefined, (query) => query.where('segment.id', 'in', segments ?? []))
  .where('proposal.closed_at', 'is', null))

async function openReturns(db: Db | Tx, asked: Asked): Promise<Map<Id, OpenReturn>> {
  const { rows } = await returnRows(db, asked, asked.segments)
  return new Map(rows.map(({ segment, ...returned }) => [segment, returned]))
}

const returnRows = prepare((db, at: At<Place>, segments) => db
  .selectFrom('segment').innerJoin('decision', 'decision.segment_id', 'segment.id')
  .innerJoin('revision', 'revision.id', 'decision.revision_id')
  .select(['segment.id as segment', 'decision.id as decision', 'decision.reason', 'decision.reviewer_id as reviewer',
    'decision.source_revision_id as sourceRevision', 'decision.created_at as at', 'revision.id as revision', 'revision.text',
    'revision.hash', 'revision.writer_id as writer'])
  .where('segment.article_id', '=', at('article')).where('decision.language', '=', at('language'))
  .$if(segments !== undefined, (query) => query.where('segment.id', 'in', segments ?? []))
  .where('decision.outcome', '=', 'returned')
  .where(({ not, exists, selectFrom }) => not(exists(selectFrom('decision as later').select('later.id')
    .whereRef('later.segment_id', '=', 'decision.segment_id').whereRef('later.language', '=', 'decision.language')
    .whereRef('later.number', '>', 'decision.number').where('later.outcome', '<>', 'revoked'))))
  .where(({ not, exists, selectFrom }) => not(exists(selectFrom('return_given_up').select('return_given_up.decision_id')
    .whereRef('return_given_up.decision_id', '=', 'decision.id')))))

async function ownDrafts(db: Db | Tx, { person, ...asked }: Asked): Promise<Map<Id, Draft>> {
  if (person === undefined) return new Map()
  const { rows } = await draftRows(db, { ...asked, person }, asked.segments)
  return new Map(rows.map(({ segment, ...draft }) => [segment, draft]))
}

const draftRows = prepare((db, at: At<Place & { person: Id }>, segments) => db
  .selectFrom('segment').innerJoin('draft', 'draft.segment_id', 'segment.id')
  .select(['segment.id as segment', 'draft.text', 'draft.base_revision_id as baseRevision', 'draft.source_revision_id as sourceRevision',
    'draft.version', 'draft.updated_at as at', 'draft.descends_from as descendsFrom', 'draft.offer'])
  .where('segment.article_id', '=', at('article')).where('draft.language', '=', at('language')).where('draft.person_id', '=', at('person'))
  .$if(segments !== undefined, (query) => query.where('segment.id', 'in', segments ?? [])))
