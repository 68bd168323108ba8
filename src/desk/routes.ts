import { Router } from 'express'
import type { Article } from '../articles/model.ts'
import { findArticle, listArticles, listSlugs, listTitles } from '../articles/store.ts'
import type { Db } from '../db/schema.ts'
import { isId } from '../db/id.ts'
import { AppError } from '../errors.ts'
import { gated } from '../people/gate.ts'
import { languagesOf, type Actor } from '../people/model.ts'
import { namesOf } from '../people/store.ts'
import { loadFacts } from '../segments/facts.ts'
import { listDrafts } from '../translations/store.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import type { Site } from '../web/site.ts'
import {
  articlePage, articlesPage, ARTICLES_PER_PAGE, MOST_TASKS, workPage, type ArticleFacts, type ArticlePage, type ArticlesPage, type WorkPage,
} from './pages.ts'
import { listReturned, listSubmissions, listTallied, listToConfirm, listToReview } from './store.ts'
import { tallyArticles } from './tallies.ts'
import { startFor, tasksFor, type Facts } from './work.ts'

const showWork = definePage<WorkPage>('desk/home')
const showArticles = definePage<ArticlesPage>('desk/articles')
const showArticle = definePage<ArticlePage>('desk/article')

/** What waits for whoever is asking; all articles; one article with its languages. */
export function deskRoutes({ db, config }: Site): Router {
  const router = Router()

  gated(router, 'GET /desk', async (_request, response, actor) => {
    const facts = await readWork(db, actor, config.languages)
    const sections = tasksFor(actor, facts)
    const listed = sections.flatMap(({ tasks }) => tasks.slice(0, MOST_TASKS).map(({ article }) => article))
    const titles = await listTitles(db, [...new Set(listed)], viewLocals(response).lang)
    await showWork(response, workPage(sections, titles, startFor(actor, facts)))
  })

  gated(router, 'GET /desk/articles', async (request, response, actor) => {
    const before = cursorIn(request.query['before'])
    const articles = await listArticles(db, { limit: ARTICLES_PER_PAGE + 1, before })
    const shown = articles.slice(0, ARTICLES_PER_PAGE)
    const titles = await listTitles(db, shown.map(({ id }) => id), viewLocals(response).lang)
    const tallies = await tallyArticles(db, shown, config.languages)
    await showArticles(response, articlesPage(articles, { titles, tallies }, { languages: config.languages, actor, before }))
  })

  gated(router, 'GET /desk/articles/:article', async (request, response, actor) => {
    const { article: id } = request.params
    if (!isId(id)) throw new AppError('not_found')
    const article = await findArticle(db, id)
    await showArticle(response, articlePage(article, await readFacts(db, article, config.languages, viewLocals(response).lang), actor))
  })

  return router
}

async function readWork(db: Db, actor: Actor, languages: readonly string[]): Promise<Facts> {
  const articles = await listTallied(db)
  return {
    articles, tallies: await tallyArticles(db, articles, languages),
    returned: await listReturned(db, actor.id), confirm: await listToConfirm(db, actor.id), drafts: await listDrafts(db, actor.id),
    review: await listToReview(db, actor.id, languagesOf(actor, 'review')),
  }
}

async function readFacts(db: Db, article: Article, languages: readonly string[], lang: string): Promise<ArticleFacts> {
  const { id, source_language: source, created_by } = article
  return {
    title: (await listTitles(db, [id], lang)).get(id),
    broughtInBy: (await namesOf(db, [created_by])).get(created_by) ?? '',
    tallies: (await tallyArticles(db, [article], languages)).get(id) ?? new Map(),
    slugs: await listSlugs(db, id), submissions: await listSubmissions(db, id),
    facts: await loadFacts(db, { article: id, source, language: source }),
  }
}

function cursorIn(value: unknown): string | undefined {
  if (value === undefined) return undefined
  if (!isId(value)) throw new AppError('not_found')
  return value
}
