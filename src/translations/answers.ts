import type { Response } from 'express'
import type { Id } from '../db/columns.ts'
import { AppError } from '../errors.ts'
import { MachineFailure } from '../machine/model.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import { sendSubmission, type ChosenDraft } from './actions.ts'
import { doOther, hrefAfter, type Sender, type SheetSender } from './afterwards.ts'
import { addressOf, wordsIn, type ParagraphPlace } from './asked.ts'
import { fieldOf, obstacleOf } from './fields.ts'
import { findingJson } from './findings.ts'
import { readUndo } from './fix-back.ts'
import { answerFocus } from './focus-answers.ts'
import { shownAfter } from './forms.ts'
import { mendPage, type MendPage } from './mending.ts'
import { readGone } from './gone.ts'
import { mergedOf, type Fault } from './merging.ts'
import { oldTextOf } from './origins.ts'
import type { Skipped } from './model.ts'
import { pageHref, translatePage, type NotDone, type TranslatePage, type Wanted } from './pages.ts'
import { keepTyped, type Kept } from './posting.ts'
import { listPresent } from './presence-store.ts'
import { isAnswered, keepReasons } from './reasons.ts'
import { readArticle, type Reading } from './reading.ts'
import { findSendDraft, listOwnOpen } from './sending-store.ts'
import { sentPage, type SentPage } from './sending.ts'
import type { Act, Sheet } from './sheet.ts'

const showTranslate = definePage<TranslatePage>('translations/translate')
const showMend = definePage<MendPage>('translations/mend')
const showSent = definePage<SentPage>('translations/sent')

/** The page of an article in one language; with somebody's words where a form was refused. */
export async function answerTranslate(
  { db, actor, at }: Sender, response: Response,
  wanted: Wanted & { copied?: Id | null; old?: Id | null; fixed?: string | undefined }, status = 200,
): Promise<void> {
  const reading = await readArticle(db, actor, at, wordsIn(response))
  const writes = reading.around.writer !== null
  const kept = writes ? await findSendDraft(db, at, actor.id) : { message: '', unchosen: new Set<Id>() }
  const own = writes ? await listOwnOpen(db, at, actor.id) : []
  const copied = reading.facts.find(({ segment }) => segment === wanted.copied)?.source?.text
  const old = oldTextOf(reading, wanted.old)
  const typed = wanted.copied && copied !== undefined ? { typed: new Map([[wanted.copied, { text: copied }]]) }
    : wanted.old && old ? { typed: new Map([[wanted.old, old]]) } : {}
  const removed = (wanted.show ?? 'all') === 'all' ? await readGone(db, reading) : []
  const undo = await readUndo(db, reading, wanted.fixed)
  await showTranslate(response, translatePage(reading, kept, own, { ...wanted, ...typed, undo, removed }), { status })
}

/** Everything typed is saved, or shown with the reason; then the button does what it says. */
export async function answerSheet(sender: SheetSender, sheet: Sheet, response: Response): Promise<void> {
  const { db, actor, at } = sender
  const kept = await keepTyped(db, actor, at, sheet)
  if (kept.faults.length > 0) return answerFaults(sender, kept, sheet, response)
  if (sheet.problem) {
    const { message, show, problem } = sheet
    return answerTranslate(sender, response, { show, problem, ...message === null ? {} : { message } }, 422)
  }
  const { act } = sheet
  await keepReasons(sender, sheet.reasons)
  if (act.do === 'meant' && !isAnswered(sheet, act)) return answerNotDone(sender, sheet, 'reason', response)
  if (act.do === 'chosen') return answerChosen(sender, sheet, kept, response)
  if (act.do === 'send') return answerSendOne(sender, { ...at, segment: act.segment }, sheet, kept, response)
  const done = await doOther(sender, act, sheet, kept).catch((error: unknown) => ({ not: whyNotDone(act, error) }))
  if (typeof done === 'string') return seeOther(response, done)
  await answerNotDone(sender, sheet, done.not, response)
}

/** Somebody's words of one paragraph, saved for a script: what the field now names as shown, and what is doubtful about them. */
export async function answerSaved({ db, actor, at }: Sender & { at: ParagraphPlace }, sheet: Sheet, response: Response): Promise<void> {
  const { saved, faults: [fault] } = await keepTyped(db, actor, at, sheet)
  if (fault?.conflict) return answerConflict({ db, actor, at }, fault, response)
  if (fault) return void response.status(422).json({ problem: fault.problem })
  const one = saved.get(at.segment)
  const { facts: [facts], around } = await readArticle(db, actor, { ...at, segments: [at.segment] }, wordsIn(response))
  const present = await listPresent(db, at, actor.id)
  const { t, format } = viewLocals(response)
  const findings = around.findings.get(at.segment) ?? []
  const version = one && one.saved !== null ? one.version : 0
  response.json({
    draft: one?.saved === 'draft', version, shown: shownAfter(sheet, version), sendable: facts !== undefined && obstacleOf(facts, actor.id, findings) === null,
    present: present.map(({ segment, name, at: time }) => ({ segment, words: t('translations:present', { name, time: format.relative(time) }) })),
    findings: findings.map((one) => findingJson(response, one, around.mayAddWords ? at.language : null)),
  })
}

/** What a script needs to offer both texts together; nothing of it is stored. */
async function answerConflict({ db, actor, at }: Sender & { at: ParagraphPlace }, fault: Fault, response: Response): Promise<void> {
  const merged = mergedOf(fault, at.language)
  const { facts: [facts], around } = await readArticle(db, actor, { ...at, segments: [at.segment] }, wordsIn(response))
  const shown = facts && merged !== null ? { merged, shown: fieldOf(facts, around, fault.typed, fault.from).shown } : {}
  response.status(409).json({ conflict: fault.conflict?.with, ...shown })
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

/** Only what somebody else was first with is told on the page itself, where everything typed stands saved. */
function whyNotDone({ do: what }: Act, error: unknown): NotDone {
  if (error instanceof MachineFailure) return `machine_${error.why}`
  const code = error instanceof AppError ? error.code : null
  if (code === 'own_words') return code
  if (code !== 'moved_on' && code !== 'wrong_state') throw error
  return what === 'confirm' && code === 'moved_on' ? what : 'other'
}

async function answerNotDone(sender: SheetSender, { act, view, show }: Sheet, notDone: NotDone, response: Response): Promise<void> {
  const status = notDone === 'own_words' ? 403 : notDone === 'reason' ? 422 : act.do === 'suggest' ? 503 : 409
  const segment = 'segment' in act ? act.segment : null
  if (view === 'all' || segment === null) return answerTranslate(sender, response, { show, notDone, at: segment }, status)
  await answerFocus({ ...sender, at: { ...sender.at, segment } }, response, { notDone }, status)
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
  const told = skipped.map((one) => ({ ...one, why: whyOf(one, reading, sheet, kept) }))
  await showSent(response, sentPage(reading, drafts.length, told), { status: submission ? 200 : 409 })
}

async function answerSendOne({ db, actor }: Sender, at: ParagraphPlace, sheet: Sheet, kept: Kept, response: Response): Promise<void> {
  const { segment } = at
  const reading = await readArticle(db, actor, { ...at, segments: [segment] }, wordsIn(response))
  const version = versionAfter(kept, segment) ?? reading.facts[0]?.draft?.version ?? 0
  const { skipped } = await sendSubmission(db, actor, { ...at, message: '', drafts: [{ segment, version, anyway: sheet.anyway.has(segment) }] })
  const told = skipped.map((one) => ({ ...one, why: whyOf(one, reading, sheet, kept) }))
  if (told.length > 0) return showSent(response, sentPage(reading, 1, told), { status: 409 })
  seeOther(response, await hrefAfter({ db, actor, at }, sheet, { done: 'sent', count: 1, from: segment, on: true }))
}

/** Without a draft: was there none because there was nothing to keep, or has another window done away with it? */
function whyOf({ segment, why }: { segment: Id; why: Skipped }, { facts }: Reading, { fields }: Sheet, { saved }: Kept): Skipped {
  if (why !== 'no_draft' || saved.get(segment)?.saved !== 'nothing') return why
  if (fields.find((field) => field.segment === segment)?.typed === '') return 'empty'
  return facts.find((one) => one.segment === segment)?.returned ? 'returned_same' : 'nothing_new'
}

function versionAfter({ saved }: Kept, segment: Id): number | undefined {
  const one = saved.get(segment)
  return one && one.saved !== null ? one.version : undefined
}
