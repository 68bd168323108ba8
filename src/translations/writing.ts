import type { Article } from '../articles/model.ts'
import { findArticle, findOpenArticle } from '../articles/store.ts'
import { now } from '../db/id.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Tx } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { record } from '../ledger/record.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { loadFacts } from '../segments/facts.ts'
import type { SegmentFacts } from '../segments/model.ts'
import { closeProposal, type NewProposal } from '../segments/proposals.ts'
import { insertRevision, listSameWords } from '../segments/store.ts'
import { textHash } from '../text/hash.ts'
import { parentsOf } from './descent.ts'
import { writingAbility, type Offer } from './model.ts'
import { findOffered, insertOffered } from './offers.ts'
import { parentsIn, type Origin } from './origins.ts'

/** One article in one language. */
export interface Place {
  article: Id
  language: Language
}

/** The article, if the actor may write in this language of it. */
export async function openForWriting(tx: Tx, actor: Actor, { article: id, language }: Place): Promise<Article> {
  const article = await findOpenArticle(tx, id)
  authorize(actor, writingAbility(article.source_language, language), language)
  return article
}

/** The same for drafts, which are private: what is being typed is kept even when the article has gone to the trash meanwhile. */
export async function openForDrafts(tx: Tx, actor: Actor, { article: id, language }: Place): Promise<Article> {
  const article = await findArticle(tx, id)
  authorize(actor, writingAbility(article.source_language, language), language)
  return article
}

/**
 * The facts of these paragraphs by segment, the actor's own drafts with them. Throws `not_found` when one is not of the article;
 * `removed` ones, which were of it once, are found too.
 */
export async function factsFor(
  tx: Tx, article: Article, language: Language, actor: Actor, segments: readonly Id[], { removed = false } = {},
): Promise<Map<Id, SegmentFacts>> {
  const facts = await loadFacts(tx, { article: article.id, source: article.source_language, language, person: actor.id, segments, removed })
  const found = new Map(facts.map((one) => [one.segment, one]))
  for (const segment of segments) {
    const one = found.get(segment)
    if (!one) throw new AppError('not_found', { segment })
    // Nobody translates words that were never approved.
    if (!one.source && language !== article.source_language) throw new AppError('wrong_state', { segment })
  }
  return found
}

/** Turns a judged draft into what goes to review; the sender's own proposal that it replaces is closed. */
export async function propose(tx: Tx, actor: Actor, facts: SegmentFacts, { verdict, origin: from }: {
  verdict: Offer; origin?: Origin | undefined
}): Promise<NewProposal> {
  const { draft, approved, returned, proposal, segment, language } = facts
  if (!draft) throw new Error('judged without a draft')
  if (proposal) await closeProposal(tx, proposal.id)
  if (verdict === 'still_fits' && approved) return proposalOf(facts, approved.revision, draft.sourceRevision)
  // The same revision keeps its writers, whoever sends it.
  if (verdict === 'again' && returned) return proposalOf(facts, returned.revision, draft.sourceRevision)
  const copies = await listSameWords(tx, segment, language, textHash(draft.text))
  const parents = [
    ...copies.map((id) => ({ id, role: 'copy' as const })),
    ...await parentsOf(tx, facts), ...parentsIn(from),
  ]
  const words = { segment, language, text: draft.text }
  const claimed = { ...words, original: facts.source?.text ?? null, printed: draft.offer }
  const offered = await findOffered(tx, claimed, parents.filter(({ id }) => id !== approved?.revision))
  const revision = await insertRevision(tx, { ...words, writer: actor.id, origin: offered?.origin ?? 'written', at: now() }, parents)
  await insertOffered(tx, revision.id, offered)
  return proposalOf(facts, revision.id, draft.sourceRevision)
}

export function proposalOf({ segment, language, approved }: SegmentFacts, revision: Id, sourceRevision: Id | null): NewProposal {
  return { segment, language, revision, sourceRevision, baseRevision: approved?.revision ?? null, awaits: 'review', editedFrom: null }
}

export async function recordSent(tx: Tx, actor: Actor, submission: Id, { article, language }: Place,
  proposals: readonly NewProposal[]): Promise<void> {
  await record(tx, {
    actor: actor.id, act: 'submission.sent', subject: `submission:${submission}`,
    details: { article, language, revisions: proposals.map(({ revision }) => revision) },
  })
}
