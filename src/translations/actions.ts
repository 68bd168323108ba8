import { AppError } from '../errors.ts'
import type { Article } from '../articles/model.ts'
import { findArticle } from '../articles/store.ts'
import { now } from '../db/id.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { record } from '../ledger/record.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { loadFacts } from '../segments/facts.ts'
import type { SegmentFacts } from '../segments/model.ts'
import { closeProposal, insertProposals, insertSubmission, type NewProposal } from '../segments/proposals.ts'
import { findRevision, insertRevision, listSameWords, touchArticle } from '../segments/store.ts'
import { textHash } from '../text/hash.ts'
import { findConflict, judgeDraft, saysNothing, writingAbility, type Conflict, type Shown, type Skipped } from './model.ts'
import { deleteDrafts, saveDraftRow } from './store.ts'

interface Place {
  article: Id
  language: Language
}

type Saved = { saved: 'draft' | 'nothing'; version: number } | { saved: null; conflict: Conflict }

/** Saves one's own draft of a paragraph; over anything newer than what was shown it saves nothing and says so. */
export async function saveDraft(db: Db, actor: Actor, { article: id, language, segment, text, shown }: Place & {
  segment: Id; text: string; shown: Shown
}): Promise<Saved> {
  return transact(db, async (tx) => {
    const article = await openForWriting(tx, actor, { article: id, language })
    const facts = await findFacts(tx, article, language, actor, segment)
    const conflict = findConflict(facts, shown)
    if (conflict) return { saved: null, conflict }
    if (shown.source) await findRevision(tx, shown.source, segment, article.source_language)
    if (saysNothing(facts, text)) {
      await deleteDrafts(tx, [segment], language, actor.id)
      return { saved: 'nothing', version: 0 }
    }
    const version = shown.version + 1
    await saveDraftRow(tx, { segment, language, person: actor.id }, { text, base: shown.base, source: shown.source, version })
    return { saved: 'draft', version }
  })
}

export interface Sent {
  /** Null when no paragraph could be sent. */
  submission: Id | null
  skipped: { segment: Id; why: Skipped }[]
}

/** Sends one's drafts to review together, exactly those that were shown; the others stay drafts and are named. */
export async function sendSubmission(db: Db, actor: Actor, { article: id, language, message, drafts }: Place & {
  message: string; drafts: readonly { segment: Id; version: number }[]
}): Promise<Sent> {
  return transact(db, async (tx) => {
    const article = await openForWriting(tx, actor, { article: id, language })
    const versions = new Map(drafts.map(({ segment, version }) => [segment, version]))
    const facts = await loadFacts(tx, {
      article: id, source: article.source_language, language, person: actor.id, segments: [...versions.keys()],
    })
    const judged = facts.map((one) => ({ one, verdict: judgeDraft(one, versions.get(one.segment) ?? 0, actor.id) }))
    const proposals: NewProposal[] = []
    for (const { one, verdict } of judged) {
      if (verdict === 'new_text' || verdict === 'still_fits') proposals.push(await propose(tx, actor, one, verdict))
    }
    const skipped = judged.flatMap(({ one, verdict }) =>
      verdict === 'new_text' || verdict === 'still_fits' ? [] : [{ segment: one.segment, why: verdict }])
    await deleteDrafts(tx, skipped.filter(({ why }) => why === 'unchanged').map(({ segment }) => segment), language, actor.id)
    if (proposals.length === 0) return { submission: null, skipped }
    const submission = await insertSubmission(tx, { article: id, language, sender: actor.id, message })
    await insertProposals(tx, submission, proposals)
    await deleteDrafts(tx, proposals.map(({ segment }) => segment), language, actor.id)
    await touchArticle(tx, id)
    await recordSent(tx, actor, submission, { article: id, language }, proposals)
    return { submission, skipped }
  })
}

/** Offers an older text of a paragraph again, as a new revision that goes to review like any other. */
export async function restoreRevision(db: Db, actor: Actor, { article: id, language, segment, revision, message }: Place & {
  segment: Id; revision: Id; message: string
}): Promise<Id> {
  return transact(db, async (tx) => {
    const article = await openForWriting(tx, actor, { article: id, language })
    const facts = await findFacts(tx, article, language, actor, segment)
    if (facts.proposal) throw new AppError('moved_on')
    const old = await findRevision(tx, revision, segment, language)
    if (old.hash === facts.approved?.hash) throw new AppError('wrong_state')
    const copies = await listSameWords(tx, segment, language, old.hash)
    const copy = await insertRevision(tx, { segment, language, text: old.text, writer: actor.id, origin: 'written', at: now() },
      copies.map((id) => ({ id, role: 'copy' as const })))
    const submission = await insertSubmission(tx, { article: id, language, sender: actor.id, message })
    const proposal = proposalOf(facts, copy.id, facts.source?.revision ?? null)
    await insertProposals(tx, submission, [proposal])
    await touchArticle(tx, id)
    await recordSent(tx, actor, submission, { article: id, language }, [proposal])
    return submission
  })
}

async function openForWriting(tx: Tx, actor: Actor, { article: id, language }: Place): Promise<Article> {
  const article = await findArticle(tx, id)
  authorize(actor, writingAbility(article.source_language, language), language)
  return article
}

async function findFacts(tx: Tx, article: Article, language: Language, actor: Actor, segment: Id): Promise<SegmentFacts> {
  const [facts] = await loadFacts(tx, {
    article: article.id, source: article.source_language, language, person: actor.id, segments: [segment],
  })
  if (!facts) throw new AppError('not_found', { segment })
  // Nobody translates words that were never approved.
  if (!facts.source && language !== article.source_language) throw new AppError('wrong_state', { segment })
  return facts
}

async function propose(tx: Tx, actor: Actor, facts: SegmentFacts, verdict: 'new_text' | 'still_fits'): Promise<NewProposal> {
  const { draft, approved, proposal, segment, language } = facts
  if (!draft) throw new Error('judged without a draft')
  if (proposal) await closeProposal(tx, proposal.id)
  if (verdict === 'still_fits' && approved) return proposalOf(facts, approved.revision, draft.sourceRevision)
  const copies = await listSameWords(tx, segment, language, textHash(draft.text))
  const parents = [
    ...copies.map((id) => ({ id, role: 'copy' as const })),
    ...draft.baseRevision ? [{ id: draft.baseRevision, role: 'edit' as const }] : [],
  ]
  const revision = await insertRevision(tx, { segment, language, text: draft.text, writer: actor.id, origin: 'written', at: now() }, parents)
  return proposalOf(facts, revision.id, draft.sourceRevision)
}

function proposalOf({ segment, language, approved }: SegmentFacts, revision: Id, sourceRevision: Id | null): NewProposal {
  return { segment, language, revision, sourceRevision, baseRevision: approved?.revision ?? null, awaits: 'review', editedFrom: null }
}

async function recordSent(tx: Tx, actor: Actor, submission: Id, { article, language }: Place,
  proposals: readonly NewProposal[]): Promise<void> {
  await record(tx, {
    actor: actor.id, act: 'submission.sent', subject: `submission:${submission}`,
    details: { article, language, revisions: proposals.map(({ revision }) => revision) },
  })
}
