import { AppError } from '../errors.ts'
import { now } from '../db/id.ts'
import type { Id } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import type { Article } from '../articles/model.ts'
import { findArticle } from '../articles/store.ts'
import type { Actor } from '../people/model.ts'
import { answerQuestions } from '../quality/actions.ts'
import { judgeDrafts, judgeWords, readContext } from '../quality/judging.ts'
import { hindranceOf } from '../quality/model.ts'
import { tieReports } from '../segments/corrections.ts'
import { loadFacts } from '../segments/facts.ts'
import { withLinks, withStoredDrafts } from '../segments/links.ts'
import type { SegmentFacts } from '../segments/model.ts'
import { insertProposals, insertSubmission, type NewProposal } from '../segments/proposals.ts'
import { findRevision, insertRevision, listSameWords, touchArticle } from '../segments/store.ts'
import { findDescent } from './descent.ts'
import { findConflict, isOffer, judgeDraft, saysAlready, saysNothing, type Conflict, type Shown, type Skipped } from './model.ts'
import { findOffered, insertOffered } from './offers.ts'
import { readOrigins } from './origins.ts'
import { clearMessage } from './sending-store.ts'
import { deleteDrafts, saveDraftRow } from './store.ts'
import { factsFor, openForDrafts, openForWriting, proposalOf, propose, recordSent, type Place } from './writing.ts'

/** Words for one paragraph, and what its form showed. */
export interface TypedWords {
  segment: Id
  text: string
  shown: Shown
  /** Where the words were taken from, if they were. */
  offer?: string
  /** Pressed by somebody who saw how the original changed, or why the words were returned: they stay as they are. */
  fits?: boolean
}

export type Saved = { saved: 'draft' | 'nothing'; version: number } | { saved: null; conflict: Conflict }

/** Saves one's own draft of a paragraph; over anything newer than what was shown it saves nothing and says so. */
export async function saveDraft(db: Db, actor: Actor, { article, language, ...words }: Place & TypedWords): Promise<Saved> {
  const saved = (await saveDrafts(db, actor, { article, language }, [words])).get(words.segment)
  if (!saved) throw new Error('a draft was lost')
  return saved
}

/** The same for many paragraphs at once, each judged by itself; by segment what became of it. */
export async function saveDrafts(db: Db, actor: Actor, place: Place, texts: readonly TypedWords[]): Promise<Map<Id, Saved>> {
  return transact(db, async (tx) => {
    const article = await openForDrafts(tx, actor, place)
    const facts = await factsFor(tx, article, place.language, actor, texts.map(({ segment }) => segment), { removed: true })
    const saved = new Map<Id, Saved>()
    for (const words of texts) {
      const one = facts.get(words.segment)
      if (one) saved.set(words.segment, await saveOne(tx, actor, article, one, words))
    }
    return saved
  })
}

async function saveOne(tx: Tx, actor: Actor, article: Article, facts: SegmentFacts, words: TypedWords): Promise<Saved> {
  const { text, shown, fits, offer } = words
  const { segment, language, draft } = facts
  const conflict = findConflict(facts, shown, text)
  if (conflict) return { saved: null, conflict }
  if (shown.source && shown.source !== facts.source?.revision) await findRevision(tx, shown.source, segment, article.source_language)
  if (saysNothing(facts, text, fits)) {
    await deleteDrafts(tx, [segment], language, actor.id)
    return { saved: 'nothing', version: 0 }
  }
  if (draft && saysAlready(facts, shown, text)) return { saved: 'draft', version: draft.version }
  const version = shown.version + 1
  const descendsFrom = await findDescent(tx, actor, article.id, facts, shown)
  await saveDraftRow(tx, { segment, language, person: actor.id }, {
    text, base: shown.base, source: shown.source, version, descendsFrom, offer: offer ?? draft?.offer ?? null,
  })
  return { saved: 'draft', version }
}

/** A draft to be sent as it was shown; `anyway` when what is doubtful about it is meant so. */
export interface ChosenDraft {
  segment: Id
  version: number
  anyway?: boolean
}

export interface Sent {
  /** Null when no paragraph could be sent. */
  submission: Id | null
  skipped: { segment: Id; why: Skipped }[]
}

/** Sends one's drafts to review together, exactly those that were shown; the others stay drafts and are named. */
export async function sendSubmission(db: Db, actor: Actor, { article: id, language, message, drafts }: Place & {
  message: string; drafts: readonly ChosenDraft[]
}): Promise<Sent> {
  const context = await readContext(db, (await findArticle(db, id)).source_language, language)
  return transact(db, async (tx) => {
    const article = await openForWriting(tx, actor, { article: id, language })
    const chosen = new Map(drafts.map((draft) => [draft.segment, draft]))
    const facts = withStoredDrafts(await withLinks(tx, await loadFacts(tx, {
      article: id, source: article.source_language, language, person: actor.id, segments: [...chosen.keys()],
    })))
    const findings = await judgeDrafts(tx, context, facts)
    const origins = await readOrigins(tx, { article: id, source: article.source_language, language }, facts)
    const judged = facts.map((one) => {
      const { version = 0, anyway } = chosen.get(one.segment) ?? {}
      const hindrance = hindranceOf(findings.get(one.segment))
      return { one, verdict: judgeDraft(one, version, actor.id, anyway && hindrance === 'questions' ? null : hindrance) }
    })
    const proposals: NewProposal[] = []
    for (const { one, verdict } of judged) {
      if (!isOffer(verdict)) continue
      await answerQuestions(tx, actor, { segment: one.segment, language }, findings.get(one.segment))
      proposals.push(await propose(tx, actor, one, { verdict, origin: origins.get(one.segment) }))
    }
    const skipped = judged.flatMap(({ one, verdict }): Sent['skipped'] =>
      isOffer(verdict) ? [] : [{ segment: one.segment, why: verdict }])
    const here = new Set(facts.map(({ segment }) => segment))
    skipped.push(...[...chosen.keys()].filter((segment) => !here.has(segment)).map((segment) => ({ segment, why: 'removed' as const })))
    await deleteDrafts(tx, skipped.filter(({ why }) => why === 'unchanged').map(({ segment }) => segment), language, actor.id)
    if (proposals.length === 0) return { submission: null, skipped }
    const submission = await insertSubmission(tx, { article: id, language, sender: actor.id, message })
    await insertProposals(tx, submission, proposals)
    await tieReports(tx, submission, { language, sender: actor.id })
    await deleteDrafts(tx, proposals.map(({ segment }) => segment), language, actor.id)
    if (message !== '') await clearMessage(tx, { article: id, language }, actor.id)
    await touchArticle(tx, id)
    await recordSent(tx, actor, submission, { article: id, language }, proposals)
    return { submission, skipped }
  })
}

/** Offers an older text of a paragraph again, as a new revision that goes to review. Throws `faulty_text` for one with an error. */
export async function restoreRevision(db: Db, actor: Actor, { article: id, language, segment, revision, message }: Place & {
  segment: Id; revision: Id; message: string
}): Promise<Id> {
  const context = await readContext(db, (await findArticle(db, id)).source_language, language)
  return transact(db, async (tx) => {
    const article = await openForWriting(tx, actor, { article: id, language })
    const facts = (await factsFor(tx, article, language, actor, [segment])).get(segment)
    if (!facts || facts.proposal) throw new AppError('moved_on')
    const old = await findRevision(tx, revision, segment, language)
    if (old.hash === facts.approved?.hash) throw new AppError('wrong_state')
    const findings = await judgeWords(tx, context, [{ facts, text: old.text }])
    if (hindranceOf(findings.get(segment)) === 'errors') throw new AppError('faulty_text')
    const copies = (await listSameWords(tx, segment, language, old.hash)).map((one) => ({ id: one, role: 'copy' as const }))
    const words = { segment, language, text: old.text }
    const offered = await findOffered(tx, { ...words, original: facts.source?.text ?? null, printed: null }, copies)
    const copy = await insertRevision(tx, { ...words, writer: actor.id, origin: offered?.origin ?? 'written', at: now() }, copies)
    await insertOffered(tx, copy.id, offered)
    const submission = await insertSubmission(tx, { article: id, language, sender: actor.id, message })
    const proposal = proposalOf(facts, copy.id, facts.source?.revision ?? null)
    await insertProposals(tx, submission, [proposal])
    await touchArticle(tx, id)
    await recordSent(tx, actor, submission, { article: id, language }, [proposal])
    return submission
  })
}
