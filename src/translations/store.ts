import { now } from '../db/id.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import { prepare, type At } from '../db/prepared.ts'
import type { Db, Tx } from '../db/schema.ts'
import type { Origin, Outcome } from '../db/tables/heart.ts'
import { inChunks } from '../segments/store.ts'

interface DraftKey {
  segment: Id
  language: Language
  person: Id
}

interface DraftWords {
  text: string
  base: Id | null
  source: Id | null
  version: number
  descendsFrom: Id | null
  offer: string | null
}

export async function saveDraftRow(tx: Tx, key: DraftKey, draft: DraftWords): Promise<void> {
  await upsertDraft(tx, { ...key, ...draft, at: now() })
}

const upsertDraft = prepare((db, at: At<DraftKey & DraftWords & { at: Timestamp }>) => {
  const row = {
    text: at('text'), base_revision_id: at('base'), source_revision_id: at('source'), version: at('version'), updated_at: at('at'),
    descends_from: at('descendsFrom'), offer: at('offer'),
  }
  return db.insertInto('draft').values({ segment_id: at('segment'), language: at('language'), person_id: at('person'), ...row })
    .onConflict((oc) => oc.columns(['segment_id', 'language', 'person_id']).doUpdateSet(row))
})

export async function deleteDrafts(tx: Tx, segments: readonly Id[], language: Language, person: Id): Promise<void> {
  if (segments.length > 0) await draftsGone(tx, { language, person }, segments)
}

const draftsGone = prepare((db, at: At<{ language: Language; person: Id }>, segments) => db.deleteFrom('draft')
  .where('segment_id', 'in', segments ?? []).where('language', '=', at('language')).where('person_id', '=', at('person')))

/** One's drafts, each with the article it belongs to; those of removed paragraphs are kept and wait for nobody. */
export async function listDrafts(db: Db, person: Id): Promise<{ article: Id; language: Language; segment: Id; at: string }[]> {
  return db.selectFrom('draft').innerJoin('segment', 'segment.id', 'draft.segment_id')
    .select(['segment.article_id as article', 'draft.language', 'draft.segment_id as segment', 'draft.updated_at as at'])
    .where('draft.person_id', '=', person)
    .where(({ exists, selectFrom }) => exists(selectFrom('outline_row').innerJoin('outline', 'outline.id', 'outline_row.outline_id')
      .select('outline_row.segment_id').whereRef('outline_row.segment_id', '=', 'draft.segment_id')
      .where((at) => at.not(at.exists(at.selectFrom('outline as later').select('later.id').whereRef('later.article_id', '=', 'outline.article_id')
        .whereRef('later.number', '>', 'outline.number'))))))
    .orderBy('draft.updated_at').execute()
}

/** Texts by revision. */
export async function listTexts(db: Db | Tx, revisions: readonly Id[]): Promise<Map<Id, string>> {
  const texts = new Map<Id, string>()
  await inChunks([...new Set(revisions)], async (some) => {
    const rows = await db.selectFrom('revision').select(['id', 'text']).where('id', 'in', some).execute()
    for (const { id, text } of rows) texts.set(id, text)
  })
  return texts
}

/** The same for texts of certain paragraphs in one language alone: an address in a form may name any other. */
export async function listOwnTexts(
  db: Db | Tx, language: Language, wanted: readonly { segment: Id; revision: Id }[],
): Promise<Map<Id, string>> {
  const own = new Map(wanted.map(({ segment, revision }) => [revision, segment]))
  const texts = new Map<Id, string>()
  await inChunks([...own.keys()], async (some) => {
    const rows = await db.selectFrom('revision').select(['id', 'segment_id', 'text']).where('id', 'in', some).where('language', '=', language).execute()
    for (const { id, segment_id, text } of rows) if (own.get(id) === segment_id) texts.set(id, text)
  })
  return texts
}

/** The words that each of these proposals offered, by proposal. */
export async function listOffered(db: Db | Tx, proposals: readonly Id[]): Promise<Map<Id, string>> {
  const texts = new Map<Id, string>()
  await inChunks([...new Set(proposals)], async (some) => {
    const rows = await db.selectFrom('proposal').innerJoin('revision', 'revision.id', 'proposal.revision_id')
      .select(['proposal.id', 'revision.text']).where('proposal.id', 'in', some).execute()
    for (const { id, text } of rows) texts.set(id, text)
  })
  return texts
}

export interface PastRevision {
  id: Id
  text: string
  hash: string
  origin: Origin
  at: Timestamp
  writer: string
}

/** Every text a paragraph ever had in a language, the newest first, with its writer's name. */
export async function listRevisions(db: Db | Tx, segment: Id, language: Language): Promise<PastRevision[]> {
  return db.selectFrom('revision').innerJoin('person', 'person.id', 'revision.writer_id')
    .select(['revision.id', 'revision.text', 'revision.hash', 'revision.origin', 'revision.created_at as at', 'person.name as writer'])
    .where('revision.segment_id', '=', segment).where('revision.language', '=', language)
    .orderBy('revision.created_at', 'desc').orderBy('revision.id', 'desc').execute()
}

export interface PastDecision {
  revision: Id
  outcome: Outcome
  reason: string
  eyes: 'one' | 'two'
  at: Timestamp
  reviewer: string
  /** Null for what was imported. */
  submission: Id | null
  /** Who went back to the approved text instead of answering a return, and when. */
  givenUpBy: string | null
  givenUpAt: Timestamp | null
}

/** Every decision on a paragraph in a language, in their order, with the name of who decided. */
export async function listDecisions(db: Db | Tx, segment: Id, language: Language): Promise<PastDecision[]> {
  return db.selectFrom('decision').innerJoin('person', 'person.id', 'decision.reviewer_id')
    .leftJoin('proposal', 'proposal.id', 'decision.proposal_id')
    .leftJoin('return_given_up', 'return_given_up.decision_id', 'decision.id').leftJoin('person as giver', 'giver.id', 'return_given_up.person_id')
    .select(['decision.revision_id as revision', 'decision.outcome', 'decision.reason', 'decision.eyes', 'decision.created_at as at',
      'person.name as reviewer', 'proposal.submission_id as submission', 'giver.name as givenUpBy', 'return_given_up.created_at as givenUpAt'])
    .where('decision.segment_id', '=', segment).where('decision.language', '=', language).orderBy('decision.number').execute()
}
