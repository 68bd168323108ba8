import { AppError } from '../errors.ts'
import type { Article } from '../articles/model.ts'
import { findOpenArticle } from '../articles/store.ts'
import { newId, now } from '../db/id.ts'
import type { Id } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { record } from '../ledger/record.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { hasQualityMarks } from '../people/settings.ts'
import type { NewMark } from '../quality/marks.ts'
import { loadFacts } from '../segments/facts.ts'
import type { SegmentFacts } from '../segments/model.ts'
import { findProposal, findSubmission, listProposals, type Submission } from '../segments/proposals.ts'
import { touchArticle } from '../segments/store.ts'
import { approve, decide, type Result } from './deciding.ts'
import { deleteBareDrafts, deleteReviewDrafts } from './draft-store.ts'
import { mayAcceptEdit, stillAsShown, type ReturnVerdict, type ShownPair, type Verdict } from './model.ts'
import { measure } from './measuring.ts'
import { insertSubmissionReturn } from './store.ts'

export interface Reviewed {
  done: { segment: Id; result: Result }[]
  /** Paragraphs that changed meanwhile: nothing was decided on them. */
  moved: Id[]
}

/** A mark as the ledger tells it: the paragraph, what is wrong, and how badly. */
type Told = [Id, NewMark['category'], NewMark['severity']]

/**
 * Decides each paragraph of a submission for which there is a verdict. A paragraph that is no longer what was shown is left alone
 * and named. Throws `own_words` (nothing is decided) when somebody would accept what they wrote, `reason_needed` without a reason.
 */
export async function reviewSubmission(db: Db, reviewer: Actor, id: Id, verdicts: readonly Verdict[]): Promise<Reviewed> {
  return transact(db, async (tx) => {
    const measured = await hasQualityMarks(tx)
    const { submission, reviewed, marks } = await decideAll(tx, reviewer, id, verdicts, measured)
    if (reviewed.done.length > 0) await recordResults(tx, reviewer, submission, 'submission.reviewed', reviewed, marks)
    return reviewed
  })
}

/**
 * Returns everything given of a submission in one act, each paragraph with its own reason; `reason` is what all have in common.
 * A paragraph that is no longer what was shown is left alone and named. Nothing of it counts as judged: nobody marks all that is wrong.
 */
export async function returnSubmission(
  db: Db, reviewer: Actor, id: Id, reason: string, verdicts: readonly ReturnVerdict[],
): Promise<Reviewed> {
  if (reason.trim() === '') throw new AppError('reason_needed', { submission: id })
  return transact(db, async (tx) => {
    // Not later than any of its decisions: that is how they are found.
    const returned = { id: newId(), submission_id: id, reviewer_id: reviewer.id, reason, created_at: now() }
    const { submission, reviewed } = await decideAll(tx, reviewer, id, verdicts, false)
    if (reviewed.done.length === 0) return reviewed
    await insertSubmissionReturn(tx, returned)
    await recordResults(tx, reviewer, submission, 'submission.returned', reviewed)
    return reviewed
  })
}

/**
 * Accepts a reviewer's edit, as the translator who sent the paragraph or as another reviewer. Throws `moved_on` when it is not
 * what was shown, `forbidden` or `own_words` when it is not theirs to accept. Where two reviewers have to stand behind a text, it may
 * wait on for the second. `minor`: as the reviewer proposed where it is not said.
 */
export async function confirmProposal(db: Db, actor: Actor, id: Id, shown: ShownPair, minor?: boolean): Promise<Result> {
  return transact(db, async (tx) => {
    const proposal = await findProposal(tx, id)
    const submission = await findSubmission(tx, proposal.submission_id)
    const article = await findOpenArticle(tx, submission.article_id)
    if (!mayAcceptEdit(actor, article.source_language, submission)) authorize(actor, 'submission.review', submission.language)
    const one = (await factsOf(tx, article, submission, [proposal.segment_id])).get(proposal.segment_id)
    if (!one || !stillAsShown(one, id, shown) || one.proposal.awaits !== 'confirmation') throw new AppError('moved_on')
    const result = await approve(tx, { reviewer: actor, submission, article }, one, { minor: minor ?? one.proposal.minor })
    await deleteReviewDrafts(tx, actor.id, [id])
    if (result !== 'passed') await deleteBareDrafts(tx, [id])
    await touchArticle(tx, article.id)
    await record(tx, {
      actor: actor.id, act: 'proposal.confirmed', subject: `proposal:${id}`,
      details: {
        submission: submission.id, revision: one.proposal.revision, source: one.source?.revision ?? null,
        ...result === 'passed' ? { results: [[one.segment, result]] } : {},
      },
    })
    return result
  })
}

async function decideAll(
  tx: Tx, reviewer: Actor, id: Id, verdicts: readonly Verdict[], measured: boolean,
): Promise<{ submission: Submission; reviewed: Reviewed; marks: Told[] }> {
  const submission = await findSubmission(tx, id)
  authorize(reviewer, 'submission.review', submission.language)
  const article = await findOpenArticle(tx, submission.article_id)
  const segments = new Map((await listProposals(tx, id)).map((proposal) => [proposal.id, proposal.segment_id]))
  if (verdicts.some(({ proposal }) => !segments.has(proposal))) throw new AppError('not_found', { submission: id })
  const facts = await factsOf(tx, article, submission, verdicts.map(({ proposal }) => segments.get(proposal) ?? ''))
  const reviewed: Reviewed = { done: [], moved: [] }
  const marks: Told[] = []
  for (const verdict of verdicts) {
    const segment = segments.get(verdict.proposal) ?? ''
    const one = facts.get(segment)
    if (!one || !stillAsShown(one, verdict.proposal, verdict.shown)) reviewed.moved.push(segment)
    else {
      const made = await measure(tx, { reviewer, submission, measured }, one, verdict.marks)
      marks.push(...made.map(({ category, severity }): Told => [segment, category, severity]))
      reviewed.done.push({ segment, result: await decide(tx, { reviewer, submission, article }, one, verdict) })
    }
  }
  const proposalsOf = (done: Reviewed['done']) => {
    const decided = new Set(done.map(({ segment }) => segment))
    return [...segments].filter(([, segment]) => decided.has(segment)).map(([proposal]) => proposal)
  }
  await deleteReviewDrafts(tx, reviewer.id, proposalsOf(reviewed.done))
  // A choice that somebody else saved for a text that waits on is still theirs to send.
  await deleteBareDrafts(tx, proposalsOf(reviewed.done.filter(({ result }) => result !== 'passed')))
  return { submission, reviewed, marks }
}

async function factsOf(tx: Tx, article: Article, submission: Submission, segments: Id[]): Promise<Map<Id, SegmentFacts>> {
  const facts = await loadFacts(tx, { article: article.id, source: article.source_language, language: submission.language, segments })
  return new Map(facts.map((one) => [one.segment, one]))
}

async function recordResults(tx: Tx, reviewer: Actor, submission: Submission, act: 'submission.reviewed' | 'submission.returned',
  { done }: Reviewed, marks: readonly Told[] = []): Promise<void> {
  await touchArticle(tx, submission.article_id)
  await record(tx, {
    actor: reviewer.id, act, subject: `submission:${submission.id}`,
    details: { results: done.map(({ segment, result }) => [segment, result]), ...marks.length > 0 ? { marks: [...marks] } : {} },
  })
}
