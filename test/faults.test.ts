import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { findLedgerFault } from '../src/ledger/store.ts'
import { startPostgres } from './postgres.ts'
import { addressOf, publishNew } from './readers.ts'
import { ask } from './roles.ts'
import { startTestSite, type TestSite } from './site.ts'
import { factsIn } from './world.ts'

const LONG = 'Дощило. '.repeat(5000)

/** A site with an article for readers, and how Ada sends a draft of its second paragraph. */
async function openRoom(env: Record<string, string> = {}) {
  const site = await startTestSite(env)
  const brought = await publishNew(site, 'en', ['The quiet bridge', 'It rained.'])
  const { article } = brought
  const address = await addressOf(site, brought, 'en')
  const draftOf = async () => (await factsIn(site.db, article, 'en', 'uk', site.world.ada))[1]?.draft
  const save = async (text: string) => {
    const [, one] = await factsIn(site.db, article, 'en', 'uk', site.world.ada).catch(() => [])
    const fields = { base: '', source: one?.source?.revision ?? '', version: String(one?.draft?.version ?? 0), text }
    return ask(site, site.world.ada, 'POST', `/desk/articles/${article}/languages/uk/segments/${one?.segment}/draft`, Object.entries(fields))
  }
  return { site, article, address, draftOf, save }
}

async function fill({ db }: TestSite): Promise<() => Promise<void>> {
  const { rows: [row] } = await sql<{ page_count: number }>`pragma page_count`.execute(db)
  await sql`pragma max_page_count = ${sql.lit(row?.page_count ?? 0)}`.execute(db)
  return async () => { await sql`pragma max_page_count = 1000000`.execute(db) }
}

describe('a disk that is full', () => {
  it('refuses what is sent with a page that says so, loses nothing, and lets everybody read on', async (t) => {
    const { site, address, draftOf, save } = await openRoom()
    t.after(site.close)
    assert.equal((await save('Дощило.')).status, 303)
    const session = await ask(site, site.world.ada, 'GET', '/desk')
    assert.equal(session.status, 200)
    const empty = await fill(site)
    const refused = await save(LONG)
    assert.equal(refused.status, 507)
    assert.match(await refused.text(), /<h1[^>]*>[^<]+<\/h1>/)
    assert.equal((await draftOf())?.text, 'Дощило.')
    for (const path of ['/en/', address, '/uk/', '/sign-in', '/readyz']) assert.equal((await fetch(site.url + path)).status, 200, path)
    await empty()
    assert.equal((await save(LONG)).status, 303)
    assert.equal((await draftOf())?.text, LONG.trim())
    assert.equal(await findLedgerFault(site.db), null)
  })
})

describe('a PostgreSQL server that is restarted under the site', () => {
  it('is missed with 503 while it is away and found again by itself, under many requests', async (t) => {
    const server = await startPostgres()
    t.after(server.stop)
    const { site, address, draftOf, save } = await openRoom({ DATABASE_URL: server.url })
    const statuses = new Set<number>()
    const ended = { yet: false }
    t.after(async () => {
      ended.yet = true
      await site.close()
    })
    const get = async (path: string) => (await fetch(site.url + path)).status
    assert.equal(await get(address), 200)
    const readers = ['/sign-in', '/uk/', '/en/articles?page=1', '/desk', '/a/x'].map(async (path) => {
      while (!ended.yet) statuses.add(await get(path))
    })
    for (let round = 0; round < 3; round += 1) {
      await server.restart(async () => {
        for (const path of ['/sign-in', '/readyz']) assert.equal(await get(path), 503, path)
        for (const path of [address, '/healthz']) assert.equal(await get(path), 200, path)
      })
      assert.equal((await savedAtLast(() => save(`Дощило ${round}.`))), 303)
      assert.equal((await draftOf())?.text, `Дощило ${round}.`)
    }
    ended.yet = true
    await Promise.all(readers)
    assert.deepEqual([...statuses].filter((status) => status >= 500 && status !== 503), [])
    assert.ok(statuses.has(503) && statuses.has(200))
    assert.equal(await findLedgerFault(site.db), null)
  })
})

/** Connections that the server ended may still stand in the pool: each of them may fail once. */
async function savedAtLast(save: () => Promise<Response>): Promise<number> {
  for (let tries = 0; tries < 20; tries += 1) {
    const status = await save().then((answer) => answer.status, () => 503)
    if (status !== 503) return status
  }
  return 503
}
