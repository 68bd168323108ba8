import { Router, type Request, type Response } from 'express'
import { isLoopback, type Config } from '../config.ts'
import { isMigrated } from '../db/migrate.ts'
import type { Db } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { openTo } from '../people/gate.ts'
import type { Metrics } from '../web/metrics.ts'
import { sendRobots } from '../web/robots.ts'
import { isBusy } from '../web/shedding.ts'
import type { Workload } from '../web/workload.ts'
import { readGauges } from './gauges.ts'

/** What a running process knows of itself. */
export interface Running {
  metrics: Metrics
  workload: Workload
  /** It answers what was begun and takes no more. */
  stopping: boolean
}

/**
 * For programs: `/healthz`, the process is alive; `/readyz`, the database answers and is up to date, and the process neither stops
 * nor refuses work; `/metrics`, for this machine alone, in Prometheus' format; `/robots.txt`.
 */
export function healthRoutes({ db, config }: { db: Db; config: Pick<Config, 'baseUrl'> }, running: Running): Router {
  const router = Router({ caseSensitive: true })
  openTo(router, 'GET /healthz', (_request, response) => say(response, true))
  openTo(router, 'GET /readyz', async (_request, response) => {
    say(response, !running.stopping && !isBusy(running.workload.level) && await isMigrated(db).catch(() => false))
  })
  openTo(router, 'GET /metrics', async (request, response) => {
    if (!isOwnMachine(request)) throw new AppError('not_found')
    const lines = await running.metrics.read(await readGauges(db, running.workload))
    response.set('Cache-Control', 'no-store').type('text/plain; version=0.0.4').send(lines)
  })
  openTo(router, 'GET /robots.txt', (_request, response) => sendRobots(response, config))
  return router
}

function say(response: Response, sound: boolean): void {
  response.status(sound ? 200 : 503).set('Cache-Control', 'no-store').json({ ok: sound })
}

/** What proxies say of themselves, each in its own way. */
const BY_PROXY = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via']

/** Asked from this machine by its own name, and not by a proxy on behalf of somebody else. */
function isOwnMachine({ socket, headers }: Request): boolean {
  const address = (socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  const host = (headers.host ?? '').toLowerCase().replace(/:\d+$/, '')
  return (isLoopback(address) || address === '::1') && isLoopback(host) && BY_PROXY.every((name) => headers[name] === undefined)
}
