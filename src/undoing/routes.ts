import { Router } from 'express'
import { AppError } from '../errors.ts'
import { authorize } from '../people/abilities.ts'
import { gated } from '../people/gate.ts'
import { siteTimeZone } from '../people/settings.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { undoEdits } from './actions.ts'
import { answerPlan, planHref } from './answers.ts'
import { readCursor, readUndo, selectionIn, type FindMoment } from './forms.ts'

/** Undoing what one person wrote in a language within some days: a plan first, then as much of it as was chosen. */
export function undoingRoutes(site: Site, findMoment: FindMoment): Router {
  const router = Router()
  const { db, config } = site

  gated(router, 'GET /desk/edits', async ({ query }, response, actor) => {
    const { selection, ...asked } = selectionIn(query, await siteTimeZone(db, config), findMoment)
    if (selection) authorize(actor, 'edits.undo', selection.language)
    const done = typeof query['done'] === 'string' && /^\d{1,4}$/.test(query['done']) ? Number(query['done']) : null
    await answerPlan(db, actor, response, {
      ...asked, selection, done, after: readCursor(query['after']), chosen: query['choose'] === 'none' ? new Set() : null,
    }, Object.keys(asked.problems).length > 0 ? 422 : 200)
  })

  gated(router, 'POST /desk/edits/undo', async (request, response, actor) => {
    const { chosen, reason, problems } = readUndo(request.body)
    const body = Object(request.body) as Record<string, unknown>
    const { selection, ...asked } = selectionIn(body, await siteTimeZone(db, config), findMoment)
    if (!selection) throw new AppError('invalid', { fields: 'person language from to' })
    authorize(actor, 'edits.undo', selection.language)
    const shown = { ...asked, selection, after: readCursor(body['after']), chosen: new Set(chosen.map(({ segment }) => segment)), reason }
    if (Object.keys(problems).length > 0) {
      const problem = { reason: problems['reason'] ?? null, none: problems['edit[]'] !== undefined }
      return answerPlan(db, actor, response, { ...shown, problem }, 422)
    }
    const { done, moved } = await undoEdits(db, actor, selection, chosen, reason)
    if (moved.length === 0) return seeOther(response, planHref(asked.typed, { after: shown.after, done: String(done.length) }))
    await answerPlan(db, actor, response, { ...shown, done: done.length, moved }, 409)
  })

  return router
}
