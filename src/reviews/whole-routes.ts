import { Router, type Request, type Response } from 'express'
import type { Id } from '../db/columns.ts'
import { authorize } from '../people/abilities.ts'
import { gated } from '../people/gate.ts'
import type { Actor } from '../people/model.ts'
import { findSubmission } from '../segments/proposals.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { returnSubmission, reviewSubmission } from './actions.ts'
import { answerReviewed, viewOn } from './answers.ts'
import { param } from './asked.ts'
import type { Verdict } from './model.ts'
import type { View } from './paragraphs.ts'
import { approvesOwn, bySegment } from './posted.ts'
import { loadSheet, type Sheet } from './sheet.ts'
import { readPosted, type Choice } from './verdicts.ts'
import type { RestPage, ReturnPage } from './whole-pages.ts'
import { judgeReturn, restPage, returnPage } from './whole.ts'

const showRest = definePage<RestPage>('reviews/rest')
const showReturn = definePage<ReturnPage>('reviews/return')

/** What is decided on a whole submission at once: approving what is left, and returning all of it. */
export function wholeRoutes(site: Site): Router {
  const { db } = site
  const router = Router()

  gated(router, 'GET /desk/submissions/:submission/rest', async (request, response, actor) => {
    const { sheet, view } = await openAll(site, request, response, actor)
    await showRest(response, restPage(sheet, view))
  })

  gated(router, 'POST /desk/submissions/:submission/rest', async (request, response, actor) => {
    const { choices, also } = readPosted(request.body)
    const { sheet, view } = await openThese(site, request, response, actor, choices)
    const { submission: { id } } = sheet
    const verdicts = choices.map(({ proposal, shown, minor }): Verdict => ({ proposal, shown, minor, outcome: 'approve' }))
    if (verdicts.length === 0) return seeOther(response, `/desk/submissions/${id}/rest`)
    if (!also.has('own') && approvesOwn(sheet, actor, verdicts)) {
      const all = await openAll(site, request, response, actor)
      return showRest(response, restPage(all.sheet, all.view, { missing: true }), { status: 422 })
    }
    const reviewed = await reviewSubmission(db, actor, id, verdicts)
    // What moved is not chosen any more: it must be looked at anew.
    await answerReviewed(site, response, { ...view, choices: bySegment(sheet, choices) }, sheet, reviewed)
  })

  gated(router, 'GET /desk/submissions/:submission/return', async (request, response, actor) => {
    const { sheet, view } = await openAll(site, request, response, actor)
    await showReturn(response, returnPage(sheet, view))
  })

  gated(router, 'POST /desk/submissions/:submission/return', async (request, response, actor) => {
    const { choices, also } = readPosted(request.body)
    const { sheet, view } = await openThese(site, request, response, actor, choices)
    if (choices.length === 0) return seeOther(response, `/desk/submissions/${sheet.submission.id}/return`)
    const { reason, verdicts, typed } = judgeReturn(sheet, view, also.get('reason') ?? '', choices)
    if (typed.problems.length > 0) {
      const all = await openAll(site, request, response, actor)
      return showReturn(response, returnPage(all.sheet, all.view, typed), { status: 422 })
    }
    const reviewed = await returnSubmission(db, actor, sheet.submission.id, reason, verdicts)
    const returned = choices.map((choice) => ({ ...choice, outcome: 'return' as const, reason: choice.reason || reason }))
    await answerReviewed(site, response, { ...view, choices: bySegment(sheet, returned) }, sheet, reviewed)
  })

  return router
}

type Opened = Promise<{ sheet: Sheet; view: View }>

/** The submission with everything in it that waits, for a reviewer of its language. */
async function openAll(site: Site, request: Request, response: Response, actor: Actor): Opened {
  const submission = await findReviewed(site, request, actor)
  const sheet = await loadSheet(site.db, submission, { open: true })
  return { sheet, view: await viewOn(site, response, actor, submission) }
}

/** The same with what a form speaks of, whatever became of it since. */
async function openThese(site: Site, request: Request, response: Response, actor: Actor, choices: readonly Choice[]): Opened {
  const submission = await findReviewed(site, request, actor)
  const sheet = await loadSheet(site.db, submission, { proposals: choices.map(({ proposal }) => proposal) })
  return { sheet, view: await viewOn(site, response, actor, submission) }
}

async function findReviewed({ db }: Site, request: Request, actor: Actor): Promise<Id> {
  const submission = await findSubmission(db, param(request, 'submission'))
  authorize(actor, 'submission.review', submission.language)
  return submission.id
}
