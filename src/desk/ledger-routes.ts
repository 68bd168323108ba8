import { Router } from 'express'
import { AppError } from '../errors.ts'
import { listTitles } from '../articles/store.ts'
import { findLedgerHead, listLedger } from '../ledger/store.ts'
import { gated } from '../people/gate.ts'
import { namesOf } from '../people/store.ts'
import { definePage } from '../web/page.ts'
import type { Site } from '../web/site.ts'
import { ledgerPage, LINES_PER_PAGE, mentionedIn, type LedgerPage } from './ledger-pages.ts'
import { listSubmissionArticles } from './ledger-store.ts'

const showLedger = definePage<LedgerPage>('desk/ledger')

/** Every act on the site, newest first. */
export function ledgerRoutes({ db }: Site): Router {
  const router = Router()
  gated(router, 'GET /desk/ledger', async (request, response, actor) => {
    const head = await findLedgerHead(db)
    const newest = Math.min(head.number, numberIn(request.query['before'], head.number + 1) - 1)
    const rows = await listLedger(db, { before: newest + 1, limit: LINES_PER_PAGE + 1 })
    const lines = rows.slice(0, LINES_PER_PAGE)
    const { people, submissions, articles } = mentionedIn(lines)
    const places = await listSubmissionArticles(db, submissions)
    const titles = await listTitles(db, [...new Set([...articles, ...places.values()])], response.locals.lang ?? '')
    const known = { people: await namesOf(db, people), submissions: places, titles }
    await showLedger(response, ledgerPage(lines, { newest, older: rows[LINES_PER_PAGE], head }, known, actor))
  })
  return router
}

function numberIn(value: unknown, fallback: number): number {
  if (value === undefined) return fallback
  if (typeof value !== 'string' || !/^[1-9]\d{0,14}$/.test(value)) throw new AppError('not_found')
  return Number(value)
}
