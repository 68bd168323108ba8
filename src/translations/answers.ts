import type { Response } from 'express'
import type { Id } from '../db/columns.ts'
import { AppError } from '../errors.ts'
import type { Actor } from '../people/model.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { sendSubmission, type ChosenDraft } from './actions.ts'
import { addressOf, wordsIn, type ParagraphPlace } from './asked.ts'
import { doubtsOf } from './doubts.ts'
import { obstacleOf } from './fields.ts'
import { shownAfter } from './forms.ts'
import { mendPage, type Fault, type MendPage } from './mending.ts'
import { pageHref, translatePage, type Done, type TranslatePage, type Wanted } from './pages.ts'
import { keepTyped, type Kept } from './posting.ts'
import { findNext, isLong, readArticle } from './reading.ts'
import { findSendDraft, listOwnOpen } from './sending-store.ts'
import { sentPage, type SentPage } from './sending.ts'
import type { Act, Sheet } from './sheet.ts'
import { giveUpReturn, withdrawSubmission } from './withdrawing.ts'
import type { Place } from './writing.ts'

const showTranslate = definePage<TranslatePage>('translations/translate')
const showMend = definePage<MendPage>('translations/mend')
const showSent = definePage<SentPage>('translations/sent')

type Sender = Pick<Site, 'db'> & { actor: Actor; at: Place }

/** The page of an article in one language; with somebody's words where a form was refused. */
export async function answerTranslate(
  { db, actor, at }: Sender, response: Response, wanted: Wanted & { copied?: Id | null }, status = 200,
): Promise<void> {
  const reading = await readArticle(db, actor, at, wordsIn(response))
  const writes = reading.around.writer !== null
  const kept = writes ? await findSendDraft(db, at, actor.id) : { message: '', unchosen: new Set<Id>() }
  const own = writes ? await listOwnOpen(db, at, actor.id) : []
  const copied = reading.facts.find(({ segment }) => segment === wanted.copied)?.source?.text
  const typed = wanted.copied && copied !== undefined ? { typed: new Map([[wanted.copied, copied]]) } : {}
  await showTranslate(response, translatePage(reading, kept, own, { ...wanted, ...typed }), { status })
}

/** Everything typed is saved, or shown with the reason; then the button does what it says. */
export async function answerSheet(sender: Sender, sheet: Sheet, response: Response): Promise<void> {
  const { db, actor, at } = sender
  const kept = await keepTyped(db, actor, at, sheet)
  if (kept.faults.length > 0) return answerFaults(sender, kept, sheet, response)
  if (sheet.problem) {
    const { message, show, problem } = sheet
    return answerTranslate(sender, response, { show, problem, ...message === null ? {} : { message } }, 422)
  }
  const { act } = sheet
  if (act.do === 'chosen') return answerChosen(sender, sheet, kept, response)
  if (act.do === 'send') return answerSendOne(sender, { ...at, segment: act.segment }, sheet, kept, response)
  seeOther(response, await afterwards(sender, act, sheet, kept))
}

/** Somebody's words of one paragraph, saved for a script: what the field now names as shown, and what is doubtful about them. */
export async function answerSaved({ db, actor, at }: Sender & { at: ParagraphPlace }, sheet: Sheet, response: Response): Promise<void> {
  const { saved, faults: [fault] } = await keepTyped(db, actor, at, sheet)
  if (fault?.conflict) return void response.status(409).json({ conflict: fault.conflict.with })
  if (fault) return void response.status(422).json({ problem: fault.problem })
  const one = saved.get(at.segment)
  const { facts: [facts] } = await readArticle(db, actor, { ...at, segments: [at.segment] }, wordsIn(response))
  const { t } = viewLocals(response)
  const doubts = facts?.draft ? doubtsOf(facts, facts.draft.text) : []
  const version = one && one.saved !== null ? one.version : 0
  response.json({
    draft: one?.saved === 'draft', version, shown: shownAfter(sheet, version), sendable: facts !== undefined && obstacleOf(facts, actor.id) === null,
    ask: t(doubts.some(({ about }) => about === 'same_as_original') ? 'translations:doubt.sameAnyway' : 'translations:doubt.anyway'),
    doubts: doubts.map((doubt) => ({
      words: t(`translations:doubt.${doubt.about}`, { item: 'item' in doubt ? doubt.item : '' }), insert: 'insert' in doubt ? doubt.insert : null,
      mend: doubt.about === 'torn_link',
    })),
  })
}

async function answerFaults({ db, actor, at }: Sender, { faults, count }: Kept, sheet: Sheet, response: Response): Promise<void> {
  const reading = await readArticle(db, actor, { ...at, segments: faults.map(({ segment }) => segment) }, wordsIn(response))
  const inOrder = reading.facts.flatMap(({ segment }) => faults.find((fault) => fault.segment === segment) ?? [])
  const status = faults.some(isConflict) ? 409 : 422
  await showMend(response, mendPage(reading, inOrder, { saved: count, sheet }), { status })
}

function isConflict({ conflict }: Fault): boolean {
  return conflict !== undefined
}

async function answerChosen(sender: Sender, sheet: Sheet, kept: Kept, response: Response): Promise<void> {
  const { db, actor, at } = sender
  const drafts = [...sheet.chosen].map(([segment, version]): ChosenDraft =>
    ({ segment, version: versionAfter(kept, segment) ?? version, anyway: sheet.anyway.has(segment) }))
  const message = sheet.message ?? ''
  if (drafts.length === 0) return answerTranslate(sender, response, { show: sheet.show, message, problem: 'required' }, 422)
  const segments = drafts.map(({ segment }) => segment)
  const reading = await readArticle(db, actor, { ...at, segments }, wordsIn(response))
  if (reading.facts.length < drafts.length) throw new AppError('not_found', { article: at.article })
  const { submission, skipped } = await sendSubmission(db, actor, { ...at, message, drafts })
  if (skipped.length === 0) return seeOther(response, pageHref(addressOf(at), { done: 'sent', count: drafts.length }))
  await showSent(response, sentPage(reading, drafts.length, skipped), { status: submission ? 200 : 409 })
}

async function answerSendOne({ db, actor }: Sender, at: ParagraphPlace, sheet: Sheet, kept: Kept, response: Response): Promise<void> {
  const { segment } = at
  const reading = await readArticle(db, actor, { ...at, segments: [segment] }, wordsIn(response))
  const version = versionAfter(kept, segment) ?? reading.facts[0]?.draft?.version ?? 0
  const { skipped } = await sendSubmission(db, actor, { ...at, message: '', drafts: [{ segment, version, anyway: sheet.anyway.has(segment) }] })
  if (skipped.length > 0) return showSent(response, sentPage(reading, 1, skipped), { status: 409 })
  seeOther(response, await hrefAfter({ db, actor, at }, sheet, { done: 'sent', count: 1, from: segment, on: true }))
}

function versionAfter({ saved }: Kept, segment: Id): number | undefined {
  const one = saved.get(segment)
  return one && one.saved !== null ? one.version : undefined
}

/** Where to look after a button that sends nothing. */
async function afterwards(sender: Sender, act: Act, sheet: Sheet, { count }: Kept): Promise<string> {
  const { db, actor, at } = sender
  if (act.do === 'recall') {
    const { segments } = await withdrawSubmission(db, actor, act.submission)
    return `${pageHref(addressOf(at), { show: sheet.show, done: 'withdrawn', count: segments.length })}#send`
  }
  if (!('segment' in act)) return `${pageHref(addressOf(at), { show: sheet.show, ...savedAs(count) })}#send`
  const from = act.segment
  const gone = act.do !== 'withdraw' && act.do !== 'give_up' || await leaveParagraph(sender, act.do, from)
  const done = gone ? DONE_BY[act.do] : 'saved'
  return hrefAfter(sender, sheet, { ...done === 'saved' ? savedAs(count) : { done, count: 1 }, from, on: act.do === 'next' || act.do === 'fits' })
}

function savedAs(count: number): { done: Done; count: number } {
  return { done: count > 0 ? 'saved' : 'nothing', count }
}

const DONE_BY = {
  next: 'saved', stay: 'saved', fits: 'saved', mend: 'saved', discard: 'discarded', copy: 'copied', spelling: 'filled', drop: 'dropped', send: 'sent',
  give_up: 'given_up', withdraw: 'withdrawn',
} as const

/** Takes a paragraph back from review, or gives up what was returned; false when somebody's own draft of it goes first. */
async function leaveParagraph({ db, actor, at }: Sender, how: 'withdraw' | 'give_up', segment: Id): Promise<boolean> {
  const { facts: [facts] } = await readArticle(db, actor, { ...at, segments: [segment] }, { added: '', removed: '' })
  if (how === 'withdraw') {
    if (!facts?.proposal) throw new AppError('moved_on')
    await withdrawSubmission(db, actor, facts.proposal.submission, [facts.proposal.id])
    return true
  }
  if (!facts?.returned) throw new AppError('moved_on')
  if (facts.draft) return false
  await giveUpReturn(db, actor, { ...at, segment, decision: facts.returned.decision })
  return true
}

/** The page to go on with, at the next paragraph that asks for the person or at the same. */
async function hrefAfter({ db, actor, at }: Sender, sheet: Sheet, { done, count, from, on }: {
  done: Done; count: number; from: Id; on: boolean
}): Promise<string> {
  const address = addressOf(at)
  const to = on ? await findNext(db, actor, { ...at, segment: from }, sheet.show) : from
  const copy = done === 'copied' ? { copy: from } : done === 'filled' ? { fill: 'spelling' as const } : {}
  if (sheet.view === 'one' && to) return pageHref(`${address}/segments/${to}`, { done, count, ...copy })
  const long = to !== null && await isLong(db, at.article)
  return `${pageHref(address, { show: sheet.show, done, count, ...long ? { at: to } : {}, ...copy })}#${to ? `p-${to}` : 'send'}`
}
