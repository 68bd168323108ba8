import { Router, type Response } from 'express'
import { isMigrated } from '../db/migrate.ts'
import type { Db } from '../db/schema.ts'
import { openTo } from '../people/gate.ts'
import { sendRobots } from '../web/robots.ts'

/** For programs: `/healthz`, the process is alive; `/readyz`, the database answers and is up to date; `/robots.txt`. */
export function healthRoutes({ db }: { db: Db }): Router {
  const router = Router({ caseSensitive: true })
  openTo(router, 'GET /healthz', (_request, response) => say(response, true))
  openTo(router, 'GET /readyz', async (_request, response) => say(response, await isMigrated(db).catch(() => false)))
  openTo(router, 'GET /robots.txt', (_request, response) => sendRobots(response))
  return router
}

function say(response: Response, sound: boolean): void {
  response.status(sound ? 200 : 503).set('Cache-Control', 'no-store').json({ ok: sound })
}
