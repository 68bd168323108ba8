import type { Response } from 'express'
import type { Id } from '../db/columns.ts'
import { now } from '../db/id.ts'
import { AppError } from '../errors.ts'
import { can } from '../people/abilities.ts'
import { readSettings } from '../people/settings.ts'
import { namesOf } from '../people/store.ts'
import { findSendDraft } from '../translations/sending-store.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Editor } from './answers.ts'
import { answerSource } from './answers.ts'
import { applyChange } from './applying.ts'
import { readSourceText, writeSource, type SourceDocument } from './document.ts'
import { findSourceDraft } from './draft-store.ts'
import { forgetMessage, keepChosen } from './drafting.ts'
import type { SentPlan } from './forms.ts'
import type { Choices, Plan, SourceState } from './model.ts'
import { listMoves } from './moves-store.ts'
import type { PlanPage } from './pages.ts'
import { placeOf } from './place.ts'
import { planChange } from './plan.ts'
import { leftIn, picturesMissing, planPage } from './plan-page.ts'
import { sendChange, type ChangeRequest } from './sending.ts'
import { readSource } from './state.ts'
import { listOutlineOf } from './store.ts'
import { storedBlocks } from './stored.ts'
import { staysAs } from './target.ts'

const showPlan = definePage<PlanPage>('sources/plan')

/** A draft of an original, or the original itself, with what it would change. */
interface Planned {
  state: SourceState
  draft: { text: string; choices: Choices; version: number; at: string | null; outline: Id }
  document: SourceDocument
  plan: Plan
}

interface Asked extends Partial<Pick<PlanPage, 'message' | 'tooLong' | 'moved' | 'refusal'>> {
  from: number
  status?: number
}

async function readPlan({ site: { db }, actor, article }: Editor): Promise<Planned> {
  const state = await readSource(db, article, actor.id)
  const kept = await findSourceDraft(db, article.id, actor.id)
  const draft = kept ?? { text: writeSource(state), choices: {}, version: 0, at: null, outline: state.outline }
  const document = await readSourceText(db, draft.text)
  return { state, draft, document, plan: planChange(state, await storedBlocks(db, state, document.blocks), draft.choices) }
}

/** The plan of one's own draft. A text that is no article stands in its field again, with what is wrong with it. */
export async function answerPlan(editor: Editor, response: Response, asked: Asked): Promise<void> {
  const planned = await readPlan(editor)
  if (planned.document.faults.length > 0) return answerSource(editor, response, { faults: planned.document.faults, status: 422 })
  await showPlanned(editor, response, planned, asked)
}

async function showPlanned(editor: Editor, response: Response, { state, draft, document, plan }: Planned, asked: Asked): Promise<void> {
  const { site: { db }, actor, article } = editor
  const { t } = viewLocals(response)
  const { source_language: language } = article
  const begun = draft.outline === state.outline ? state.rows : await listOutlineOf(db, draft.outline)
  const { from, status = 200, message, ...said } = asked
  const page = await planPage({
    place: await placeOf(db, article, state.structure), state, plan, document, draft, begun: new Set(begun.map(({ segment }) => segment)),
    words: { added: t('reviews:diff.addedHere'), removed: t('reviews:diff.removedHere') }, from, made: now(), canApply: await mayApply(editor),
    message: message ?? (await findSendDraft(db, { article: article.id, language }, actor.id)).message, ...said,
  })
  await showPlan(response, page, { status })
}

async function mayApply({ site: { db }, actor, article: { source_language: language } }: Editor): Promise<boolean> {
  return can(actor, 'submission.review', language) && (await readSettings(db, [language])).reviewPolicy[language] === 'one'
}

/** Does what a button of the plan asks for. Choices are kept first, whatever it was. */
export async function answerSentPlan(editor: Editor, response: Response, sent: SentPlan): Promise<void> {
  const { site: { db }, actor, article } = editor
  const { from, message } = sent
  const address = `/desk/articles/${article.id}/source`
  if (sent.tooLong) return answerPlan(editor, response, { from, message, tooLong: true, status: 422 })
  const draft = await findSourceDraft(db, article.id, actor.id)
  const { choices = {}, text = writeSource(await readSource(db, article, actor.id)) } = draft ?? {}
  let kept: Choices
  try {
    kept = (await keepChosen(db, actor, article, { text, ...sent })).choices
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'moved_on') throw error
    return answerPlan(editor, response, { from, message, refusal: 'draft', status: 409 })
  }
  if (sent.act === 'text') return seeOther(response, address)
  // A plan is sent as it was seen: another match makes another plan.
  if (sent.act !== 'update' && sent.act !== 'show' && matchesIn(kept) !== matchesIn(choices)) {
    return answerPlan(editor, response, { from, message, refusal: 'corrected', status: 422 })
  }
  if (sent.act === 'send' || sent.act === 'apply') return answerSending(editor, response, sent)
  seeOther(response, from > 1 ? `${address}/plan?from=${from}` : `${address}/plan`)
}

function matchesIn(choices: Choices): string {
  return JSON.stringify(Object.entries(choices).flatMap(([key, { as }]) => as === undefined ? [] : [[key, as]]).sort())
}

async function answerSending(editor: Editor, response: Response, sent: SentPlan): Promise<void> {
  const { site: { db }, actor, article } = editor
  const planned = await readPlan(editor)
  const { draft, document, plan } = planned
  const again = (refusal: PlanPage['refusal'], status = 422) => showPlanned(editor, response, planned, { from: sent.from, refusal, status })
  if (document.faults.length > 0) return answerSource(editor, response, { faults: document.faults, status: 422 })
  if (plan.mark !== sent.mark) return answerMoved(editor, response, planned, sent)
  const left = leftIn(draft.choices)
  const refusal = whyNot(plan, left)
  if (refusal) return again(refusal, refusal === 'structure_waits' ? 409 : 422)
  const { mark, message } = sent
  const { choices, version } = draft
  const request: ChangeRequest = { article: article.id, blocks: document.blocks, choices, mark, message, left, draft: version }
  try {
    const submission = await (sent.act === 'apply' ? applyChange : sendChange)(db, actor, request)
    if (submission === null) return await again('nothing')
    if (sent.message !== '') await forgetMessage(db, actor, article)
    const alone = plan.structural && plan.rows.every(({ change, waits }) => waits || !TEXTS.has(change))
    seeOther(response, `/desk/submissions/${submission}${alone ? '/source-change?done=sent' : ''}`)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'moved_on') return answerMoved(editor, response, await readPlan(editor), sent)
    if (!SAID.has(error.code)) throw error
    await again(error.code, error.status)
  }
}

/** Changes that are decided paragraph by paragraph. */
const TEXTS = new Set<string>(['typography', 'edited', 'moved_edited'])
const SAID = new Set<string>(['wrong_state', 'own_words', 'one_title_needed', 'too_many_paragraphs', 'invalid'])

function whyNot(plan: Plan, left: readonly Id[]): PlanPage['refusal'] {
  const sent = plan.rows.filter((row) => !staysAs(row, left))
  const blocked = [...sent, ...plan.removed.filter(({ segment }) => !left.includes(segment))]
  if (plan.problems.length > 0 || picturesMissing(plan).length > 0) return 'invalid'
  if (blocked.some(({ obstacle }) => obstacle !== null)) return 'obstacles'
  if (sent.some(({ error }) => error !== null)) return 'faulty'
  if (plan.structural && plan.structure && !plan.structure.mine) return 'structure_waits'
  return plan.changes ? null : 'nothing'
}

/** The plan anew, with what was chosen, and what happened to the article since it was looked at. */
async function answerMoved(editor: Editor, response: Response, planned: Planned, { from, made, message }: SentPlan): Promise<void> {
  const { site: { db }, article } = editor
  const moves = await listMoves(db, article.id, article.source_language, made)
  const names = await namesOf(db, moves.map(({ by }) => by))
  const numbers = new Map(planned.state.rows.map(({ segment, position }) => [segment, position + 1]))
  const moved = moves.map(({ what, at, by, segment }) => ({ what, at, by: names.get(by) ?? '', number: numbers.get(segment ?? '') ?? null }))
  await showPlanned(editor, response, planned, { from, message, moved, status: 409 })
}
