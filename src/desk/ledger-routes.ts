import { Router } from 'express'
import { listTitles } from '../articles/store.ts'
import { findLedgerHead } from '../ledger/store.ts'
import { gated } from '../people/gate.ts'
import { plainText } from '../text/inline.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import type { Site } from '../web/site.ts'
import { ledgerFilterIn, spanOf } from './ledger-filter.ts'
import { ledgerPage, LINES_PER_PAGE, type LedgerPage } from './ledger-pages.ts'
import { readLines } from './ledger-reading.ts'
import { chooseLedger, listActors } from './ledger-store.ts'

const showLedger = definePage<LedgerPage>('desk/ledger')

/** Acts on the site, newest first: all of them, or those of a person, of a kind, on an article, between two days. */
export function ledgerRoutes({ db, config }: Site): Router {
  const router = Router()
  gated(router, 'GET /desk/ledger', async (request, response, actor) => {
    const { lang } = viewLocals(response)
    const { filter, problems } = ledgerFilterIn(request.query, config.timeZone)
    const head = await findLedgerHead(db)
    const newest = Math.min(head.number, (filter.before ?? head.number + 1) - 1)
    const span = spanOf(filter, config.timeZone)
    const rows = await chooseLedger(db, { ...filter, ...span, before: newest + 1, limit: LINES_PER_PAGE + 1 })
    const shown = rows.slice(0, LINES_PER_PAGE)
    const title = filter.article === null ? undefined : (await listTitles(db, [filter.article], lang)).get(filter.article)
    const page = ledgerPage(shown, await readLines(db, shown, lang, actor), { newest, older: rows[LINES_PER_PAGE], head }, {
      filter, problems, people: await listActors(db), title: title && { ...title, text: plainText(title.text) },
    })
    await showLedger(response, page, { status: Object.keys(problems).length > 0 ? 422 : 200 })
  })
  return router
}
