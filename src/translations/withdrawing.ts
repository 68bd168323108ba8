import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { record } from '../ledger/record.ts'
import type { Actor } from '../people/model.ts'
import { headOf, type OpenProposal, type SegmentFacts } from '../segments/model.ts'
import { closeProposal, findSubmission, listProposals } from '../segments/proposals.ts'
import { touchArticle } from '../segments/store.ts'
import { insertGivenUp } from './sending-store.ts'
import { saveDraftRow } from './store.ts'
import { factsFor, openForWriting, type Place } from './writing.ts'

/** `_withdraw`: the button that takes back all that waits of a submission, for its sender alone. */
export interface Withdrawal {
  submission: Id
  /** Where to go from there. */
  next: string
}

interface Withdrawn {
  article: Id
  language: Language
  segments: Id[]
}

/**
 * Takes one's own paragraphs back from review, before anybody decided on them: their texts come back as drafts. All that still wait
 * for review without `proposals`. Throws `forbidden` for somebody else's, `moved_on` when none of them waits any more.
 */
export async function withdrawSubmission(db: Db, actor: Actor, id: Id, proposals?: readonly Id[]): Promise<Withdrawn> {
  return transact(db, async (tx) => {
    const submission = await findSubmission(tx, id)
    if (submission.sender_id !== actor.id) throw new AppError('forbidden', { submission: id })
    const { article_id, language } = submission
    const article = await openForWriting(tx, actor, { article: article_id, language })
    const all = await listProposals(tx, id)
    if (proposals?.some((one) => !all.some((proposal) => proposal.id === one))) throw new AppError('not_found', { submission: id })
    const open = all.filter((one) => one.closed_at === null && one.awaits === 'review' && (proposals?.includes(one.id) ?? true))
    if (open.length === 0) throw new AppError('moved_on')
    const segments = open.map(({ segment_id }) => segment_id)
    const before = await factsFor(tx, article, language, actor, segments)
    for (const one of open) if (!await closeProposal(tx, one.id)) throw new AppError('moved_on')
    const after = await factsFor(tx, article, language, actor, segments)
    for (const segment of segments) await takeBack(tx, actor.id, before.get(segment), after.get(segment))
    await touchArticle(tx, article_id)
    await record(tx, {
      actor: actor.id, act: 'submission.withdrawn', subject: `submission:${id}`, details: { article: article_id, language, segments },
    })
    return { article: article_id, language, segments }
  })
}

/** The words become a draft over what stands there now; a newer draft of the person stays, and goes on from there. */
export async function takeBack(tx: Tx, person: Id, before?: SegmentFacts, after?: SegmentFacts): Promise<void> {
  if (!before?.proposal || !after) return
  const { segment, language, proposal, draft } = before
  const words = draft ?? wordsOf(proposal)
  await saveDraftRow(tx, { segment, language, person }, {
    text: words.text, source: words.sourceRevision, base: headOf(after)?.revision ?? null, version: (draft?.version ?? 0) + 1,
    // An approved text offered again was written by nobody anew.
    descendsFrom: proposal.revision === after.approved?.revision ? draft?.descendsFrom ?? null : proposal.revision,
    offer: draft?.offer ?? null,
  })
}

function wordsOf({ text, sourceRevision }: OpenProposal): { text: string; sourceRevision: Id | null } {
  return { text, sourceRevision }
}

/** Answers a return by going back to the approved text, or to none. Throws `moved_on` when it is not the open return any more. */
export async function giveUpReturn(db: Db, actor: Actor, { article: id, language, segment, decision }: Place & {
  segment: Id; decision: Id
}): Promise<void> {
  return transact(db, async (tx) => {
    const article = await openForWriting(tx, actor, { article: id, language })
    const facts = (await factsFor(tx, article, language, actor, [segment])).get(segment)
    if (facts?.returned?.decision !== decision || facts.draft) throw new AppError('moved_on')
    await insertGivenUp(tx, decision, actor.id)
    await touchArticle(tx, id)
    await record(tx, { actor: actor.id, act: 'return.given_up', subject: `article:${id}`, details: { language, segment, decision } })
  })
}
