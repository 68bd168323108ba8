import { isId, newId, now } from '../db/id.ts'
import type { Id, Language } from '../db/columns.ts'
import { insertRows } from '../db/prepared.ts'
import type { Db, Row, Tx } from '../db/schema.ts'
import type { Awaits } from '../db/tables/heart.ts'
import { AppError } from '../errors.ts'

export type Submission = Row<'submission'>
type Proposal = Row<'proposal'>

export interface NewProposal {
  segment: Id
  language: Language
  revision: Id
  sourceRevision: Id | null
  baseRevision: Id | null
  awaits: Awaits
  editedFrom: Id | null
  /** In the source language: does its sender think the change minor? */
  minor?: boolean
}

export async function findSubmission(db: Db | Tx, id: Id): Promise<Submission> {
  const submission = isId(id) && await db.selectFrom('submission').selectAll().where('id', '=', id).executeTakeFirst()
  if (!submission) throw new AppError('not_found', { submission: id })
  return submission
}

export async function findProposal(db: Db | Tx, id: Id): Promise<Proposal> {
  const proposal = isId(id) && await db.selectFrom('proposal').selectAll().where('id', '=', id).executeTakeFirst()
  if (!proposal) throw new AppError('not_found', { proposal: id })
  return proposal
}

/** All proposals of a submission, the closed ones and those a reviewer's edit put in their place included. */
export async function listProposals(db: Db | Tx, submission: Id): Promise<Proposal[]> {
  return db.selectFrom('proposal').selectAll().where('submission_id', '=', submission).orderBy('id').execute()
}

export async function insertSubmission(tx: Tx, { article, language, sender, message }: {
  article: Id; language: Language; sender: Id; message: string
}): Promise<Id> {
  const id = newId()
  await insertRows(tx, 'submission', [{ id, article_id: article, language, sender_id: sender, message, created_at: now() }])
  return id
}

export async function insertProposals(tx: Tx, submission: Id, proposals: readonly NewProposal[]): Promise<Id[]> {
  const at = now()
  const rows = proposals.map((proposal) => ({
    id: newId(), submission_id: submission, segment_id: proposal.segment, language: proposal.language, revision_id: proposal.revision,
    source_revision_id: proposal.sourceRevision, base_revision_id: proposal.baseRevision, awaits: proposal.awaits,
    edited_from: proposal.editedFrom, minor: proposal.minor ? 'yes' as const : 'no' as const, created_at: at, closed_at: null,
  }))
  await insertRows(tx, 'proposal', rows)
  return rows.map((row) => row.id)
}

/** Closes an open proposal; of two who try at once one gets `false`. */
export async function closeProposal(tx: Tx, id: Id): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('proposal').set({ closed_at: now() })
    .where('id', '=', id).where('closed_at', 'is', null).executeTakeFirst()
  return numUpdatedRows === 1n
}
