import { Router } from 'express'
import manifest from '../../package.json' with { type: 'json' }
import { now } from '../db/id.ts'
import { isMigrated } from '../db/migrate.ts'
import { isPostgres } from '../db/open.ts'
import { findLedgerHead } from '../ledger/store.ts'
import { monthOf } from '../machine/model.ts'
import { findSpent } from '../machine/store.ts'
import { countWaitingMail, listFailedMail } from '../mail/store.ts'
import { gated } from '../people/gate.ts'
import { hasDictionary } from '../spelling/dictionary.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import type { Site } from '../web/site.ts'
import { NO_FILTER } from './board-filter.ts'
import { readRows } from './board-reading.ts'
import { parityOf, type StatusPage } from './status-pages.ts'

const showStatus = definePage<StatusPage>('desk/status')

/** What whoever runs the site has to know: what runs, what waits, and whether all readers get the same. */
export function statusRoutes({ db, config }: Site): Router {
  const router = Router()
  gated(router, 'GET /desk/status', async (_request, response) => {
    const rows = await readRows(db, NO_FILTER, config.languages, viewLocals(response).lang)
    await showStatus(response, {
      version: manifest.version, node: `Node.js ${process.version.slice(1)}`,
      database: isPostgres(config.databaseUrl) ? 'postgres' : 'sqlite', migrated: await isMigrated(db),
      acts: (await findLedgerHead(db)).number, mail: { waiting: await countWaitingMail(db), failed: (await listFailedMail(db)).length },
      spelling: { known: config.languages.filter(hasDictionary), unknown: config.languages.filter((language) => !hasDictionary(language)) },
      machine: config.machine && { spent: await findSpent(db, monthOf(now())), budget: config.machine.budget },
      parity: parityOf(rows, config.languages),
    })
  })
  return router
}
