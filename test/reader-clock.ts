import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { readConfig } from '../src/config.ts'
import type { Db } from '../src/db/schema.ts'
import { publishedOnly } from '../src/reader/published.ts'
import { readerRoutes } from '../src/reader/routes.ts'
import { Shelf } from '../src/reader/shelf.ts'
import { readGeneration } from '../src/reader/store.ts'

/** Readers' pages over a database, with a shelf, by a clock that tests set. */
export interface ReaderSite {
  read: (path: string) => Promise<{ status: number; html: string; location: string | null }>
  /** Milliseconds of the epoch. */
  now: number
  close: () => void
}

export async function startReaderSite(db: Db, env: Record<string, string> = {}): Promise<ReaderSite> {
  const config = readConfig(env)
  const clock = () => site.now
  const shelf = new Shelf({ config, clock, readGeneration: () => readGeneration(publishedOnly(db)) })
  const app = express().use(readerRoutes({ db, config }, shelf, clock))
  const server = createServer((request, response) => void (shelf.answer(request, response) || app(request, response)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const site: ReaderSite = {
    now: Date.now(),
    read: async (path) => {
      // Another process looks once a second whether the site moved on; here each reader is a second later.
      await shelf.look()
      const answer = await fetch(url + path, { redirect: 'manual' })
      return { status: answer.status, html: await answer.text(), location: answer.headers.get('location') }
    },
    close: () => {
      shelf.close()
      server.close()
      server.closeAllConnections()
    },
  }
  return site
}
