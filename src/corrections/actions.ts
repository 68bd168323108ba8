import { findOpenArticle } from '../articles/store.ts'
import type { Id } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import type { CorrectionOutcome } from '../db/tables/correction.ts'
import { transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { record } from '../ledger/record.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { loadFacts } from '../segments/facts.ts'
import { headOf, type SegmentFacts } from '../segments/model.ts'
import { saveDraft } from '../translations/actions.ts'
import { writingAbility } from '../translations/model.ts'
import { MOST_A_DAY, type Correction, type Reported } from './model.ts'
import { countReceived, findCorrection, insertCorrection, insertDecision } from './store.ts'
import { waysToTake, type Way } from './taking.ts'

const DAY = 24 * 60 * 60 * 1000

/** What a reader says, once. False, and nothing is stored, when the site has got as many in a day as it takes. */
export async function receiveCorrection(db: Db, reported: Reported): Promise<boolean> {
  return transact(db, async (tx) => {
    if (await countReceived(tx, new Date(Date.now() - DAY).toISOString()) >= MOST_A_DAY) return false
    const id = await insertCorrection(tx, reported)
    if (id === null) return true
    const { article, language, segment } = reported
    const details = { article, language, segments: [segment] }
    await record(tx, { actor: 'system', act: 'correction.received', subject: `correction:${id}`, details })
    return true
  })
}

/** What its page showed: how often it was decided on, and the words that stood in the paragraph. */
interface ShownCorrection {
  decisions: number
  mark: string
}

/**
 * Makes it the actor's: the words go into their own draft, in the way they chose, or none do. Throws `moved_on` when something else
 * stands there than what was shown.
 */
export async function takeCorrection(
  db: Db, actor: Actor, id: Id, how: Way['how'], shown: ShownCorrection,
): Promise<Correction & { drafted: boolean }> {
  return transact(db, async (tx) => {
    const correction = await findCorrection(tx, id)
    const { article: of, segment, language } = correction
    authorize(actor, 'correction.decide', language)
    const article = await findOpenArticle(tx, of)
    authorize(actor, writingAbility(article.source_language, language), language)
    const place = { article: of, source: article.source_language, language, person: actor.id }
    const [facts] = await loadFacts(tx, { ...place, segments: [segment] })
    if (correction.state !== 'open' || !facts) throw new AppError('wrong_state', { correction: id })
    const ways = waysToTake(correction, facts)
    const way = ways.ways.find((one) => one.how === how)
    if (correction.decisions !== shown.decisions || ways.mark !== shown.mark || !way) throw new AppError('moved_on', { correction: id })
    const drafted = way.text !== null && await draft(tx, actor, correction, facts, way.text)
    await decide(tx, actor, correction, 'taken')
    return { ...correction, drafted }
  })
}

async function draft(
  tx: Tx, actor: Actor, { article, language, segment }: Correction, facts: SegmentFacts, text: string,
): Promise<boolean> {
  const shown = { base: headOf(facts)?.revision ?? null, source: facts.source?.revision ?? null, version: facts.draft?.version ?? 0 }
  const { saved } = await saveDraft(tx, actor, { article, language, segment, text, shown })
  if (saved === null) throw new AppError('moved_on', { segment })
  return saved === 'draft'
}

/** Says why nothing comes of it. */
export async function declineCorrection(db: Db, actor: Actor, id: Id, reason: string, decisions: number): Promise<Correction> {
  return decideOn(db, actor, id, { outcome: 'declined', from: ['open'], reason, decisions })
}

/** Puts what was taken or declined back among what waits. */
export async function reopenCorrection(db: Db, actor: Actor, id: Id, decisions: number): Promise<Correction> {
  return decideOn(db, actor, id, { outcome: 'reopened', from: ['taken', 'declined'], reason: '', decisions })
}

async function decideOn(db: Db, actor: Actor, id: Id, { outcome, from, reason, decisions }: {
  outcome: CorrectionOutcome; from: readonly Correction['state'][]; reason: string; decisions: number
}): Promise<Correction> {
  return transact(db, async (tx) => {
    const correction = await findCorrection(tx, id)
    authorize(actor, 'correction.decide', correction.language)
    if (correction.decisions !== decisions || !from.includes(correction.state)) throw new AppError('wrong_state', { correction: id })
    await decide(tx, actor, correction, outcome, reason)
    return correction
  })
}

async function decide(tx: Tx, actor: Actor, correction: Correction, outcome: CorrectionOutcome, reason = ''): Promise<void> {
  const { id, article, language, segment } = correction
  await insertDecision(tx, correction, { outcome, by: actor.id, reason })
  const details = { article, language, segments: [segment], ...reason === '' ? {} : { reason } }
  await record(tx, { actor: actor.id, act: `correction.${outcome}`, subject: `correction:${id}`, details })
}
