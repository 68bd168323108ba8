import { Router, type Request } from 'express'
import { AppError } from '../errors.ts'
import { authorize } from '../people/abilities.ts'
import { gated } from '../people/gate.ts'
import type { Actor } from '../people/model.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { answerAgain, placeOf, tryIt, type Place } from './answers.ts'
import { readCancellation, readNewTime } from './forms.ts'
import type { PublishNotice } from './pages.ts'
import { reschedule, unschedule } from './schedule-actions.ts'
import { findSchedule, listScheduleParts, type Schedule } from './schedule-store.ts'

/** What waits for its time: put off, called off, or put away when it was refused. */
export function scheduleRoutes(site: Site): Router {
  const { db, config } = site
  const router = Router()

  gated(router, 'POST /desk/schedules/:schedule/cancellations', async (request, response, actor) => {
    const { plan, parts } = await planIn(site, request, actor)
    const place = await pageOf(site, parts, readCancellation(request.body).language)
    const done = await tryIt(async () => ({ done: await unschedule(db, actor, plan.id) }))
    if (done instanceof AppError) return answerAgain(site, response, place, { actor })({ notice: 'plan_moved' }, 409)
    seeOther(response, `${place.room}/editions?done=${plan.state === 'refused' ? 'put_away' : 'unscheduled'}`)
  })

  gated(router, 'POST /desk/schedules/:schedule/times', async (request, response, actor) => {
    const { plan, parts } = await planIn(site, request, actor)
    const { shown, language, date, time, at, problem } = readNewTime(request.body, config.timeZone)
    const place = await pageOf(site, parts, language)
    const again = answerAgain(site, response, place, { actor, newTime: { schedule: plan.id, date, time, problem } })
    if (!at || problem) return again({})
    const done = await tryIt(async () => ({ done: await reschedule(db, actor, plan.id, shown, at.at) }))
    if (done instanceof AppError) return again({ notice: 'plan_moved' }, 409)
    const notice: PublishNotice = at.shift ? `rescheduled_${at.shift}` : 'rescheduled'
    seeOther(response, `${place.room}/editions?done=${notice}`)
  })

  return router
}

type Parts = Awaited<ReturnType<typeof listScheduleParts>>

/** The plan of the address, for those who may publish everything in it. */
async function planIn({ db }: Site, { params }: Request, actor: Actor): Promise<{ plan: Schedule; parts: Parts }> {
  const plan = await findSchedule(db, String(params['schedule']))
  const parts = await listScheduleParts(db, plan.id)
  for (const { language } of parts) authorize(actor, 'edition.publish', language)
  return { plan, parts }
}

/** The publish page that the form stood on: one of the plan's own. */
async function pageOf(site: Site, parts: Parts, language: string): Promise<Place> {
  const part = parts.find((one) => one.language === language)
  if (!part) throw new AppError('invalid', { fields: 'language' })
  return placeOf(site, part.article_id, part.language)
}
