import { Router, type Response } from 'express'
import { isMigrated } from '../db/migrate.ts'
import type { Db } from '../db/schema.ts'
import { openTo } from '../people/gate.ts'

/** For whatever watches over the server: `/healthz`, the process is alive; `/readyz`, the database answers and is up to date. */
export function healthRoutes({ db }: { db: Db }): Router {
  const router = Router({ caseSensitive: true })
  openTo(router, 'GET /healthz', (_request, response) => say(response, true))
  openTo(router, 'GET /readyz', async (_request, response) => say(response, await isMigrated(db).catch(() => false)))
  return router
}

function say(response: Response, sound: boolean): void {
  response.status(sound ? 200 : 503).set('Cache-Control', 'no-store').json({ ok: sound })
}
