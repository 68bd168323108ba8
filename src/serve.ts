import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { createApp } from './app.ts'
import { withPort, type Config } from './config.ts'
import type { OnBroken } from './db/faults.ts'
import { freeServerLock, takeServerLock } from './db/lock.ts'
import { migrate } from './db/migrate.ts'
import { isPostgres, openDb } from './db/open.ts'
import { findKept } from './db/open-files.ts'
import type { Db } from './db/schema.ts'
import { startTimer } from './editions/timer.ts'
import { startPostman } from './mail/postman.ts'
import { siteTimeZone } from './people/settings.ts'
import { ZonedConfig } from './people/time-zone.ts'
import { publishedOnly } from './reader/published.ts'
import { Shelf } from './reader/shelf.ts'
import { MemoryKeeper } from './memory/keeper.ts'
import { SearchKeeper } from './search/keeper.ts'
import { readGeneration } from './reader/store.ts'
import { keepAddress } from './segments/links.ts'
import type { Running } from './upkeep/health-routes.ts'
import { newServer, type Patience } from './web/connections.ts'
import { Metrics } from './web/metrics.ts'
import { startWeather } from './weather/watch.ts'
import type { Site } from './web/site.ts'
import { Workload } from './web/workload.ts'

/** The longest that a request which was begun may take once the site is asked to stop. */
const CLOSING_MS = 20_000

export interface RunningSite {
  /** The address people use. */
  url: string
  /** Where it listens on this machine, whatever stands in front of it. */
  port: number
  db: Db
  /** For whoever changed what readers get past the site's own rooms. */
  publicationChanged: () => Promise<void>
  /** Answers what was begun, then closes. */
  close: () => Promise<void>
}

/** Another server holds this database. */
export class DatabaseInUse extends Error {}

/** What was acknowledged before the database was replaced stands beside it: somebody has to choose. */
export class DatabaseLeft extends Error {}

/** Opens the database, brings it up to date and answers requests. `onBroken` hears of an I/O error, after which nothing is acknowledged. */
export async function startSite(config: Config, onBroken: OnBroken = () => {}, patience?: Patience): Promise<RunningSite> {
  const db = await openSiteDb(config, onBroken)
  const timeZone = await siteTimeZone(db, config)
  const server = newServer(patience)
  await listen(server, config)
  const { port } = server.address() as AddressInfo
  const zoned = new ZonedConfig(db, withPort(config, port), timeZone)
  const siteConfig = zoned.config
  await keepAddress(db, siteConfig.baseUrl)
  const keeper = new SearchKeeper(db)
  const readers = publishedOnly(db)
  const noticeGeneration = async () => keeper.notice(await zoned.keepUp(await readGeneration(readers)))
  const shelf = new Shelf({ config: siteConfig, readGeneration: noticeGeneration })
  const site: Site = { db, config: siteConfig, publicationChanged: () => shelf.refresh(), searchReady: () => keeper.ready() }
  const running: Running = { metrics: new Metrics(), workload: new Workload(siteConfig.busyAt), stopping: false }
  const app = createApp(site, shelf, running)
  shelf.watch()
  running.workload.watch()
  const timer = startTimer(site)
  const postman = startPostman(db, siteConfig)
  const memory = new MemoryKeeper(db)
  memory.watch()
  const weather = startWeather(site, siteConfig, () => { running.metrics.weatherFailures += 1 })
  server.on('request', (request, response) => {
    if (shelf.answer(request, response)) running.metrics.finished += 1
    else app(request, response)
  })
  const close = once(async () => {
    running.stopping = true
    await wait(siteConfig.drainSeconds * 1000)
    shelf.close()
    running.workload.close()
    await closeServer(server)
    await timer.stop()
    await postman.close()
    await keeper.close()
    await memory.close()
    await weather.stop()
    await db.destroy()
    freeServerLock()
  })
  return { url: siteConfig.baseUrl, port, db, publicationChanged: site.publicationChanged, close }
}

async function openSiteDb(config: Config, onBroken: OnBroken): Promise<Db> {
  const { databaseUrl } = config
  const file = isPostgres(databaseUrl) ? undefined : databaseUrl
  const kept = file === undefined ? null : findKept(file)
  if (kept !== null) throw new DatabaseLeft(kept)
  const db = await openDb(databaseUrl, onBroken)
  if (file && file !== ':memory:' && !takeServerLock(file)) {
    await db.destroy()
    throw new DatabaseInUse(databaseUrl)
  }
  await migrate(db, file)
  return db
}

async function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** Keep-alive connections are idle most of the time: waiting for all of them would take as long as readers like. */
async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  const idle = setInterval(() => server.closeIdleConnections(), 100)
  const late = setTimeout(() => server.closeAllConnections(), CLOSING_MS)
  await closed
  clearInterval(idle)
  clearTimeout(late)
}

/** The first call does it; every call waits for that. */
function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => done ??= act()
}
