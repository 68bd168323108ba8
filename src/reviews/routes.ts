import { Router, type Request, type Response } from 'express'
import { listTitles } from '../articles/store.ts'
import { AppError } from '../errors.ts'
import { authorize } from '../people/abilities.ts'
import { gated } from '../people/gate.ts'
import type { Actor } from '../people/model.ts'
import { namesOf } from '../people/store.ts'
import { findProposal, findSubmission } from '../segments/proposals.ts'
import { checkbox, form, id, line, readForm } from '../web/form.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import { safeNext, seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { confirmProposal, reviewSubmission } from './actions.ts'
import type { QueuePage, Results, SubmissionNotice, SubmissionPage } from './pages.ts'
import type { View } from './paragraphs.ts'
import { bySegment, judgeChoices, markRest, readCounts, resultsOf, settle, writeCounts } from './posted.ts'
import { queuePage } from './queue.ts'
import { loadSheet, type Sheet } from './sheet.ts'
import { countQueue, listQueue } from './store.ts'
import { submissionPage } from './submission-page.ts'
import { readPosted, readShown, type Posted } from './verdicts.ts'

const QUEUE_LENGTH = 50

const showQueue = definePage<QueuePage>('reviews/queue')
const showSubmission = definePage<SubmissionPage>('reviews/show')

const confirmation = form({
  revision: id(), source: line({ max: 22, optional: true }).optional(), approved: line({ max: 22, optional: true }).optional(),
  minor: checkbox(), next: line({ max: 2000, optional: true }).optional(),
})

/** The review queue, and a submission with what is decided on it. */
export function reviewRoutes(site: Site): Router {
  const { db, config } = site
  const router = Router()

  gated(router, 'GET /desk/reviews', async (request, response, actor) => {
    const language = languageIn(request, site)
    const page = pageIn(request) ?? 1
    const range = { limit: QUEUE_LENGTH + 1, offset: (page - 1) * QUEUE_LENGTH }
    const rows = await listQueue(db, { person: actor.id, language: language ?? undefined, ...range })
    const counts = await countQueue(db)
    const titles = await listTitles(db, rows.map(({ article }) => article), viewLocals(response).lang)
    const names = await namesOf(db, rows.map(({ sender }) => sender))
    await showQueue(response, queuePage({
      actor, rows, counts, titles, names, language, page, limit: QUEUE_LENGTH, languages: config.languages,
    }))
  })

  gated(router, 'GET /desk/submissions/:submission', async (request, response, actor) => {
    const sheet = await loadSheet(db, param(request, 'submission'), config.languages, { page: pageIn(request) })
    await showSubmission(response, submissionPage(sheet, viewOf(response, actor), doneIn(request)))
  })

  gated(router, 'POST /desk/submissions/:submission/reviews', async (request, response, actor) => {
    const submission = await findSubmission(db, param(request, 'submission'))
    authorize(actor, 'submission.review', submission.language)
    const posted = readPosted(request.body)
    const proposals = posted.choices.map(({ proposal }) => proposal)
    const sheet = await loadSheet(db, submission.id, config.languages, { proposals })
    const view = { ...viewOf(response, actor), choices: bySegment(sheet, posted.choices) }
    if (posted.rest) await answerRest(response, sheet, view)
    else await answerVerdicts(site, response, sheet, view, posted)
  })

  gated(router, 'POST /desk/proposals/:proposal/confirmations', async (request, response, actor) => {
    const proposal = await findProposal(db, param(request, 'proposal'))
    const read = readForm(confirmation, request.body)
    if (!read.ok) throw new AppError('invalid')
    const { revision, source = '', approved = '', minor, next } = read.value
    const shown = readShown([revision, source, approved].join())
    const done = await confirmProposal(db, actor, proposal.id, shown, minor).then(() => true, orMoved)
    const page = `/desk/submissions/${proposal.submission_id}`
    if (done) return seeOther(response, safeNext(next, `${page}?done=confirmed`))
    const sheet = await loadSheet(db, proposal.submission_id, config.languages, { proposals: [proposal.id] })
    await answerMoved(response, sheet, { ...viewOf(response, actor), moved: new Set([proposal.segment_id]) }, [])
  })

  return router
}

async function answerRest(response: Response, sheet: Sheet, view: View): Promise<void> {
  const { choices, count } = markRest(sheet, view)
  await showSubmission(response, submissionPage(sheet, { ...view, choices }, { about: 'rest', count }))
}

async function answerVerdicts({ db, config }: Site, response: Response, sheet: Sheet, view: View, { choices }: Posted): Promise<void> {
  const { verdicts, problems } = judgeChoices(sheet, choices)
  if (problems.size > 0 || verdicts.length === 0) {
    const notice = problems.size > 0 ? null : { about: 'nothing_chosen' } as const
    return showSubmission(response, submissionPage(sheet, { ...view, problems }, notice), { status: 422 })
  }
  const { submission } = sheet
  const reviewed = await reviewSubmission(db, view.actor, submission.id, verdicts)
  const after = reviewed.moved.length === 0 ? sheet
    : await loadSheet(db, submission.id, config.languages, { proposals: choices.map(({ proposal }) => proposal) })
  const { counts, moved } = settle(after, view.actor, view.choices, reviewed)
  if (moved.size === 0) return seeOther(response, `/desk/submissions/${submission.id}?done=reviewed${writeCounts(counts)}`)
  const decided = new Set(reviewed.done.map(({ segment }) => segment))
  const kept = new Map([...view.choices].filter(([segment]) => !decided.has(segment)))
  await answerMoved(response, after, { ...view, choices: kept, moved }, resultsOf(counts))
}

async function answerMoved(response: Response, sheet: Sheet, view: View, results: Results): Promise<void> {
  const places = sheet.rows.filter(({ facts }) => view.moved.has(facts.segment))
    .map(({ facts }) => ({ segment: facts.segment, number: facts.position + 1 }))
  await showSubmission(response, submissionPage(sheet, view, { about: 'moved', results, places }), { status: 409 })
}

function viewOf(response: Response, actor: Actor): View {
  const { t } = viewLocals(response)
  const words = { added: t('reviews:diff.addedHere'), removed: t('reviews:diff.removedHere') }
  return { actor, words, choices: new Map(), problems: new Map(), moved: new Set() }
}

function doneIn({ query }: Request): SubmissionNotice | null {
  if (query['done'] === 'reviewed') return { about: 'reviewed', results: resultsOf(readCounts(query)) }
  return query['done'] === 'confirmed' ? { about: 'confirmed' } : null
}

function orMoved(error: unknown): false {
  if (error instanceof AppError && error.code === 'moved_on') return false
  throw error
}

function languageIn({ query }: Request, { config }: Site): string | null {
  const wanted = query['language']
  if (wanted === undefined || wanted === '') return null
  const language = config.languages.find((one) => one === wanted)
  if (language === undefined) throw new AppError('not_found')
  return language
}

function pageIn({ query }: Request): number | undefined {
  const wanted = query['page']
  if (wanted === undefined) return undefined
  if (typeof wanted !== 'string' || !/^[1-9]\d{0,5}$/.test(wanted)) throw new AppError('not_found')
  return Number(wanted)
}

function param({ params }: Request, name: string): string {
  const value = params[name]
  return typeof value === 'string' ? value : ''
}
