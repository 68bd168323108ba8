import { AppError } from '../errors.ts'
import type { Article } from '../articles/model.ts'
import { now } from '../db/id.ts'
import type { Tx } from '../db/schema.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { findReviewPolicy } from '../people/settings.ts'
import { insertDecision, insertSubstance, type NewDecision } from '../segments/decisions.ts'
import { writersOf } from '../segments/lineage.ts'
import { storedText } from '../segments/links.ts'
import type { OpenProposal, SegmentFacts } from '../segments/model.ts'
import { closeProposal, insertProposals, type Submission } from '../segments/proposals.ts'
import { insertRevision, listSameWords } from '../segments/store.ts'
import { textHash } from '../text/hash.ts'
import { findInherited, insertOffered } from '../translations/offers.ts'
import { isTypographyOnly, type Verdict } from './model.ts'
import { awaitReview, insertPass, listStands } from '../segments/passes-store.ts'
import { isEnough, standing } from '../segments/passes.ts'

/** `passed`: two reviewers have to stand behind the text, and this was the first. */
export type Result = 'approved' | 'confirmed' | 'passed' | 'edited' | 'returned'

type Open = SegmentFacts & { proposal: OpenProposal }

interface Desk {
  reviewer: Actor
  submission: Submission
  article: Article
}

/** Does what one verdict says with one paragraph that is still what was shown. */
export async function decide(tx: Tx, desk: Desk, one: Open, verdict: Verdict): Promise<Result> {
  const minor = verdict.minor ?? false
  if (verdict.outcome === 'return') return giveBack(tx, desk, one, verdict.reason)
  if (verdict.outcome === 'approve' || verdict.text === one.proposal.text) return approve(tx, desk, one, { minor })
  const text = one.kind === 'code' ? verdict.text : await storedText(tx, verdict.text)
  return text === one.proposal.text ? approve(tx, desk, one, { minor }) : edit(tx, desk, one, { text, minor })
}

async function giveBack(tx: Tx, { reviewer }: Desk, one: Open, reason: string): Promise<Result> {
  if (reason.trim() === '') throw new AppError('reason_needed', { segment: one.segment })
  await close(tx, one)
  await insertDecision(tx, { ...decisionOn(one, reviewer), outcome: 'returned', reason })
  return 'returned'
}

export async function approve(tx: Tx, desk: Desk, one: Open, { minor }: { minor: boolean }): Promise<Result> {
  const eyes = await eyesOn(tx, desk, one)
  if (!await isReviewed(tx, desk, one)) return pass(tx, desk, one)
  const outcome = one.proposal.awaits === 'confirmation' ? 'confirmed' : 'approved'
  await close(tx, one)
  await decideApproving(tx, desk, { ...decisionOn(one, desk.reviewer), outcome, eyes }, { hash: one.proposal.hash, minor })
  return outcome
}

/** Do as many reviewers stand behind it, with this one, as its language asks for? */
async function isReviewed(tx: Tx, { reviewer, submission }: Desk, one: Open): Promise<boolean> {
  if (await findReviewPolicy(tx, submission.language) !== 'three') return true
  return isEnough(standing(one, await listStands(tx, [one.proposal.id])), reviewer.id, submission.sender_id)
}

/** The first of two reviewers, or a sender who accepts the first one's edit: it waits on, for a reviewer who did not see it yet. */
async function pass(tx: Tx, { reviewer }: Desk, one: Open): Promise<Result> {
  const { proposal, source, approved } = one
  const before = standing(one, await listStands(tx, [proposal.id]))
  if (!before.some((stand) => stand.reviewer === reviewer.id)) {
    const beside = { source: source?.revision ?? null, approved: approved?.revision ?? null }
    await insertPass(tx, { proposal: proposal.id, reviewer: reviewer.id, ...beside })
  }
  if (proposal.awaits === 'confirmation') await awaitReview(tx, proposal.id)
  return 'passed'
}

/** The reviewer's words take the place of the translator's; they are approved only when somebody else accepts them. */
async function edit(tx: Tx, desk: Desk, one: Open, { text, minor }: { text: string; minor: boolean }): Promise<Result> {
  if (text === '' || text === one.approved?.text) throw new AppError('invalid', { segment: one.segment })
  const eyes = await eyesOn(tx, desk, one)
  const reviewed = await isReviewed(tx, desk, one)
  const { reviewer, submission } = desk
  const { segment, language, proposal } = one
  const copies = await listSameWords(tx, segment, language, textHash(text))
  // An edited match of the memory stays one, whoever edited it.
  const offered = await findInherited(tx, [{ id: proposal.revision }])
  const revision = await insertRevision(tx, { segment, language, text, writer: reviewer.id, origin: offered?.origin ?? 'written', at: now() },
    [...copies.map((id) => ({ id, role: 'copy' as const })), { id: proposal.revision, role: 'edit' as const }])
  await insertOffered(tx, revision.id, offered)
  await close(tx, one)
  const decision = decisionOn(one, reviewer)
  const plain = isTypographyOnly(proposal.text, text)
  if (plain && reviewed) {
    await decideApproving(tx, desk, { ...decision, revision: revision.id, outcome: 'approved', eyes }, { hash: textHash(text), minor })
    return 'approved'
  }
  await insertDecision(tx, { ...decision, revision: revision.id, outcome: 'edited' })
  await insertProposals(tx, submission.id, [{
    segment, language, revision: revision.id, sourceRevision: one.source?.revision ?? null,
    baseRevision: one.approved?.revision ?? null, awaits: plain ? 'review' : 'confirmation', editedFrom: proposal.id, minor,
  }])
  return plain ? 'passed' : 'edited'
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
