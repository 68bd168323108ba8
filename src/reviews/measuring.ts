import type { Id } from '../db/columns.ts'
import { now } from '../db/id.ts'
import type { Tx } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import type { Actor } from '../people/model.ts'
import { insertMarks, insertQualityReview, isJudged, listQualityMarks } from '../quality/marks-store.ts'
import { wordsIn, type NewMark } from '../quality/marks.ts'
import type { OpenProposal, SegmentFacts } from '../segments/model.ts'
import type { Submission } from '../segments/proposals.ts'

interface Judge {
  reviewer: Actor
  submission: Submission
  /** The site measures quality. */
  measured: boolean
}

/** What may be marked: somebody else's words, as they were sent; not a reviewer's edit of them. */
export function isMarkable(
  { awaits, editedFrom, writer }: Pick<OpenProposal, 'awaits' | 'editedFrom' | 'writer'>, { sender_id }: Submission, reviewer: Id,
): boolean {
  return awaits === 'review' && editedFrom === null && writer !== reviewer && sender_id !== reviewer
}

/**
 * Keeps that a text was judged, once whoever looks at it after that, and what was marked in it, which it returns; a form that comes
 * twice marks nothing twice. Throws `wrong_state` for marks where nothing is measured.
 */
export async function measure(
  tx: Tx, { reviewer, submission, measured }: Judge, one: SegmentFacts & { proposal: OpenProposal }, marks: readonly NewMark[] = [],
): Promise<readonly NewMark[]> {
  const { proposal, source, language, segment } = one
  if (!measured || !isMarkable(proposal, submission, reviewer.id)) {
    if (marks.length > 0) throw new AppError('wrong_state', { segment })
    return []
  }
  const judged = await isJudged(tx, proposal.id)
  if (!judged) {
    await insertQualityReview(tx, {
      proposal_id: proposal.id, language, translator_id: proposal.writer, reviewer_id: reviewer.id,
      words: wordsIn(source?.text ?? proposal.text), created_at: now(),
    })
  }
  const made = judged ? await newOnes(tx, proposal, reviewer.id, marks) : marks
  await insertMarks(tx, proposal, made, judged ? reviewer.id : null)
  return made
}

/** Whoever was the first of two reviewers can send the same again. */
async function newOnes(tx: Tx, { revision }: Pick<OpenProposal, 'revision'>, reviewer: Id, marks: readonly NewMark[]): Promise<readonly NewMark[]> {
  if (marks.length === 0) return []
  const theirs = ((await listQualityMarks(tx, [revision])).get(revision) ?? []).filter(({ by }) => by === reviewer)
  return marks.filter(({ category, severity, words, comment }) => !theirs.some((one) =>
    one.category === category && one.severity === severity && one.words === words && one.comment === comment))
}
