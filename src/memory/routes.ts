import { Router } from 'express'
import { listTitles } from '../articles/store.ts'
import type { Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { gated } from '../people/gate.ts'
import { namesOf } from '../people/store.ts'
import { plainText } from '../text/inline.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import type { Site } from '../web/site.ts'
import { addressOf, askedIn, directionsOf } from './asked.ts'
import { searchMemory, type FoundUnit } from './concordance.ts'
import { addImporting } from './import-routes.ts'
import { filesOf, isMemoryEmpty, languagesOfArticles } from './imports-store.ts'
import { piecesOf, SIDES, type AskedMemory, type MemoryPage, type ShownUnit } from './pages.ts'

const showMemory = definePage<MemoryPage>('memory/search')

/** What was translated how: looked up by words, and filled from files. */
export function memoryRoutes(site: Site): Router {
  const router = Router()
  const { db, config: { languages } } = site

  gated(router, 'GET /desk/memory', async (request, response, actor) => {
    const asked = askedIn(request.query, languages, actor)
    const found = asked.words === '' || asked.from === asked.to ? null : await searchMemory(db, asked)
    const units = found ? await showUnits(db, found.units, asked, viewLocals(response).lang) : []
    await showMemory(response, {
      asked, directions: directionsOf(languages), sides: SIDES, isEmpty: await isMemoryEmpty(db),
      found: found && { units, total: found.total, isExact: found.isExact },
      newer: found && asked.page > 1 ? addressOf({ ...asked, page: asked.page - 1 }) : null,
      older: found?.isMore && asked.page < 50 ? addressOf({ ...asked, page: asked.page + 1 }) : null,
    })
  })

  addImporting(router, site)
  return router
}

async function showUnits(db: Db, found: readonly FoundUnit[], { from, to }: AskedMemory, lang: Language): Promise<ShownUnit[]> {
  const articles = [...new Set(found.flatMap(({ article }) => article ?? []))]
  const titles = await listTitles(db, articles, lang)
  const originals = await languagesOfArticles(db, articles)
  const names = await namesOf(db, found.flatMap(({ approvedBy }) => approvedBy ?? []), lang)
  const files = await filesOf(db, found.flatMap(({ importId }) => importId ?? []), lang)
  return found.map((one): ShownUnit => {
    const { article, segment } = one
    const title = titles.get(article ?? '') ?? { text: '…', language: '' }
    // The paragraph is opened where it is translated.
    const language = originals.get(article ?? '') === to ? from : to
    const href = `/desk/articles/${article}/languages/${language}/segments/${segment}`
    return {
      source: { language: from, pieces: piecesOf(one.source, one.sourceHits) },
      target: { language: to, pieces: piecesOf(one.target, one.targetHits) },
      article: article && segment ? { title: plainText(title.text), language: title.language, href } : null,
      file: files.get(one.importId ?? '') ?? null,
      by: one.approvedBy === null ? one.saidBy : names.get(one.approvedBy) ?? null, at: one.approvedAt,
    }
  })
}
