import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp } from './app.ts'
import { withPort, type Config } from './config.ts'
import { freeServerLock, takeServerLock } from './db/lock.ts'
import { migrate } from './db/migrate.ts'
import { isPostgres, openDb } from './db/open.ts'
import type { Db } from './db/schema.ts'
import type { OnBroken } from './db/sqlite.ts'
import { publishedOnly } from './reader/published.ts'
import { Shelf } from './reader/shelf.ts'
import { readGeneration } from './reader/store.ts'
import type { Site } from './web/site.ts'

const CLOSING_MS = 5000
/** How long the head of a request may take to arrive, and all of it: nobody holds connections open by sending slowly. */
const PATIENCE = { headersTimeout: 15_000, requestTimeout: 120_000, connectionsCheckingInterval: 5000 }

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

/** Opens the database, brings it up to date and answers requests. `onBroken` hears of an I/O error, after which nothing is acknowledged. */
export async function startSite(config: Config, onBroken: OnBroken = () => {}): Promise<RunningSite> {
  const db = await openSiteDb(config, onBroken)
  const server = createServer(PATIENCE)
  await listen(server, config)
  const { port } = server.address() as AddressInfo
  const siteConfig = withPort(config, port)
  const shelf = new Shelf({ config: siteConfig, readGeneration: () => readGeneration(publishedOnly(db)) })
  const site: Site = { db, config: siteConfig, publicationChanged: () => shelf.refresh() }
  const app = createApp(site, shelf)
  shelf.watch()
  server.on('request', (request, response) => void (shelf.answer(request, response) || app(request, response)))
  return { url: siteConfig.baseUrl, port, db, publicationChanged: site.publicationChanged, close: () => close(server, shelf, db) }
}

async function openSiteDb(config: Config, onBroken: OnBroken): Promise<Db> {
  const { databaseUrl } = config
  const file = isPostgres(databaseUrl) ? undefined : databaseUrl
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
async function close(server: Server, shelf: Shelf, db: Db): Promise<void> {
  shelf.close()
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  const idle = setInterval(() => server.closeIdleConnections(), 100)
  const late = setTimeout(() => server.closeAllConnections(), CLOSING_MS)
  await closed
  clearInterval(idle)
  clearTimeout(late)
  await db.destroy()
  freeServerLock()
}
