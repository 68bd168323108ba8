import { Router } from 'express'
import { findArticle, listTitles } from '../articles/store.ts'
import { can } from '../people/abilities.ts'
import { gated } from '../people/gate.ts'
import type { Actor } from '../people/model.ts'
import { plainText } from '../text/inline.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import type { Site } from '../web/site.ts'
import { readHistory } from './history.ts'
import { HISTORY_KINDS } from './history-model.ts'
import { historyFilterIn, historyHref, type HistoryFilter, type HistoryPage } from './history-pages.ts'
import { listActors } from './ledger-store.ts'

const showHistory = definePage<HistoryPage>('desk/history')
const EVENTS_PER_PAGE = 20

/** The history of one article: changes of its structure, submissions, editions, what was undone. */
export function historyRoutes({ db, config: { languages } }: Site): Router {
  const router = Router()
  gated(router, 'GET /desk/articles/:article/history', async (request, response, actor) => {
    const article = await findArticle(db, String(request.params['article']))
    const { lang } = viewLocals(response)
    const filter = historyFilterIn(request.query, languages)
    const { events, more } = await readHistory(db, article, {
      ...filter, kinds: filter.kind ? [filter.kind] : HISTORY_KINDS, limit: EVENTS_PER_PAGE,
    })
    const title = (await listTitles(db, [article.id], lang)).get(article.id) ?? { text: '…', language: '' }
    const people = await listActors(db)
    const last = events.at(-1)
    await showHistory(response, {
      article: article.id, title: { ...title, text: plainText(title.text) }, events, filter, people, kinds: HISTORY_KINDS,
      older: more && last ? historyHref(article.id, { ...filter, before: { at: last.at, id: last.id } }) : null,
      newest: filter.before ? historyHref(article.id, { ...filter, before: null }) : null, undo: undoOf(actor, filter, people),
    })
  })
  return router
}

function undoOf(actor: Actor, { person, language }: HistoryFilter, people: HistoryPage['people']): HistoryPage['undo'] {
  const name = people.find(({ id }) => id === person)?.name
  if (person === null || name === undefined || !can(actor, 'edits.undo', language ?? undefined)) return null
  return { name, href: `/desk/edits?${new URLSearchParams({ person, ...language ? { language } : {} }).toString()}` }
}
