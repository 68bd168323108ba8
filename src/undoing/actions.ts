import { AppError } from '../errors.ts'
import type { Id } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { record } from '../ledger/record.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { revokeApproval } from '../segments/decisions.ts'
import { closeProposal, insertProposals } from '../segments/proposals.ts'
import { touchArticle } from '../segments/store.ts'
import { insertGivenUp } from '../translations/sending-store.ts'
import { judge, markOf, type Edited, type Selection, type Undoing } from './model.ts'
import { readEdited } from './edited-store.ts'
import { findCandidates } from './store.ts'

/** A paragraph of a plan, as it was shown. */
export interface Chosen {
  segment: Id
  mark: string
}

interface Undone {
  done: Id[]
  /** Not what was shown any more: nothing was done to them. */
  moved: Id[]
}

/** How many paragraphs are undone in one act. */
export const MOST_AT_ONCE = 200

/**
 * Undoes one person's texts of a period where they still stand, as a plan showed it: approvals are revoked, what waits is taken out of
 * review, and each paragraph is again what it was before. No text is lost: all stay in the history of their paragraphs. Throws
 * `forbidden` to whoever may not publish the language, `reason_needed` without a reason.
 */
export async function undoEdits(db: Db, actor: Actor, asked: Selection, chosen: readonly Chosen[], reason: string): Promise<Undone> {
  if (reason.trim() === '') throw new AppError('reason_needed', { person: asked.person })
  if (chosen.length > MOST_AT_ONCE) throw new AppError('too_large', { paragraphs: MOST_AT_ONCE })
  return transact(db, async (tx) => {
    authorize(actor, 'edits.undo', asked.language)
    const marks = new Map(chosen.map(({ segment, mark }) => [segment, mark]))
    const edited = await readEdited(tx, asked.language, await findCandidates(tx, asked, [...marks.keys()]))
    const undone: Changed[] = []
    for (const one of edited) {
      const { undoing } = judge(one, asked)
      if (undoing && markOf(one, undoing) === marks.get(one.segment)) undone.push({ ...one, undoing })
    }
    for (const one of undone) await undo(tx, actor, asked, one, reason)
    const done = new Set(undone.map(({ segment }) => segment))
    if (done.size > 0) await keep(tx, actor, asked, undone, reason)
    return { done: [...done], moved: [...marks.keys()].filter((segment) => !done.has(segment)) }
  })
}

type Changed = Edited & { undoing: Undoing }

async function undo(tx: Tx, actor: Actor, { language }: Selection, { segment, undoing }: Changed, reason: string): Promise<void> {
  const { revoked, closed, givenUp, approved, waiting } = undoing
  if (closed && !await closeProposal(tx, closed.proposal)) throw new AppError('moved_on', { segment })
  if (givenUp) await insertGivenUp(tx, givenUp.decision, actor.id)
  for (const { decision } of revoked) await revokeApproval(tx, { segment, language, decision, by: actor.id, reason })
  if (!closed || !waiting) return
  // What a closed proposal offered waits again as another one: a fact is never opened anew.
  await insertProposals(tx, waiting.submission, [{
    segment, language, revision: waiting.revision, sourceRevision: waiting.sourceRevision, baseRevision: approved?.revision ?? null,
    awaits: 'review', editedFrom: closed.proposal, minor: waiting.minor,
  }])
}

async function keep(tx: Tx, actor: Actor, asked: Selection, undone: readonly Changed[], reason: string): Promise<void> {
  const { person, language, from, to } = asked
  const articles = [...new Set(undone.map(({ article }) => article))]
  for (const article of articles) await touchArticle(tx, article)
  await record(tx, {
    actor: actor.id, act: 'edits.undone', subject: `person:${person}`,
    details: {
      language, since: from, until: to, reason, articles, segments: undone.map(({ segment }) => segment),
      revoked: undone.flatMap(({ undoing: { revoked } }) => revoked.map(({ decision }) => decision)),
      closed: undone.flatMap(({ undoing: { closed } }) => closed?.proposal ?? []),
      given_up: undone.flatMap(({ undoing: { givenUp } }) => givenUp?.decision ?? []),
    },
  })
}
