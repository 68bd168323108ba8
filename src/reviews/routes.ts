import { Router, type Request } from 'express'
import type { Id } from '../db/columns.ts'
import { isId, now } from '../db/id.ts'
import { AppError } from '../errors.ts'
import { authorize } from '../people/abilities.ts'
import { gated } from '../people/gate.ts'
import { findProposal, findSubmission } from '../segments/proposals.ts'
import { checkbox, form, id, line, readForm } from '../web/form.ts'
import { safeNext, seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { confirmProposal } from './actions.ts'
import { answerMoved, answerReview, showSubmission, viewOn } from './answers.ts'
import { pageIn, param, segmentIn } from './asked.ts'
import type { ReviewDraft } from './draft-store.ts'
import { forgetChoice, keepChoices } from './drafts.ts'
import type { SubmissionNotice } from './pages.ts'
import { readCounts, resultsOf } from './posted.ts'
import { queueRoutes } from './queue-routes.ts'
import { loadSheet } from './sheet.ts'
import { submissionPage } from './submission-page.ts'
import { readPosted, readShown, type Choice, type Posted } from './verdicts.ts'
import { wholeRoutes } from './whole-routes.ts'

/** What an address may say was done, besides what was decided. */
const SAID = ['confirmed', 'passed', 'saved', 'forgotten'] as const

const confirmation = form({
  revision: id(), source: line({ max: 22, optional: true }).optional(), approved: line({ max: 22, optional: true }).optional(),
  minor: checkbox(), next: line({ max: 2000, optional: true }).optional(),
})

/** The review queue, and a submission with what is decided on it. */
export function reviewRoutes(site: Site): Router {
  const { db } = site
  const router = Router()
  router.use(queueRoutes(site), wholeRoutes(site))

  gated(router, 'GET /desk/submissions/:submission', async (request, response, actor) => {
    const sheet = await loadSheet(db, param(request, 'submission'), { page: pageIn(request), segment: segmentIn(request) })
    await showSubmission(response, submissionPage(sheet, await viewOn(site, response, actor, sheet.submission.id), doneIn(request)))
  })

  gated(router, 'POST /desk/submissions/:submission/reviews', async (request, response, actor) => {
    const submission = await findSubmission(db, param(request, 'submission'))
    authorize(actor, 'submission.review', submission.language)
    await answerReview(site, response, actor, submission.id, readPosted(request.body))
  })

  gated(router, 'POST /desk/submissions/:submission/drafts', async (request, response, actor) => {
    const { id } = await findSubmission(db, param(request, 'submission'))
    const { choices, also } = readPosted(request.body)
    const drafts = await keepChoices(db, actor, id, choices)
    const forgotten = also.get('forget')
    if (forgotten !== undefined && !isId(forgotten)) throw new AppError('invalid')
    if (forgotten !== undefined) await forgetChoice(db, actor, forgotten)
    if (request.accepts(['html', 'json']) === 'json') return void response.json(savedIn(choices, drafts))
    if (forgotten !== undefined) return seeOther(response, `/desk/submissions/${id}?done=forgotten`)
    const marked = also.get('mark')
    const here = (await loadSheet(db, id, { proposals: marked ? [marked] : choices.map(({ proposal }) => proposal) })).current
    seeOther(response, afterSaving(id, also, here))
  })

  gated(router, 'POST /desk/proposals/:proposal/confirmations', async (request, response, actor) => {
    const proposal = await findProposal(db, param(request, 'proposal'))
    const read = readForm(confirmation, request.body)
    if (!read.ok) throw new AppError('invalid')
    const { revision, source = '', approved = '', minor, next } = read.value
    const shown = readShown([revision, source, approved].join())
    const done = await confirmProposal(db, actor, proposal.id, shown, minor).catch(orMoved)
    const page = `/desk/submissions/${proposal.submission_id}`
    if (done) return seeOther(response, safeNext(next, `${page}?done=${done === 'passed' ? 'passed' : 'confirmed'}`))
    const sheet = await loadSheet(db, proposal.submission_id, { proposals: [proposal.id] })
    const view = await viewOn(site, response, actor, proposal.submission_id)
    await answerMoved(response, sheet, { ...view, moved: new Set([proposal.segment_id]) }, [])
  })

  return router
}

/** The versions that a page which saves by itself goes on from. */
function savedIn(choices: readonly Choice[], drafts: ReadonlyMap<Id, ReviewDraft>): { at: string; versions: Record<Id, number> } {
  return { at: now(), versions: Object.fromEntries(choices.map(({ proposal }) => [proposal, drafts.get(proposal)?.version ?? 0])) }
}

/** Each button that saves says where it leads. */
function afterSaving(submission: Id, also: Posted['also'], here: number): string {
  const page = `/desk/submissions/${submission}`
  const next = also.get('then')
  const section = also.get('section')
  const marked = also.get('mark')
  if (isId(marked)) return `${page}?page=${here}&done=saved#marks-${marked}`
  if (next === 'rest' || next === 'return') return `${page}/${next}`
  return section !== undefined && /^[1-9]\d{0,5}$/.test(section) ? `${page}?page=${section}` : `${page}?page=${here}&done=saved`
}

function doneIn({ query }: Request): SubmissionNotice | null {
  if (query['done'] === 'reviewed') return { about: 'reviewed', results: resultsOf(readCounts(query)) }
  const done = SAID.find((about) => about === query['done'])
  return done ? { about: done } : null
}

function orMoved(error: unknown): false {
  if (error instanceof AppError && error.code === 'moved_on') return false
  throw error
}
