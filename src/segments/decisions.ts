import { newId, now } from '../db/id.ts'
import type { Id, Language } from '../db/columns.ts'
import { insertRows } from '../db/prepared.ts'
import type { Tx } from '../db/schema.ts'
import type { Outcome } from '../db/tables/heart.ts'
import { APPROVING } from './model.ts'
import type { Revision } from './store.ts'

export interface NewDecision {
  segment: Id
  language: Language
  proposal: Id | null
  outcome: Exclude<Outcome, 'revoked'>
  revision: Id
  /** Null in the source language. */
  sourceRevision: Id | null
  reviewer: Id
  reason?: string
  eyes?: 'one' | 'two'
}

/** Appends one decision; an approving one also moves the index of approved texts. Returns its id. */
export async function insertDecision(tx: Tx, decision: NewDecision): Promise<Id> {
  const { segment, language, proposal, outcome, revision, sourceRevision, reviewer, reason = '', eyes = 'two' } = decision
  const id = newId()
  await tx.insertInto('decision').values({
    id, segment_id: segment, language, number: await nextNumber(tx, segment, language), proposal_id: proposal, outcome,
    revision_id: revision, source_revision_id: sourceRevision, reviewer_id: reviewer, reason, eyes, created_at: now(),
  }).execute()
  if (isApproving(outcome)) await moveApproval(tx, id, decision)
  return id
}

/** Records first texts as approved on import, each with a substance of its own. */
export async function insertImported(tx: Tx, reviewer: Id, revisions: readonly Revision[]): Promise<void> {
  const at = now()
  const decided = revisions.map((revision) => ({ id: newId(), revision }))
  await insertRows(tx, 'decision', decided.map(({ id, revision }) => ({
    id, segment_id: revision.segment_id, language: revision.language, number: 1, proposal_id: null, outcome: 'imported' as const,
    revision_id: revision.id, source_revision_id: null, reviewer_id: reviewer, reason: '', eyes: 'one' as const, created_at: at,
  })))
  await insertRows(tx, 'source_approval', decided.map(({ id }) => ({ decision_id: id, substance: newId() })))
  await insertRows(tx, 'approval', decided.map(({ id, revision }) => ({
    segment_id: revision.segment_id, language: revision.language, decision_id: id, revision_id: revision.id, source_revision_id: null,
  })))
}

/** A substance for a newly approved source text: the previous one's if minor, an equal earlier text's, else its own. */
export async function insertSubstance(tx: Tx, decision: Id, { segment, language, hash, minor }: {
  segment: Id; language: Language; hash: string; minor: boolean
}): Promise<void> {
  const earlier = await tx.selectFrom('decision').innerJoin('source_approval', 'source_approval.decision_id', 'decision.id')
    .innerJoin('revision', 'revision.id', 'decision.revision_id')
    .select(['source_approval.substance', 'revision.hash'])
    .where('decision.segment_id', '=', segment).where('decision.language', '=', language)
    .orderBy('decision.number', 'desc').execute()
  const substance = earlier.find((row) => row.hash === hash)?.substance ?? (minor ? earlier[0]?.substance : undefined) ?? newId()
  await tx.insertInto('source_approval').values({ decision_id: decision, substance }).execute()
}

async function nextNumber(tx: Tx, segment: Id, language: Language): Promise<number> {
  const { last } = await tx.selectFrom('decision').select((eb) => eb.fn.max('number').as('last'))
    .where('segment_id', '=', segment).where('language', '=', language).executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

async function moveApproval(tx: Tx, decision: Id, { segment, language, revision, sourceRevision }: NewDecision): Promise<void> {
  const approval = { decision_id: decision, revision_id: revision, source_revision_id: sourceRevision }
  await tx.insertInto('approval').values({ segment_id: segment, language, ...approval })
    .onConflict((oc) => oc.columns(['segment_id', 'language']).doUpdateSet(approval)).execute()
}

function isApproving(outcome: Outcome): boolean {
  return APPROVING.some((approving) => approving === outcome)
}
