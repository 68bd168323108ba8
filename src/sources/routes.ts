import { Router, type Request } from 'express'
import { findArticle } from '../articles/store.ts'
import { isId } from '../db/id.ts'
import { AppError } from '../errors.ts'
import { uploadsOf } from '../exchange/uploads.ts'
import { authorize } from '../people/abilities.ts'
import { gated } from '../people/gate.ts'
import type { Actor } from '../people/model.ts'
import type { Site } from '../web/site.ts'
import { answerSent, answerSource, answerTyped, type Editor } from './answers.ts'
import { doneIn, fromIn, readSent, readSentPlan } from './forms.ts'
import { SOURCE_DONE } from './pages.ts'
import { answerPlan, answerSentPlan } from './plan-answers.ts'
import { structureRoutes } from './structure-routes.ts'

/** An article's original changed as one text, the plan of what that does, and the structure as reviewers decide on it. */
export function sourceRoutes(site: Site): Router {
  const router = Router()
  router.use(structureRoutes(site))

  gated(router, 'GET /desk/articles/:article/source', async (request, response, actor) => {
    await answerSource(await editorOf(site, request, actor), response, { done: doneIn(request, SOURCE_DONE) })
  })

  gated(router, 'POST /desk/articles/:article/source', async (request, response, actor) => {
    const editor = await editorOf(site, request, actor)
    const sent = readSent(request.body)
    if (request.accepts(['html', 'json']) === 'json') await answerTyped(editor, response, sent)
    else await answerSent(editor, response, sent, uploadsOf(request))
  })

  gated(router, 'GET /desk/articles/:article/source/plan', async (request, response, actor) => {
    await answerPlan(await editorOf(site, request, actor), response, { from: fromIn(request) })
  })

  gated(router, 'POST /desk/articles/:article/source/plan', async (request, response, actor) => {
    await answerSentPlan(await editorOf(site, request, actor), response, readSentPlan(request.body))
  })

  return router
}

/** Throws `forbidden` for originals in a language that the person may not change. */
async function editorOf(site: Site, { params }: Request, actor: Actor): Promise<Editor> {
  const { article: id } = params
  if (!isId(id)) throw new AppError('not_found')
  const article = await findArticle(site.db, id)
  authorize(actor, 'source.write', article.source_language)
  return { site, actor, article }
}
