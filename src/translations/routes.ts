import { Router, type Request, type Response } from 'express'
import { findApprovedSpelling } from '../articles/spellings.ts'
import type { Id } from '../db/columns.ts'
import { gated } from '../people/gate.ts'
import type { Actor } from '../people/model.ts'
import { definePage } from '../web/page.ts'
import { safeNext, seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { restoreRevision } from './actions.ts'
import { answerSaved, answerSheet, answerTranslate } from './answers.ts'
import { addressOf, doneIn, paragraphIn, placeIn, segmentAsked, wordsIn, type ParagraphPlace } from './asked.ts'
import { readShow } from './filters.ts'
import { focusPage, type FocusPage, type FocusWanted, type Spelling } from './focus.ts'
import { knownId, readDraft, readRestoration, readWithdrawal, typedRestoration } from './forms.ts'
import { pageHref } from './pages.ts'
import { readParagraph, type ParagraphReading } from './reading.ts'
import { readSheet } from './sheet.ts'
import { listDecisions, listRevisions } from './store.ts'
import { withdrawSubmission } from './withdrawing.ts'

const showFocus = definePage<FocusPage>('translations/focus')

/** The translator's room: an article in one language, its drafts, what is sent to review, each paragraph by itself. */
export function translationRoutes(site: Site): Router {
  const router = Router()
  const { db } = site

  gated(router, 'GET /desk/articles/:article/languages/:language', async (request, response, actor) => {
    await answerTranslate({ db, actor, at: placeIn(site, request) }, response, {
      show: readShow(request.query['show']), at: segmentAsked(request, 'at'), copied: segmentAsked(request, 'copy'), done: doneIn(request),
    })
  })

  gated(router, 'POST /desk/articles/:article/languages/:language/drafts', async (request, response, actor) => {
    await answerSheet({ db, actor, at: placeIn(site, request) }, readSheet(request.body), response)
  })

  gated(router, 'POST /desk/articles/:article/languages/:language/submissions', async (request, response, actor) => {
    const sheet = readSheet(request.body)
    const act = sheet.act.do === 'send' ? sheet.act : { do: 'chosen' as const }
    await answerSheet({ db, actor, at: placeIn(site, request) }, { ...sheet, act }, response)
  })

  gated(router, 'POST /desk/articles/:article/languages/:language/segments/:segment/draft', async (request, response, actor) => {
    const at = paragraphIn(site, request)
    const sheet = readDraft(request.body, at.segment)
    await (request.accepts(['html', 'json']) === 'json' ? answerSaved : answerSheet)({ db, actor, at }, sheet, response)
  })

  gated(router, 'GET /desk/articles/:article/languages/:language/segments/:segment', async (request, response, actor) => {
    await answerFocus(site, paragraphIn(site, request), request, response, actor)
  })

  gated(router, 'POST /desk/articles/:article/languages/:language/segments/:segment/restorations', async (request, response, actor) => {
    await postRestoration(site, paragraphIn(site, request), request, response, actor)
  })

  gated(router, 'POST /desk/submissions/:submission/withdrawals', async (request, response, actor) => {
    const { proposals, next } = readWithdrawal(request.body)
    const { segments, ...at } = await withdrawSubmission(db, actor, knownId(request.params['submission']), proposals)
    seeOther(response, safeNext(next, pageHref(addressOf(at), { done: 'withdrawn', count: segments.length })))
  })

  return router
}

async function answerFocus(site: Site, at: ParagraphPlace, request: Request, response: Response, actor: Actor, kept?: FocusWanted['kept']): Promise<void> {
  const { db } = site
  const reading = await readParagraph(db, actor, at, wordsIn(response))
  const past = { revisions: await listRevisions(db, at.segment, at.language), decisions: await listDecisions(db, at.segment, at.language) }
  const spelling = await spellingOf(site, at, reading)
  const filled = segmentAsked(request, 'copy') === at.segment ? reading.one.source?.text
    : request.query['fill'] === 'spelling' ? spelling?.text : undefined
  const wanted = { done: doneIn(request), typed: filled, compared: comparedIn(request), spelling, kept }
  await showFocus(response, focusPage(reading, past, wanted), { status: kept ? 422 : 200 })
}

/** Both versions or none. Throws `not_found` for one that cannot be. */
function comparedIn({ query }: Request): { from: Id; to: Id } | null {
  const { from, to } = query
  return from === undefined && to === undefined ? null : { from: knownId(from), to: knownId(to) }
}

/** How an author's name or role was approved elsewhere, unless these are the words here already. */
async function spellingOf({ db }: Site, at: ParagraphPlace, { one }: ParagraphReading): Promise<Spelling | null> {
  if (one.kind !== 'author_name' && one.kind !== 'author_role') return null
  const known = await findApprovedSpelling(db, at.article, at.segment, at.language)
  if (!known || known.text === (one.draft?.text ?? one.approved?.text)) return null
  return { text: known.text, href: known.article ? addressOf({ article: known.article, language: at.language }) : null }
}

async function postRestoration(site: Site, at: ParagraphPlace, request: Request, response: Response, actor: Actor): Promise<void> {
  const form = readRestoration(request.body)
  if (!form.ok) {
    const { revision, message } = typedRestoration(request.body)
    return answerFocus(site, at, request, response, actor, { revision, message, problem: form.problems['message'] ?? 'invalid' })
  }
  await restoreRevision(site.db, actor, { ...at, ...form.value })
  seeOther(response, `${pageHref(addressOf(at), { done: 'sent', count: 1 })}#p-${at.segment}`)
}
