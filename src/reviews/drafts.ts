import type { Id } from '../db/columns.ts'
import { now } from '../db/id.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import type { TypedMark } from '../quality/marks.ts'
import { findSubmission, listProposals } from '../segments/proposals.ts'
import { deleteReviewDrafts, listReviewDrafts, replaceReviewDrafts, type ReviewDraft } from './draft-store.ts'
import { listTexts } from './store.ts'
import { isTyped, type Choice } from './verdicts.ts'

/**
 * Keeps what a reviewer chose and typed so far, for them alone; what they took back is forgotten. Returns all they have kept in
 * this submission. Throws `not_found` for a proposal of another one.
 */
export async function keepChoices(db: Db, reviewer: Actor, id: Id, choices: readonly Choice[]): Promise<Map<Id, ReviewDraft>> {
  return transact(db, async (tx) => {
    const submission = await findSubmission(tx, id)
    authorize(reviewer, 'submission.review', submission.language)
    const proposals = new Map((await listProposals(tx, id)).map((proposal) => [proposal.id, proposal]))
    if (choices.some(({ proposal }) => !proposals.has(proposal))) throw new AppError('not_found', { submission: id })
    const texts = await listTexts(tx, choices.map(({ proposal }) => proposals.get(proposal)?.revision_id ?? ''))
    const drafts = await listReviewDrafts(tx, reviewer.id, id)
    const merged = choices.map((choice) => {
      const before = drafts.get(choice.proposal)
      return { choice, before, after: mergeDraft(before, choice, texts.get(proposals.get(choice.proposal)?.revision_id ?? '')?.text) }
    })
    // What was kept for an earlier proposal of the paragraph stood in the form: it came along with the newer one.
    const earlier = (id: Id, { proposal }: Choice) => id < proposal && proposals.get(id)?.segment_id === proposals.get(proposal)?.segment_id
    const gone = [...drafts.keys()].filter((id) => merged.some(({ choice, before, after }) =>
      earlier(id, choice) || id === choice.proposal && before && !after))
    const fresh = merged.flatMap(({ before, after }) => after && !isSame(before, after) ? [after] : [])
    await deleteReviewDrafts(tx, reviewer.id, gone)
    await replaceReviewDrafts(tx, reviewer.id, fresh)
    for (const proposal of gone) drafts.delete(proposal)
    for (const draft of fresh) drafts.set(draft.proposal, draft)
    return drafts
  })
}

/** Throws away what this person saved for one proposal; nothing happens when there is nothing. */
export async function forgetChoice(db: Db, reviewer: Actor, proposal: Id): Promise<void> {
  await transact(db, (tx) => deleteReviewDrafts(tx, reviewer.id, [proposal]))
}

/** What is saved, as a form would have sent it. */
export function choiceFrom({ at, ...draft }: ReviewDraft, proposed: string | undefined): Choice {
  return { ...draft, text: draft.text ?? proposed ?? null }
}

/**
 * What to keep: what was posted, and where another window of the same person saved meanwhile, also what only that one has.
 * Null when nothing is chosen and nothing typed.
 */
function mergeDraft(before: ReviewDraft | undefined, choice: Choice, proposed: string | undefined): ReviewDraft | null {
  const typed = isTyped({ ...choice, reason: '', marks: [] }, proposed) ? storable(choice.text ?? '') : null
  const reason = choice.reason.trim() === '' ? '' : storable(choice.reason)
  const other = before && before.version !== choice.version ? before : undefined
  const kept = {
    outcome: choice.outcome ?? other?.outcome ?? null,
    text: typed ?? other?.text ?? null,
    reason: reason || (other?.reason ?? ''),
    minor: choice.minor || (other?.minor ?? false),
    marks: choice.marks.length > 0 ? choice.marks.map(storableMark) : other?.marks ?? [],
  }
  if (kept.outcome === null && kept.text === null && kept.reason === '' && kept.marks.length === 0) return null
  return { ...kept, proposal: choice.proposal, shown: choice.shown, version: (before?.version ?? 0) + 1, at: now() }
}

function isSame(before: ReviewDraft | undefined, after: ReviewDraft): boolean {
  const marks = (draft: ReviewDraft) => JSON.stringify([draft.shown, draft.outcome, draft.text, draft.reason, draft.minor, draft.marks])
  return before !== undefined && marks(before) === marks(after)
}

function storableMark(mark: TypedMark): TypedMark {
  return { ...mark, words: storable(mark.words), comment: storable(mark.comment) }
}

/** As typed; PostgreSQL stores no U+0000, and half a character is none. */
function storable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\0', '\uFFFD').toWellFormed()
}
