import { Router } from 'express'
import { AppError } from '../errors.ts'
import { gated } from '../people/gate.ts'
import type { Actor } from '../people/model.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { publishEditions, restoreEdition, withdrawEdition } from './actions.ts'
import { answerAgain, answerRefusal, placeIn, show, tryIt, type Again, type Place } from './answers.ts'
import type { Asked, Restoration } from './asked.ts'
import { readEdition } from './edition-page.ts'
import { readPublication, readReason, readRestoration, type Publication, type PublicationFields } from './forms.ts'
import type { EditionPage, PublishNotice } from './pages.ts'
import type { Request as Wanted } from './prepare.ts'
import { scheduleEditions } from './schedule-actions.ts'

const showEdition = definePage<EditionPage>('editions/edition')

const DONE = [
  'withdrawn', 'scheduled', 'scheduled_gap', 'scheduled_overlap', 'rescheduled', 'rescheduled_gap', 'rescheduled_overlap', 'unscheduled', 'put_away',
] as const satisfies readonly PublishNotice[]

const JUST = ['published', 'together', 'restored'] as const satisfies readonly EditionPage['done'][]

/** What is published, and the acts of publishing, now or at a time, bringing back and withdrawing. */
export function editionRoutes(site: Site): Router {
  const { db, config } = site
  const router = Router()

  gated(router, 'GET /desk/articles/:article/languages/:language/editions', async (request, response, actor) => {
    const place = await placeIn(site, request)
    const notice = DONE.find((code) => code === request.query['done']) ?? null
    await show(site, response, place, { actor, notice })
  })

  gated(router, 'GET /desk/articles/:article/languages/:language/editions/:number', async (request, response, actor) => {
    const { article, language } = await placeIn(site, request)
    const { done, from, to } = request.query
    const number = to === undefined ? numberIn(request.params['number']) : numberIn(to)
    const wanted = { number, from: from === undefined ? null : numberIn(from), done: JUST.find((code) => code === done) ?? null }
    await showEdition(response, await readEdition(site, article, language, { ...wanted, actor, t: viewLocals(response).t }))
  })

  gated(router, 'POST /desk/articles/:article/languages/:language/editions', async (request, response, actor) => {
    const place = await placeIn(site, request, actor)
    const publication = readPublication(request.body, config.timeZone)
    const { fields, problems, whenProblem } = publication
    const again = answerAgain(site, response, place, { actor, typed: { ...fields, problems, whenProblem } })
    if (Object.keys(problems).length > 0 || whenProblem) return again({})
    const where = await publishOrPlan(site, actor, place, publication, again)
    if (where) seeOther(response, where)
  })

  gated(router, 'POST /desk/articles/:article/languages/:language/editions/:number/restorations', async (request, response, actor) => {
    const { article, language, room } = await placeIn(site, request, actor)
    const number = numberIn(request.params['number'])
    const { text: reason, problem, undone, unaccepted } = readRestoration(request.body)
    const restoration = { number, reason, problem, unaccepted }
    const again = answerAgain(site, response, { article, language, room }, { actor, restoration })
    if (problem ?? unaccepted) return again({})
    const edition = await tryIt(() => restoreEdition(db, actor, { article: article.id, language, number, reason, undone }))
    if (edition instanceof AppError) return again(whyNotBack(edition, restoration), 409)
    await site.publicationChanged()
    seeOther(response, `${room}/editions/${edition.number}?done=restored`)
  })

  gated(router, 'POST /desk/articles/:article/languages/:language/withdrawals', async (request, response, actor) => {
    const { article, language, room } = await placeIn(site, request, actor)
    const { text: reason, problem } = readReason(request.body)
    const again = answerAgain(site, response, { article, language, room }, { actor, withdrawal: { reason, problem } })
    if (problem) return again({})
    const edition = await tryIt(() => withdrawEdition(db, actor, { article: article.id, language, reason }))
    if (edition instanceof AppError) return again({ notice: 'not_published' }, 409)
    await site.publicationChanged()
    seeOther(response, `${room}/editions?done=withdrawn`)
  })

  return router
}

/** Another number of undone paragraphs than was on the page is asked about anew. */
function whyNotBack({ code, details }: AppError, restoration: Restoration): Partial<Asked> {
  if (details['why'] === 'undone') return { restoration: { ...restoration, unaccepted: 'required' } }
  return { notice: code === 'not_ready' ? 'gaps' : 'same' }
}

/** Does it, and says where to look then; null when the page has been answered with what stands in the way. */
async function publishOrPlan(site: Site, actor: Actor, place: Place, { fields, at }: Publication, again: Again): Promise<string | null> {
  const wanted = requestsOf(place, fields)
  if (at) {
    const planned = await tryIt(async () => ({ schedule: await scheduleEditions(site.db, actor, wanted, at.at) }))
    if (planned instanceof AppError) return answerRefusal(again, planned).then(() => null)
    return `${place.room}/editions?done=scheduled${at.shift ? `_${at.shift}` : ''}`
  }
  const editions = await tryIt(() => publishEditions(site.db, actor, wanted))
  if (editions instanceof AppError) return answerRefusal(again, editions).then(() => null)
  await site.publicationChanged()
  return `${place.room}/editions/${editions.at(-1)?.number ?? 1}?done=${editions.length > 1 ? 'together' : 'published'}`
}

/** The original first, where it goes along. */
function requestsOf({ article, language }: Place, fields: PublicationFields): Wanted[] {
  const { slug, note, correction, important, missing, behind, shown, together, togetherShown, originalShown } = fields
  const whole = { missing: 0, behind: 0 }
  const own: Wanted = {
    article: article.id, language, slug: article.kind === 'site' ? undefined : slug ?? undefined, note, correction, important,
    accepted: { missing, behind },
    shown: together ? togetherShown : shown,
  }
  if (!together || language === article.source_language) return [own]
  return [{ article: article.id, language: article.source_language, note, accepted: whole, shown: originalShown }, own]
}

function numberIn(wanted: unknown): number {
  if (typeof wanted !== 'string' || !/^[1-9]\d{0,5}$/.test(wanted)) throw new AppError('not_found')
  return Number(wanted)
}
