import { AppError } from '../errors.ts'
import type { Article } from '../articles/model.ts'
import { findArticle } from '../articles/store.ts'
import { now } from '../db/id.ts'
import type { Id } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { record } from '../ledger/record.ts'
import { authorize, can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { findReviewPolicy } from '../people/settings.ts'
import { insertDecision, insertSubstance, type NewDecision } from '../segments/decisions.ts'
import { loadFacts } from '../segments/facts.ts'
import { writersOf } from '../segments/lineage.ts'
import type { OpenProposal, SegmentFacts } from '../segments/model.ts'
import { closeProposal, findProposal, findSubmission, insertProposals, listProposals, type Submission } from '../segments/proposals.ts'
import { insertRevision, listSameWords, touchArticle } from '../segments/store.ts'
import { textHash } from '../text/hash.ts'
import { isTypographyOnly, mayAcceptEdit, stillAsShown, type ShownPair, type Verdict } from './model.ts'

export type Result = 'approved' | 'confirmed' | 'edited' | 'returned'

export interface Reviewed {
  done: { segment: Id; result: Result }[]
  /** Paragraphs that changed meanwhile: nothing was decided on them. */
  moved: Id[]
}

type Open = SegmentFacts & { proposal: OpenProposal }

/**
 * Decides each paragraph of a submission for which there is a verdict. A paragraph that is no longer what was shown is left alone
 * and named. Throws `own_words` (nothing is decided) when somebody would accept what they wrote, `reason_needed` without a reason.
 */
export async function reviewSubmission(db: Db, reviewer: Actor, id: Id, verdicts: readonly Verdict[]): Promise<Reviewed> {
  return transact(db, async (tx) => {
    const submission = await findSubmission(tx, id)
    authorize(reviewer, 'submission.review', submission.language)
    const article = await findArticle(tx, submission.article_id)
    const segments = new Map((await listProposals(tx, id)).map((proposal) => [proposal.id, proposal.segment_id]))
    if (verdicts.some(({ proposal }) => !segments.has(proposal))) throw new AppError('not_found', { submission: id })
    const facts = await factsOf(tx, article, submission, verdicts.map(({ proposal }) => segments.get(proposal) ?? ''))
    const reviewed: Reviewed = { done: [], moved: [] }
    for (const verdict of verdicts) {
      const segment = segments.get(verdict.proposal) ?? ''
      const one = facts.get(segment)
      if (!one || !stillAsShown(one, verdict.proposal, verdict.shown)) reviewed.moved.push(segment)
      else reviewed.done.push({ segment, result: await decide(tx, { reviewer, submission, article }, one, verdict) })
    }
    if (reviewed.done.length > 0) await recordReviewed(tx, reviewer, submission, reviewed)
    return reviewed
  })
}

/**
 * Accepts a reviewer's edit, as the translator who sent the paragraph or as another reviewer. Throws `moved_on` when it is not
 * what was shown, `forbidden` or `own_words` when it is not theirs to accept.
 */
export async function confirmProposal(db: Db, actor: Actor, id: Id, shown: ShownPair, minor = false): Promise<Submission> {
  return transact(db, async (tx) => {
    const proposal = await findProposal(tx, id)
    const submission = await findSubmission(tx, proposal.submission_id)
    const article = await findArticle(tx, submission.article_id)
    if (!mayAcceptEdit(actor, article.source_language, submission)) authorize(actor, 'submission.review', submission.language)
    const one = (await factsOf(tx, article, submission, [proposal.segment_id])).get(proposal.segment_id)
    if (!one || !stillAsShown(one, id, shown) || one.proposal.awaits !== 'confirmation') throw new AppError('moved_on')
    await approve(tx, { reviewer: actor, submission, article }, one, { minor })
    await touchArticle(tx, article.id)
    await record(tx, {
      actor: actor.id, act: 'proposal.confirmed', subject: `proposal:${id}`,
      details: { submission: submission.id, revision: one.proposal.revision, source: one.source?.revision ?? null },
    })
    return submission
  })
}

interface Desk {
  reviewer: Actor
  submission: Submission
  article: Article
}

async function factsOf(tx: Tx, article: Article, submission: Submission, segments: Id[]): Promise<Map<Id, SegmentFacts>> {
  const facts = await loadFacts(tx, { article: article.id, source: article.source_language, language: submission.language, segments })
  return new Map(facts.map((one) => [one.segment, one]))
}

async function decide(tx: Tx, desk: Desk, one: Open, verdict: Verdict): Promise<Result> {
  const minor = verdict.minor ?? false
  if (verdict.outcome === 'return') return giveBack(tx, desk, one, verdict.reason)
  if (verdict.outcome === 'approve' || verdict.text === one.proposal.text) return approve(tx, desk, one, { minor })
  return edit(tx, desk, one, { text: verdict.text, minor })
}

async function giveBack(tx: Tx, { reviewer }: Desk, one: Open, reason: string): Promise<Result> {
  if (reason.trim() === '') throw new AppError('reason_needed', { segment: one.segment })
  await close(tx, one)
  await insertDecision(tx, { ...decisionOn(one, reviewer), outcome: 'returned', reason })
  return 'returned'
}

async function approve(tx: Tx, desk: Desk, one: Open, { minor }: { minor: boolean }): Promise<Result> {
  const eyes = await eyesOn(tx, desk, one)
  const outcome = one.proposal.awaits === 'confirmation' ? 'confirmed' : 'approved'
  await close(tx, one)
  await decideApproving(tx, desk, { ...decisionOn(one, desk.reviewer), outcome, eyes }, { hash: one.proposal.hash, minor })
  return outcome
}

/** The reviewer's words take the place of the translator's; they are approved only when somebody else accepts them. */
async function edit(tx: Tx, desk: Desk, one: Open, { text, minor }: { text: string; minor: boolean }): Promise<Result> {
  if (text === '' || text === one.approved?.text) throw new AppError('invalid', { segment: one.segment })
  const eyes = await eyesOn(tx, desk, one)
  const { reviewer, submission } = desk
  const { segment, language, proposal } = one
  const copies = await listSameWords(tx, segment, language, textHash(text))
  const revision = await insertRevision(tx, { segment, language, text, writer: reviewer.id, origin: 'written', at: now() },
    [...copies.map((id) => ({ id, role: 'copy' as const })), { id: proposal.revision, role: 'edit' as const }])
  await close(tx, one)
  const decision = decisionOn(one, reviewer)
  if (isTypographyOnly(proposal.text, text)) {
    await decideApproving(tx, desk, { ...decision, revision: revision.id, outcome: 'approved', eyes }, { hash: textHash(text), minor })
    return 'approved'
  }
  await insertDecision(tx, { ...decision, revision: revision.id, outcome: 'edited' })
  await insertProposals(tx, submission.id, [{
    segment, language, revision: revision.id, sourceRevision: one.source?.revision ?? null,
    baseRevision: one.approved?.revision ?? null, awaits: 'confirmation', editedFrom: proposal.id,
  }])
  return 'edited'
}

/** Two pairs of eyes, unless the language's policy allows one. The sender of an edited proposal may accept the edit. */
async function eyesOn(tx: Tx, { reviewer, submission }: Desk, { proposal }: Open): Promise<'one' | 'two'> {
  const writers = await writersOf(tx, proposal.revision)
  const confirms = proposal.awaits === 'confirmation' && proposal.writer !== reviewer.id && submission.sender_id === reviewer.id
  if (confirms || !writers.has(reviewer.id) && submission.sender_id !== reviewer.id) return 'two'
  if (await findReviewPolicy(tx, submission.language) === 'one' && can(reviewer, 'submission.review', submission.language)) return 'one'
  throw new AppError('own_words')
}

async function decideApproving(tx: Tx, { article }: Desk, decision: NewDecision, { hash, minor }: {
  hash: string; minor: boolean
}): Promise<void> {
  const id = await insertDecision(tx, decision)
  const { segment, language } = decision
  if (language === article.source_language) await insertSubstance(tx, id, { segment, language, hash, minor })
}

function decisionOn({ segment, language, proposal, source }: Open, reviewer: Actor): Omit<NewDecision, 'outcome'> {
  const sourceRevision = source?.revision ?? null
  return { segment, language, proposal: proposal.id, revision: proposal.revision, sourceRevision, reviewer: reviewer.id }
}

async function close(tx: Tx, { proposal }: Open): Promise<void> {
  if (!await closeProposal(tx, proposal.id)) throw new AppError('moved_on')
}

async function recordReviewed(tx: Tx, reviewer: Actor, submission: Submission, { done }: Reviewed): Promise<void> {
  await touchArticle(tx, submission.article_id)
  await record(tx, {
    actor: reviewer.id, act: 'submission.reviewed', subject: `submission:${submission.id}`,
    details: { results: done.map(({ segment, result }) => [segment, result]) },
  })
}
