import { Router } from 'express'
import { findArticle } from '../articles/store.ts'
import { AppError } from '../errors.ts'
import { can } from '../people/abilities.ts'
import { gated } from '../people/gate.ts'
import { countPeople } from '../people/store.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import type { Site } from '../web/site.ts'
import { readArticle, readWork } from './reading.ts'
import { articlePage, type ArticlePage } from './pages.ts'
import { readReturnMessages } from './returns.ts'
import { titleArticles } from './titles.ts'
import { readUndone } from './undone.ts'
import { startFor, tasksFor, TASK_KINDS, type TaskKind } from './work.ts'
import { shownTasks, workPage, type WorkPage } from './work-pages.ts'

const showWork = definePage<WorkPage>('desk/home')
const showArticle = definePage<ArticlePage>('desk/article')

/** What waits for whoever is asking; one article with its languages. */
export function deskRoutes({ db, config: { languages } }: Site): Router {
  const router = Router()

  gated(router, 'GET /desk', async (request, response, actor) => {
    const only = sectionIn(request.query['section'])
    const facts = await readWork(db, actor, languages)
    const shown = shownTasks(tasksFor(actor, facts), only)
    const listed = new Set(shown.flatMap(({ tasks }) => tasks.map(({ article }) => article)))
    const titles = await titleArticles(db, facts.articles.filter(({ id }) => listed.has(id)), viewLocals(response).lang)
    const returns = await readReturnMessages(db, facts.returned.filter(({ article }) => listed.has(article)))
    const undone = only ? [] : await readUndone(db, actor.id, viewLocals(response).lang)
    const alone = can(actor, 'people.manage') && await countPeople(db) === 1
    await showWork(response, workPage(shown, titles, only, startFor(actor, facts), { undone, alone, returns }))
  })

  gated(router, 'GET /desk/articles/:article', async (request, response, actor) => {
    const article = await findArticle(db, String(request.params['article']))
    const known = await readArticle(db, article, { languages, lang: viewLocals(response).lang, actor })
    await showArticle(response, articlePage(article, known, actor, request.query['done'] === 'imported'))
  })

  return router
}

function sectionIn(value: unknown): TaskKind | null {
  if (value === undefined) return null
  const section = TASK_KINDS.find((kind) => kind === value)
  if (!section) throw new AppError('not_found')
  return section
}
