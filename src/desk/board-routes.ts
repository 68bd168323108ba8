import { Router } from 'express'
import { gated } from '../people/gate.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import type { Site } from '../web/site.ts'
import { chooseRows } from './board.ts'
import { filterIn } from './board-filter.ts'
import { boardPage, type BoardPage } from './board-pages.ts'
import { readRows } from './board-reading.ts'
import { listAuthorOptions, listTopicOptions } from './board-store.ts'

const showBoard = definePage<BoardPage>('desk/board')

/** Every article in every language: how it stands, what waits, how long. */
export function boardRoutes({ db, config: { languages } }: Site): Router {
  const router = Router()
  gated(router, 'GET /desk/articles', async (request, response, actor) => {
    const { lang } = viewLocals(response)
    const filter = filterIn(request.query, languages)
    const rows = await readRows(db, filter, languages, lang)
    const topics = await listTopicOptions(db, lang)
    const authors = await listAuthorOptions(db, lang)
    await showBoard(response, boardPage(chooseRows(rows, filter, lang), { filter, languages, actor, topics, authors }))
  })
  return router
}
