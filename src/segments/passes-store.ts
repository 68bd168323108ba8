import { newId, now } from '../db/id.ts'
import type { Id, Timestamp } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { listWriters } from './lineage.ts'
import { inChunks } from './store.ts'

/** Somebody who stood for a text that waits, beside which original and over which approved text. */
export interface Stand {
  /** The one that waits. */
  proposal: Id
  reviewer: Id
  source: Id | null
  approved: Id | null
  /** By editing it into what it is, or by finding it good. */
  by: 'edit' | 'pass'
  at: Timestamp
}

/**
 * Who stood for these proposals, in order: who passed them or, while reviewers alone changed the text since, what they were edited
 * from; and who edited them. Nobody who wrote a part of what was sent. Whether it still counts depends on the original and the
 * approved text of now.
 */
export async function listStands(db: Db | Tx, proposals: readonly Id[]): Promise<Stand[]> {
  if (proposals.length === 0) return []
  const passes = await lines(db, proposals).selectFrom('line').innerJoin('review_pass as pass', 'pass.proposal_id', 'line.id')
    .select(['line.open as proposal', 'pass.reviewer_id as reviewer', 'pass.source_revision_id as source', 'pass.approved_revision_id as approved',
      'pass.created_at as at']).execute()
  const edits = await lines(db, proposals).selectFrom('line').innerJoin('proposal as made', 'made.id', 'line.id')
    .innerJoin('decision', (join) => join.onRef('decision.proposal_id', '=', 'made.edited_from').onRef('decision.revision_id', '=', 'made.revision_id'))
    .innerJoin('submission', 'submission.id', 'made.submission_id').whereRef('decision.reviewer_id', '<>', 'submission.sender_id')
    .select(['line.open as proposal', 'decision.reviewer_id as reviewer', 'made.source_revision_id as source', 'made.base_revision_id as approved',
      'decision.created_at as at'])
    .where('decision.outcome', '=', 'edited').execute()
  const all = [...passes.map((row): Stand => ({ ...row, by: 'pass' })), ...edits.map((row): Stand => ({ ...row, by: 'edit' }))]
  if (all.length === 0) return []
  const writers = await listFirstWriters(db, [...new Set(all.map(({ proposal }) => proposal))])
  return all.filter(({ proposal, reviewer }) => !writers.get(proposal)?.has(reviewer)).sort((a, b) => a.at < b.at ? -1 : 1)
}

/** By proposal, who wrote a part of the text that reviewers made it of. */
async function listFirstWriters(db: Db | Tx, proposals: readonly Id[]): Promise<Map<Id, Set<Id>>> {
  const rows = await lines(db, proposals).selectFrom('line').innerJoin('proposal', 'proposal.id', 'line.id')
    .select(['line.open', 'line.id', 'proposal.edited_from as from', 'proposal.revision_id as revision']).execute()
  const inLine = new Set(rows.map(({ open, id }) => `${open} ${id}`))
  const first = rows.filter(({ open, from }) => !inLine.has(`${open} ${from}`))
  const writers = await listWriters(db, first.map(({ revision }) => revision))
  return new Map(first.map(({ open, revision }) => [open, writers.get(revision) ?? new Set()]))
}

/** By approving decision, who had stood for the text before that, beside the same original. */
export async function listFirstReviewers(db: Db | Tx, decisions: readonly Id[]): Promise<Map<Id, Id[]>> {
  const found = new Map<Id, Id[]>()
  await inChunks([...decisions], async (some) => {
    const decided = await db.selectFrom('decision').select(['id', 'proposal_id as proposal', 'source_revision_id as source'])
      .where('id', 'in', some).where('proposal_id', 'is not', null).execute()
    const stands = Map.groupBy(await listStands(db, decided.map(({ proposal }) => proposal ?? '')), ({ proposal }) => proposal)
    for (const { id, proposal, source } of decided) {
      const stood = (stands.get(proposal ?? '') ?? []).filter((one) => one.source === source)
      if (stood.length > 0) found.set(id, [...new Set(stood.map(({ reviewer }) => reviewer))])
    }
  })
  return found
}

/** Each proposal, and those that reviewers edited into it; words that its sender changed nobody has stood for. */
function lines(db: Db | Tx, proposals: readonly Id[]) {
  return db.withRecursive('line', (cte) => cte
    .selectFrom('proposal').select(['proposal.id as open', 'proposal.id']).where('proposal.id', 'in', [...proposals])
    .union((eb) => eb.selectFrom('line').innerJoin('proposal as made', 'made.id', 'line.id')
      .innerJoin('decision', (join) => join.onRef('decision.proposal_id', '=', 'made.edited_from').onRef('decision.revision_id', '=', 'made.revision_id'))
      .innerJoin('submission', 'submission.id', 'made.submission_id').innerJoin('proposal as before', 'before.id', 'made.edited_from')
      .select(['line.open', 'before.id']).where('decision.outcome', '=', 'edited')
      .whereRef('decision.reviewer_id', '<>', 'submission.sender_id')))
}

/** Every pass of these proposals, whatever became of it since. */
export async function listPasses(db: Db, proposals: readonly Id[]): Promise<{ segment: Id; reviewer: Id; at: Timestamp }[]> {
  if (proposals.length === 0) return []
  return db.selectFrom('review_pass as pass').innerJoin('proposal', 'proposal.id', 'pass.proposal_id')
    .select(['proposal.segment_id as segment', 'pass.reviewer_id as reviewer', 'pass.created_at as at'])
    .where('pass.proposal_id', 'in', [...proposals]).orderBy('pass.id').execute()
}

export async function insertPass(tx: Tx, pass: Pick<Stand, 'proposal' | 'reviewer' | 'source' | 'approved'>): Promise<void> {
  await tx.insertInto('review_pass').values({
    id: newId(), proposal_id: pass.proposal, source_revision_id: pass.source, approved_revision_id: pass.approved,
    reviewer_id: pass.reviewer, created_at: now(),
  }).execute()
}

/** An edit that was accepted waits for a review like any text. */
export async function awaitReview(tx: Tx, proposal: Id): Promise<void> {
  await tx.updateTable('proposal').set({ awaits: 'review' }).where('id', '=', proposal).execute()
}

/** Who passed a structure as it stands under this mark. */
export async function listStructurePasses(db: Db | Tx, change: Id, mark: string): Promise<{ reviewer: Id; at: Timestamp }[]> {
  return db.selectFrom('source_change_pass').select(['reviewer_id as reviewer', 'created_at as at'])
    .where('source_change_id', '=', change).where('mark', '=', mark).orderBy('created_at').execute()
}

/** Who passed a structure last, as it stood then. */
export async function listLastStructurePassers(db: Db, change: Id): Promise<Id[]> {
  const rows = await db.selectFrom('source_change_pass').select(['reviewer_id as reviewer', 'mark'])
    .where('source_change_id', '=', change).orderBy('id').execute()
  return rows.filter(({ mark }) => mark === rows.at(-1)?.mark).map(({ reviewer }) => reviewer)
}

export async function insertStructurePass(tx: Tx, change: Id, mark: string, reviewer: Id): Promise<void> {
  await tx.insertInto('source_change_pass').values({ id: newId(), source_change_id: change, mark, reviewer_id: reviewer, created_at: now() }).execute()
}
