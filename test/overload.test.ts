import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { migrate } from '../src/db/migrate.ts'
import { openDb } from '../src/db/open.ts'
import { publishEdition } from '../src/editions/actions.ts'
import { headOf } from '../src/segments/model.ts'
import { findBrokenPromises } from './crew-checks.ts'
import { newCrew } from './crew.ts'
import { askAs, holdDatabase, someOf, times } from './crowd.ts'
import { addressOf, publishNew } from './readers.ts'
import { killServer, startServer } from './server.ts'
import { startTestSite, type TestSite } from './site.ts'
import { factsIn, newArticle, newWorld } from './world.ts'

const BUSY_AT = 2
/** Requests in flight from which each kind is refused, of a site that is meant to bear two. */
const HEAVY_AT = 2
const WORK_AT = 8

describe('a site with more to do than it can', { timeout: 60_000 }, () => {
  let site: TestSite
  before(async () => { site = await startTestSite({ BUSY_AT: String(BUSY_AT) }) })
  after(() => site.close())

  it('takes every text that is sent, gives finished pages, refuses the rest with words, and recovers (P01)', async (t) => {
    const texts = ['The quiet bridge', ...times(19, (i) => `Paragraph ${i}.`)]
    const { article } = await newArticle(site.world, 'en', texts)
    const finished = await publishNew(site, 'en', ['A finished page', 'It rained.'])
    const address = await addressOf(site, finished, 'en')
    assert.equal((await fetch(site.url + address)).status, 200)
    const facts = await factsIn(site.db, article, 'en', 'uk', site.world.ada)
    // Sessions are made before the database is held.
    const translate = await askAs(site, site.world.ada)
    const edit = await askAs(site, site.world.ed)

    const letGo = await holdDatabase(site)
    t.after(letGo)
    const saves = facts.map((one, i) => translate('POST', `/desk/articles/${article}/languages/uk/segments/${one.segment}/draft`, {
      base: headOf(one)?.revision ?? '', source: one.source?.revision ?? '', version: '0', text: `Абзац ${i}.`,
    }))
    // However they arrive among the texts, no more than so many of each are let in.
    const ledger = times(HEAVY_AT + 10, () => edit('GET', '/desk/ledger'))
    const pages = times(WORK_AT + 10, () => edit('GET', '/desk'))
    const previews = times(HEAVY_AT + 10, () => edit('POST', '/desk/articles/preview', { text: 'Слова', language: 'uk' }))
    const refused = await Promise.all([someOf(ledger, 10), someOf(pages, 10), someOf(previews, 10)])
    for (const answer of refused.flat()) {
      assert.deepEqual([answer.status, answer.headers.get('retry-after'), answer.headers.get('cache-control')], [503, '5', 'no-store'])
    }
    const [[page], , [preview]] = refused
    assert.match(await page?.text() ?? '', /<html lang="en"[\s\S]*reload the page[\s\S]*href="\/desk\/ledger">Try again</)
    assert.match(await preview?.text() ?? '', /nothing was saved[\s\S]*Back button/)
    const ukrainian = await fetch(`${site.url}/desk/ledger`, { headers: { 'accept-language': 'uk' } })
    assert.match(await ukrainian.text(), /<html lang="uk"[\s\S]*дуже завантажений/)
    assert.equal((await fetch(`${site.url}/en/articles`)).status, 503)
    for (const one of [address, `${address}?from=elsewhere`, '/healthz', '/robots.txt', '/favicon.ico']) assert.equal((await fetch(site.url + one)).status, 200, one)
    assert.equal((await fetch(`${site.url}/readyz`)).status, 503)

    await letGo()
    assert.deepEqual([...new Set((await Promise.all(saves)).map(({ status }) => status))], [303])
    await Promise.all([...ledger, ...pages, ...previews])
    const drafts = await factsIn(site.db, article, 'en', 'uk', site.world.ada)
    assert.deepEqual(drafts.map(({ draft }) => draft?.text), facts.map((_, i) => `Абзац ${i}.`))
    for (const one of ['/readyz', '/en/articles']) assert.equal((await fetch(site.url + one)).status, 200, one)
    for (const one of ['/desk', '/desk/ledger']) assert.equal((await edit('GET', one)).status, 200, one)
    assert.match(await (await fetch(`${site.url}/metrics`)).text(), /^zvirka_refused_total\{kind="heavy"\} \d\d/m)
  })
})

describe('a server on which editors open more than it can read', { timeout: 180_000 }, () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-overload-'))
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('goes on saving, deciding and publishing, loses nothing of it, and recovers', async () => {
    const db = await openDb(path.join(folder, 'zvirka.db'))
    await migrate(db)
    const crew = await newCrew(db)
    const world = await newWorld(db)
    const { article } = await newArticle(world, 'en', ['A finished page', 'It rained.'])
    await publishEdition(db, world.ed, { article, language: 'en', accepted: { missing: 0, behind: 0 } })
    const server = await startServer(folder, { BUSY_AT: '4' })
    const edit = await askAs({ db, url: server.url }, world.ed)
    const text = times(100, (i) => `Paragraph *${i}* of **a long** text.`).join('\n\n')
    const open = () => edit('POST', '/desk/articles/preview', { text, language: 'en', format: 'markdown' })
    const read = () => fetch(`${server.url}/en/articles/a-finished-page`)
    const opened = [await open(), await read()]
    const isRefused = ({ status }: Response) => status === 503
    const crowd = () => Promise.all(times(12, open))

    const readers: Response[] = []
    while (!opened.some(isRefused)) {
      const crowded = crowd()
      readers.push(await read(), await read())
      opened.push(...await crowded)
    }
    assert.deepEqual(readers.filter(({ status }) => status !== 200), [])

    let enough = false
    const working = crew.work({ url: server.url, db }, () => enough)
    while (crew.deeds.length < 30) opened.push(...await crowd())
    enough = true
    await working
    assert.deepEqual([...new Set(opened.map(({ status }) => status))].sort(), [200, 503])
    for (const { headers } of opened.filter(isRefused)) assert.deepEqual([headers.get('retry-after'), headers.get('cache-control')], ['5', 'no-store'])
    assert.deepEqual(crew.deeds.filter(({ status }) => status === null || status >= 500), [])
    assert.deepEqual(await findBrokenPromises(db, crew.deeds), [])
    assert.deepEqual([(await open()).status, (await fetch(`${server.url}/readyz`)).status], [200, 200])
    await killServer(server)
    await db.destroy()
  })
})
