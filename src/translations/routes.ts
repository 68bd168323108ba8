import { Router, type Request, type Response } from 'express'
import type { Id, Language } from '../db/columns.ts'
import { AppError } from '../errors.ts'
import { gated } from '../people/gate.ts'
import type { Actor } from '../people/model.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { restoreRevision, saveDraft, sendSubmission } from './actions.ts'
import { knownId, knownLanguage, readChoice, readDraft, readRestoration, showable, typedRestoration } from './forms.ts'
import { historyPage, type HistoryPage, type KeptRestoration } from './history.ts'
import {
  DONE, mendPage, sentPage, translatePage, type KeptSend, type MendPage, type SentPage, type TranslatePage,
} from './pages.ts'
import { findNext, readArticle, readParagraph } from './reading.ts'
import { listDecisions, listRevisions } from './store.ts'

const showTranslate = definePage<TranslatePage>('translations/translate')
const showMend = definePage<MendPage>('translations/mend')
const showSent = definePage<SentPage>('translations/sent')
const showHistory = definePage<HistoryPage>('translations/history')

/** The translator's room: an article in one language, its drafts, what is sent to review, a paragraph's history. */
export function translationRoutes(site: Site): Router {
  const router = Router()
  const place = (request: Request) => placeIn(site, request)

  gated(router, 'GET /desk/articles/:article/languages/:language', async (request, response, actor) => {
    const reading = await readArticle(site.db, actor, place(request), words(response))
    await showTranslate(response, translatePage(reading, { done: DONE.find((done) => done === request.query['done']) ?? null }))
  })

  gated(router, 'POST /desk/articles/:article/languages/:language/segments/:segment/draft', async (request, response, actor) => {
    await postDraft(site, { ...place(request), segment: knownId(request.params['segment']) }, request, response, actor)
  })

  gated(router, 'POST /desk/articles/:article/languages/:language/submissions', async (request, response, actor) => {
    await postSubmission(site, place(request), request, response, actor)
  })

  gated(router, 'GET /desk/articles/:article/languages/:language/segments/:segment', async (request, response, actor) => {
    await answerHistory(site, { ...place(request), segment: knownId(request.params['segment']) }, response, actor)
  })

  gated(router, 'POST /desk/articles/:article/languages/:language/segments/:segment/restorations', async (request, response, actor) => {
    await postRestoration(site, { ...place(request), segment: knownId(request.params['segment']) }, request, response, actor)
  })

  return router
}

interface Place {
  article: Id
  language: Language
}
type ParagraphPlace = Place & { segment: Id }

async function postDraft({ db }: Site, at: ParagraphPlace, request: Request, response: Response, actor: Actor): Promise<void> {
  const { typed, cleaned, shown, done } = readDraft(request.body)
  if ('problem' in cleaned) {
    const reading = await readParagraph(db, actor, at, words(response))
    if (reading.around.writer === null) throw new AppError('forbidden')
    return showMend(response, mendPage(reading, showable(typed, cleaned.problem), cleaned), { status: 422 })
  }
  const saved = await saveDraft(db, actor, { ...at, text: cleaned.text, shown })
  if (saved.saved === null) {
    const reading = await readParagraph(db, actor, at, words(response))
    return showMend(response, mendPage(reading, typed, saved), { status: 409 })
  }
  const next = done === 'discarded' ? at.segment : await findNext(db, actor, at)
  seeOther(response, `${addressOf(at)}?done=${done}#${next ? `p-${next}` : 'send'}`)
}

async function postSubmission({ db }: Site, at: Place, request: Request, response: Response, actor: Actor): Promise<void> {
  const { drafts, message, problems } = readChoice(request.body)
  const problem = problems['message'] ?? problems['drafts']
  const segments = drafts.map(({ segment }) => segment)
  if (problem) return refuseSubmission({ db }, at, response, actor, { chosen: new Set(segments), message, problem })
  const reading = await readArticle(db, actor, { ...at, segments }, words(response))
  if (reading.facts.length < drafts.length) throw new AppError('not_found', { article: at.article })
  const { submission, skipped } = await sendSubmission(db, actor, { ...at, message, drafts })
  if (skipped.length === 0) return seeOther(response, `${addressOf(at)}?done=sent`)
  await showSent(response, sentPage(reading, drafts.length, skipped), { status: submission ? 200 : 409 })
}

async function refuseSubmission({ db }: Pick<Site, 'db'>, at: Place, response: Response, actor: Actor, kept: KeptSend): Promise<void> {
  const reading = await readArticle(db, actor, at, words(response))
  if (reading.around.writer === null) throw new AppError('forbidden')
  await showTranslate(response, translatePage(reading, { kept }), { status: 422 })
}

async function postRestoration(site: Site, at: ParagraphPlace, request: Request, response: Response, actor: Actor): Promise<void> {
  const form = readRestoration(request.body)
  if (!form.ok) {
    const { revision, message } = typedRestoration(request.body)
    return answerHistory(site, at, response, actor, { revision, message, problem: form.problems['message'] ?? 'invalid' })
  }
  await restoreRevision(site.db, actor, { ...at, ...form.value })
  seeOther(response, `${addressOf(at)}?done=sent#p-${at.segment}`)
}

async function answerHistory({ db }: Site, at: ParagraphPlace, response: Response, actor: Actor, kept?: KeptRestoration): Promise<void> {
  const reading = await readParagraph(db, actor, at, words(response))
  const past = { revisions: await listRevisions(db, at.segment, at.language), decisions: await listDecisions(db, at.segment, at.language) }
  await showHistory(response, historyPage(reading, past, kept), { status: kept ? 422 : 200 })
}

function placeIn({ config }: Site, { params }: Request): Place {
  return { article: knownId(params['article']), language: knownLanguage(params['language'], config.languages) }
}

function addressOf({ article, language }: Place): string {
  return `/desk/articles/${article}/languages/${language}`
}

function words(response: Response): { added: string; removed: string } {
  const { t } = viewLocals(response)
  return { added: t('translations:diff.added'), removed: t('translations:diff.removed') }
}
