import { AppError } from '../errors.ts'
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
  await insertFirst(tx, { reviewer, outcome: 'imported', eyes: 'one' }, revisions)
}

/** Approves the first texts of paragraphs on which nobody ever decided, each with a substance of its own. */
export async function insertFirst(
  tx: Tx, { reviewer, outcome, eyes }: { reviewer: Id; outcome: 'imported' | 'approved'; eyes: 'one' | 'two' },
  revisions: readonly Pick<Revision, 'id' | 'segment_id' | 'language'>[],
): Promise<void> {
  const at = now()
  const decided = revisions.map((revision) => ({ id: newId(), revision }))
  await insertRows(tx, 'decision', decided.map(({ id, revision }) => ({
    id, segment_id: revision.segment_id, language: revision.language, number: 1, proposal_id: null, outcome,
    revision_id: revision.id, source_revision_id: null, reviewer_id: reviewer, reason: '', eyes, created_at: at,
  })))
  await insertRows(tx, 'source_approval', decided.map(({ id }) => ({ decision_id: id, substance: newId() })))
  await insertRows(tx, 'approval', decided.map(({ id, revision }) => ({
    segment_id: revision.segment_id, language: revision.language, decision_id: id, revision_id: revision.id, source_revision_id: null,
  })))
}

/**
 * Takes one approval back: it counts no more, and the text approved before it is the approved one again, or none. What was revoked
 * was accepted once and stands no more: it ends no line of writers (`lineage.ts`), so that its words come back by a review alone. Its
 * substance stays known, so that they would mean what they meant. Throws `moved_on` unless it is an approval of this paragraph that
 * still counts. The caller counts the write to the article and records it.
 */
export async function revokeApproval(tx: Tx, { segment, language, decision: id, by, reason }: {
  segment: Id; language: Language; decision: Id; by: Id; reason: string
}): Promise<void> {
  const standing = await listStanding(tx, segment, language)
  const revoked = standing.find((one) => one.id === id)
  if (!revoked) throw new AppError('moved_on', { decision: id })
  await tx.insertInto('decision').values({
    id: newId(), segment_id: segment, language, number: await nextNumber(tx, segment, language), proposal_id: null, outcome: 'revoked',
    revision_id: revoked.revision, source_revision_id: revoked.sourceRevision, reviewer_id: by, reason, eyes: 'two', revokes: id, created_at: now(),
  }).execute()
  const newest = standing.findLast((one) => one.id !== id)
  if (newest) return moveApproval(tx, newest.id, { segment, language, ...newest })
  await tx.deleteFrom('approval').where('segment_id', '=', segment).where('language', '=', language).execute()
}

/** The approvals of a paragraph that nobody revoked, in their order. */
async function listStanding(tx: Tx, segment: Id, language: Language) {
  return tx.selectFrom('decision').select(['id', 'revision_id as revision', 'source_revision_id as sourceRevision'])
    .where('segment_id', '=', segment).where('language', '=', language).where('outcome', 'in', APPROVING)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('decision as revocation').select('revocation.id')
      .whereRef('revocation.revokes', '=', 'decision.id'))))
    .orderBy('number').execute()
}

/** A substance for a newly approved source text: an equal earlier text's, that of the text approved until now if minor, else its own. */
export async function insertSubstance(tx: Tx, decision: Id, { segment, language, hash, minor }: {
  segment: Id; language: Language; hash: string; minor: boolean
}): Promise<void> {
  const earlier = await tx.selectFrom('decision').innerJoin('source_approval', 'source_approval.decision_id', 'decision.id')
    .innerJoin('revision', 'revision.id', 'decision.revision_id').leftJoin('decision as revocation', 'revocation.revokes', 'decision.id')
    .select(['source_approval.substance', 'revision.hash', 'revocation.id as revoked'])
    .where('decision.segment_id', '=', segment).where('decision.language', '=', language)
    .orderBy('decision.number', 'desc').execute()
  const previous = minor ? earlier.find((row) => row.revoked === null) : undefined
  const substance = earlier.find((row) => row.hash === hash)?.substance ?? previous?.substance ?? newId()
  await tx.insertInto('source_approval').values({ decision_id: decision, substance }).execute()
}

async function nextNumber(tx: Tx, segment: Id, language: Language): Promise<number> {
  const { last } = await tx.selectFrom('decision').select((eb) => eb.fn.max('number').as('last'))
    .where('segment_id', '=', segment).where('language', '=', language).executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

async function moveApproval(
  tx: Tx, decision: Id, { segment, language, revision, sourceRevision }: Pick<NewDecision, 'segment' | 'language' | 'revision' | 'sourceRevision'>,
): Promise<void> {
  const approval = { decision_id: decision, revision_id: revision, source_revision_id: sourceRevision }
  await tx.insertInto('approval').values({ segment_id: segment, language, ...approval })
    .onConflict((oc) => oc.columns(['segment_id', 'language']).doUpdateSet(approval)).execute()
}

function isApproving(outcome: Outcome): boolean {
  return APPROVING.some((approving) => approving === outcome)
}
