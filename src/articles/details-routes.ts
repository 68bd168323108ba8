import { Router, type Request, type Response } from 'express'
import { authorize, can } from '../people/abilities.ts'
import { gated } from '../people/gate.ts'
import type { Actor } from '../people/model.ts'
import type { Db } from '../db/schema.ts'
import type { Problems } from '../web/form.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { listAuthors } from './authors.ts'
import { changeDetails } from './details-actions.ts'
import { authorField, readDetailsForm, topicField, typedDetails, typedFrom } from './details-forms.ts'
import { detailsPage, DETAILS_DONE, type AskedDetails, type DetailsPage, type KnownDetails } from './details-pages.ts'
import { listBylines, listPublications, readDetails } from './details-store.ts'
import type { Article } from './model.ts'
import { findArticle, listTitles } from './store.ts'
import { listTopics } from './topics.ts'

const showDetails = definePage<DetailsPage>('articles/details')

/** What is known of an article besides its texts, the same in every language. */
export function detailsRoutes(site: Site): Router {
  const router = Router()
  const { db, config: { languages } } = site

  gated(router, 'GET /desk/articles/:article/details', async (request, response, actor) => {
    const article = await articleIn(db, request)
    const done = DETAILS_DONE.find((code) => code === request.query['done'])
    await show(response, actor, await readKnown(db, article, viewLocals(response).lang), { done })
  })

  gated(router, 'POST /desk/articles/:article/details', async (request, response, actor) => {
    const article = await articleIn(db, request)
    authorize(actor, 'details.change', article.source_language)
    const bylines = await listBylines(db, article)
    const typed = typedDetails(request.body, languages, bylines)
    const again = async (change: Partial<AskedDetails>, status: number) =>
      show(response, actor, await readKnown(db, article, viewLocals(response).lang), { typed, ...change }, status)
    const form = readDetailsForm(request.body, languages, bylines)
    if (!form.ok) return again({ problems: form.problems }, 422)
    const answer = await changeDetails(db, actor, { article: article.id, ...form.value })
    if (answer === 'moved') return again({ moved: true }, 409)
    if (answer !== 'saved' && answer !== 'unchanged') return again({ problems: problemsOf(answer, languages, typed.authors) }, 422)
    if (answer === 'saved') await site.publicationChanged()
    seeOther(response, `/desk/articles/${article.id}/details?done=${answer}`)
  })

  return router
}

/** Beside which field a refusal is said. */
function problemsOf(
  answer: 'topic_taken' | 'author_twice', [first = 'uk']: readonly string[], authors: Readonly<Record<string, string>>,
): Problems {
  if (answer === 'topic_taken') return { [topicField(first)]: 'taken' }
  const twice = Object.entries(authors).find(([byline, author]) =>
    Object.entries(authors).some(([other, same]) => other !== byline && author !== '' && author === same))
  return { [twice ? authorField(twice[0]) : 'add_author']: 'taken' }
}

async function articleIn(db: Db, { params }: Request): Promise<Article> {
  return findArticle(db, String(params['article']))
}

async function readKnown(db: Db, asked: Article, lang: string): Promise<KnownDetails> {
  const article = await findArticle(db, asked.id)
  return {
    article, title: (await listTitles(db, [article.id], lang)).get(article.id), details: await readDetails(db, article),
    bylines: await listBylines(db, article), topics: await listTopics(db), authors: await listAuthors(db),
    publications: await listPublications(db, article.id),
  }
}

async function show(
  response: Response, actor: Actor, known: KnownDetails, asked: Partial<AskedDetails>, status = 200,
): Promise<void> {
  const { kind, source_language: source } = known.article
  await showDetails(response, detailsPage(known, {
    lang: viewLocals(response).lang, typed: typedFrom(known.details), canChange: can(actor, 'details.change', source),
    canPutAway: kind === 'article' && can(actor, 'article.put_away', source), ...asked,
  }), { status })
}
