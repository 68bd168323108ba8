import type { Id, Timestamp } from '../db/columns.ts'
import { insertRows } from '../db/prepared.ts'
import type { Db, Row, Tx } from '../db/schema.ts'
import type { TypedMark } from '../quality/marks.ts'
import { parseMarks, printMarks } from './mark-fields.ts'
import type { ShownPair } from './model.ts'

/** What a reviewer chose and typed beside one proposal, saved and not sent. */
export interface ReviewDraft {
  proposal: Id
  shown: ShownPair
  outcome: 'approve' | 'edit' | 'return' | null
  /** Null while it is the proposed text. */
  text: string | null
  reason: string
  minor: boolean
  marks: TypedMark[]
  version: number
  at: Timestamp
}

/** Everything this person saved in a submission, by proposal. */
export async function listReviewDrafts(db: Db | Tx, person: Id, submission: Id): Promise<Map<Id, ReviewDraft>> {
  const rows = await db.selectFrom('proposal')
    .innerJoin('review_draft', (join) => join.onRef('review_draft.proposal_id', '=', 'proposal.id').on('review_draft.person_id', '=', person))
    .selectAll('review_draft').where('proposal.submission_id', '=', submission).orderBy('proposal.id').execute()
  return new Map(rows.map((row) => [row.proposal_id, draftFrom(row)]))
}

/** Stores drafts over those that this person had on the same proposals. */
export async function replaceReviewDrafts(tx: Tx, person: Id, drafts: readonly ReviewDraft[]): Promise<void> {
  await deleteReviewDrafts(tx, person, drafts.map(({ proposal }) => proposal))
  await insertRows(tx, 'review_draft', drafts.map((draft) => ({
    proposal_id: draft.proposal, person_id: person, revision_id: draft.shown.revision, source_revision_id: draft.shown.source,
    approved_revision_id: draft.shown.approved, outcome: draft.outcome, text: draft.text, reason: draft.reason,
    minor: draft.minor ? 'yes' as const : 'no' as const, marks: printMarks(draft.marks), version: draft.version, updated_at: draft.at,
  })))
}

export async function deleteReviewDrafts(tx: Tx, person: Id, proposals: readonly Id[]): Promise<void> {
  if (proposals.length === 0) return
  await tx.deleteFrom('review_draft').where('person_id', '=', person).where('proposal_id', 'in', [...proposals]).execute()
}

/** On what is decided, others keep no more than the words they typed. */
export async function deleteBareDrafts(tx: Tx, proposals: readonly Id[]): Promise<void> {
  if (proposals.length === 0) return
  await tx.deleteFrom('review_draft').where('proposal_id', 'in', [...proposals]).where('text', 'is', null).where('reason', '=', '')
    .where('marks', '=', printMarks([])).execute()
}

function draftFrom(row: Row<'review_draft'>): ReviewDraft {
  return {
    proposal: row.proposal_id, outcome: row.outcome, text: row.text, reason: row.reason, minor: row.minor === 'yes', marks: parseMarks(row.marks),
    shown: { revision: row.revision_id, source: row.source_revision_id, approved: row.approved_revision_id },
    version: row.version, at: row.updated_at,
  }
}
