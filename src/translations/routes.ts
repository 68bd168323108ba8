import { Router, type Request, type Response } from 'express'
import type { Id } from '../db/columns.ts'
import { isId } from '../db/id.ts'
import { openMachine } from '../machine/machine.ts'
import { AppError } from '../errors.ts'
import { gated } from '../people/gate.ts'
import { addAsset } from '../web/assets.ts'
import { bundleForBrowsers } from '../web/bundle.ts'
import { found, safeNext, seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { restoreRevision } from './actions.ts'
import type { Asker, ConfirmEdit } from './afterwards.ts'
import { answerSaved, answerSheet, answerTranslate } from './answers.ts'
import { addressOf, doneIn, paragraphIn, placeIn, segmentAsked, type ParagraphPlace } from './asked.ts'
import { readShow } from './filters.ts'
import { answerFocus, type FocusAsked } from './focus-answers.ts'
import { knownId, readAsking, readDraft, readRestoration, readWithdrawal, typedRestoration } from './forms.ts'
import { pageHref } from './pages.ts'
import { readSheet } from './sheet.ts'
import { answerSuggested } from './suggesting.ts'
import { addTogether } from './together/routes.ts'
import { withdrawSubmission } from './withdrawing.ts'

/** The translator's room: an article in one language, its drafts, what is sent to review, each paragraph by itself. */
export function translationRoutes(site: Site, confirm: ConfirmEdit): Router {
  const router = Router()
  const { db } = site
  const machine = openMachine(site.config.machine)

  gated(router, 'GET /desk/articles/:article/languages/:language', async (request, response, actor) => {
    await answerTranslate({ db, actor, at: placeIn(site, request) }, response, {
      show: readShow(request.query['show']), at: segmentAsked(request, 'at'), copied: segmentAsked(request, 'copy'), old: segmentAsked(request, 'old'), done: doneIn(request), fixed: fixedIn(request),
    })
  })

  gated(router, 'POST /desk/articles/:article/languages/:language/drafts', async (request, response, actor) => {
    await answerSheet({ db, actor, at: placeIn(site, request), machine, confirm }, readSheet(request.body), response)
  })

  gated(router, 'POST /desk/articles/:article/languages/:language/submissions', async (request, response, actor) => {
    const sheet = readSheet(request.body)
    const act = sheet.act.do === 'send' ? sheet.act : { do: 'chosen' as const }
    await answerSheet({ db, actor, at: placeIn(site, request), machine, confirm }, { ...sheet, act }, response)
  })

  gated(router, 'POST /desk/articles/:article/languages/:language/segments/:segment/draft', async (request, response, actor) => {
    const at = paragraphIn(site, request)
    const sheet = readDraft(request.body, at.segment)
    await (request.accepts(['html', 'json']) === 'json' ? answerSaved : answerSheet)({ db, actor, at, machine, confirm }, sheet, response)
  })

  gated(router, 'GET /desk/articles/:article/languages/:language/segments/:segment', async (request, response, actor) => {
    const at = paragraphIn(site, request)
    await answerFocus({ db, actor, at, machine }, response, askedOf(request, at.segment))
  })

  gated(router, 'POST /desk/articles/:article/languages/:language/segments/:segment/suggestions', async (request, response, actor) => {
    readAsking(request.body)
    await answerSuggested({ db, actor, machine }, paragraphIn(site, request), response)
  })

  gated(router, 'GET /desk/checks.js', async (_request, response) => {
    found(response, addAsset('checks.js', await bundleForBrowsers('src/quality/live.ts')))
  })

  gated(router, 'POST /desk/articles/:article/languages/:language/segments/:segment/restorations', async (request, response, actor) => {
    await postRestoration({ db, actor, at: paragraphIn(site, request), machine }, request, response)
  })

  gated(router, 'POST /desk/submissions/:submission/withdrawals', async (request, response, actor) => {
    const { proposals, next } = readWithdrawal(request.body)
    const { segments, ...at } = await withdrawSubmission(db, actor, knownId(request.params['submission']), proposals)
    seeOther(response, safeNext(next, pageHref(addressOf(at), { done: 'withdrawn', count: segments.length })))
  })

  addTogether(router, site)
  return router
}

/** What the address of one paragraph's page asks for. */
function askedOf(request: Request, segment: Id): FocusAsked {
  const { fill: filled } = request.query
  const fill = segmentAsked(request, 'copy') === segment ? 'original' : segmentAsked(request, 'old') === segment ? 'old'
    : typeof filled === 'string' ? fillIn(filled) : null
  return { done: doneIn(request), compared: comparedIn(request), fill, fixed: fixedIn(request) }
}

function fillIn(filled: string): NonNullable<FocusAsked['fill']> | null {
  if (filled === 'spelling' || filled === 'machine') return filled
  const term = filled.startsWith('term') ? filled.slice('term'.length) : null
  if (isId(term)) return { term }
  return /^match[1-9]$/.test(filled) ? Number(filled.slice('match'.length)) : null
}

/** What would take back the fix that was made just now. */
function fixedIn({ query: { undo } }: Request): string | undefined {
  return typeof undo === 'string' ? undo : undefined
}

/** Both versions or none. Throws `not_found` for one that cannot be. */
function comparedIn({ query }: Request): { from: Id; to: Id } | null {
  const { from, to } = query
  return from === undefined && to === undefined ? null : { from: knownId(from), to: knownId(to) }
}

async function postRestoration(
  { db, actor, at, machine }: Asker & { at: ParagraphPlace }, request: Request, response: Response,
): Promise<void> {
  const form = readRestoration(request.body)
  if (!form.ok) {
    const { revision, message } = typedRestoration(request.body)
    const kept = { revision, message, problem: form.problems['message'] ?? 'invalid' }
    return answerFocus({ db, actor, at, machine }, response, { ...askedOf(request, at.segment), kept }, 422)
  }
  try {
    await restoreRevision(db, actor, { ...at, ...form.value })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'faulty_text') throw error
    return answerFocus({ db, actor, at, machine }, response, { ...askedOf(request, at.segment), kept: { ...form.value, problem: 'faulty' } }, 422)
  }
  seeOther(response, `${pageHref(addressOf(at), { done: 'sent', count: 1 })}#p-${at.segment}`)
}
