import { Router, type Response } from 'express'
import { AppError } from '../errors.ts'
import { authorize, can } from '../people/abilities.ts'
import { gated } from '../people/gate.ts'
import type { Actor } from '../people/model.ts'
import { form, readForm, words } from '../web/form.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { typedIn } from '../people/forms.ts'
import { countOpenWork, listPublishedLanguages, listTrash } from './archive.ts'
import { putAway, restoreArticle } from './archive-actions.ts'
import { MOST_SHOWN, putAwayPage, trashPage, type PutAwayPage, type TrashPage } from './archive-pages.ts'
import type { PutAway } from './details.ts'
import { findArticle, listTitles } from './store.ts'

const showPutAway = definePage<PutAwayPage>('articles/put-away')
const showTrash = definePage<TrashPage>('articles/trash')

const LONGEST_REASON = 2000
const reasonForm = form({ reason: words({ max: LONGEST_REASON }) })

/** Putting articles into the archive and the trash, and bringing them back. The archive is a filter of the list of articles. */
export function archiveRoutes(site: Site): Router {
  const router = Router()
  const { db } = site

  gated(router, 'GET /desk/articles/trash', async (request, response, actor) => {
    const articles = await listTrash(db, MOST_SHOWN + 1)
    const titles = await listTitles(db, articles.map(({ id }) => id), viewLocals(response).lang)
    const done = request.query['done'] === 'trashed' ? 'trashed' : undefined
    const canRestore = ({ source_language }: { source_language: string }) => can(actor, 'article.put_away', source_language)
    await showTrash(response, trashPage(articles, { titles, canRestore, done }))
  })

  addPuttingAway(router, site, 'archive')
  addPuttingAway(router, site, 'trash')

  gated(router, 'POST /desk/articles/:article/restore', async (request, response, actor) => {
    const id = String(request.params['article'])
    await restoreArticle(db, actor, id)
    seeOther(response, `/desk/articles/${id}/details?done=restored`)
  })

  return router
}

function addPuttingAway(router: Router, { db }: Site, to: PutAway): void {
  gated(router, `GET /desk/articles/:article/${to}`, async (request, response, actor) => {
    await confirm(response, actor, String(request.params['article']), {})
  })

  gated(router, `POST /desk/articles/:article/${to}`, async (request, response, actor) => {
    const article = await findArticle(db, String(request.params['article']))
    authorize(actor, 'article.put_away', article.source_language)
    const read = readForm(reasonForm, request.body)
    const { reason = '' } = typedIn(request.body, ['reason'])
    if (!read.ok) return confirm(response, actor, article.id, { reason, problems: read.problems }, 422)
    const refused = await putAway(db, actor, { article: article.id, to, reason: read.value.reason }).then(() => false, isWrongState)
    if (refused) return confirm(response, actor, article.id, { reason }, 409)
    seeOther(response, to === 'trash' ? '/desk/articles/trash?done=trashed' : `/desk/articles/${article.id}/details?done=archived`)
  })

  async function confirm(
    response: Response, actor: Actor, id: string, asked: Pick<Partial<PutAwayPage>, 'reason' | 'problems'>, status = 200,
  ): Promise<void> {
    const article = await findArticle(db, id)
    authorize(actor, 'article.put_away', article.source_language)
    if (article.kind === 'site') throw new AppError('wrong_state', { article: id })
    const title = (await listTitles(db, [id], viewLocals(response).lang)).get(id)
    const known = { title, published: await listPublishedLanguages(db, id), open: await countOpenWork(db, id) }
    await showPutAway(response, putAwayPage(article, known, { to, ...asked }), { status })
  }
}

function isWrongState(error: unknown): true {
  if (error instanceof AppError && error.code === 'wrong_state') return true
  throw error
}
