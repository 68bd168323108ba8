import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import express from 'express'
import { Browser } from '../../test/browser.ts'
import { addressOf, publishNew, translate, type Brought } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { readConfig } from '../config.ts'
import { openDb } from '../db/open.ts'
import type { SegmentKind } from '../db/tables/article.ts'
import { publishEdition } from '../editions/actions.ts'
import { assetUrl } from '../web/assets.ts'
import { securityHeaders } from '../web/headers.ts'
import { publishedOnly } from './published.ts'
import { readerRoutes } from './routes.ts'
import { Shelf } from './shelf.ts'
import { readGeneration } from './store.ts'

describe('the bytes of readers’ pages', () => {
  let folder: string
  let file: string
  let site: TestSite
  let article: Brought
  let paths: string[]
  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-'))
    file = path.join(folder, 'bytes.db')
    site = await startTestSite({ DATABASE_URL: file })
    article = await publishNew(site, 'en', ['The quiet bridge', 'It rained.'])
    const slug = await addressOf(site, article, 'en')
    paths = ['/en/', '/uk/', '/en/articles', slug, `${slug}/editions`, `${slug}/editions/1`, slug.replace('/en/', '/uk/'), '/en/nothing', '/en/articles?page=9']
  })
  after(async () => {
    await site.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('are the same for everybody, whatever their cookies, language, browser or session', async () => {
    const reader = await new Browser(site).signInAs(site, site.world.admin)
    const wishes = [{}, { 'accept-language': 'uk' }, { 'accept-language': 'de' }, { cookie: '__Host-lang=uk' }, { cookie: '__Host-lang=en; __Host-pre=x' }, { 'user-agent': 'Other' }]
    for (const path of paths) {
      const bodies = await Promise.all([...wishes.map((headers) => new Browser(site).once('GET', path, headers)), reader.once('GET', path)].map(async (asked) => {
        const answer = await asked
        assert.equal(answer.headers.get('set-cookie'), null, path)
        assert.equal(answer.headers.get('vary') ?? 'Accept-Encoding', 'Accept-Encoding', path)
        return `${answer.status}${await answer.text()}`
      }))
      assert.equal(new Set(bodies).size, 1, path)
    }
  })

  it('are not sent again to whoever has them, however a cache between says so, pictures and files of references too', async () => {
    const slug = await addressOf(site, article, 'en')
    for (const address of [slug, `${slug}/card.png`, `${slug}/cite.bib`, '/en/feed.xml']) for (const coding of ['br', 'zstd', 'gzip', 'identity']) {
      const ask = (headers: Record<string, string>) => new Browser(site).once('GET', address, { 'accept-encoding': coding, ...headers })
      const etag = (await ask({})).headers.get('etag') ?? ''
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
        const again = await ask({ 'if-none-match': known })
        assert.deepEqual([again.status, again.headers.get('etag')], [304, etag], `${address} in ${coding} for ${known}`)
      }
      assert.equal((await ask({ 'if-none-match': '"other"' })).status, 200)
    }
  })

  it('come with every security header, with and without the shelf, and with 304 too', async () => {
    const expected = securityHeaders(readConfig({}), 'public')
    assert.equal(expected['Referrer-Policy'], 'strict-origin-when-cross-origin')
    for (const path of paths) {
      for (let time = 0; time < 2; time += 1) {
        const { headers, status } = await new Browser(site).once('GET', path)
        for (const [name, value] of Object.entries(expected)) {
          assert.equal(headers.get(name), value, `${name} of ${path}`)
        }
        assert.equal(headers.get('cache-control'), status === 200 ? 'public, max-age=0, s-maxage=60, must-revalidate' : 'no-store')
        assert.equal(headers.get('content-type'), 'text/html; charset=utf-8')
        assert.equal(headers.get('content-language'), path.slice(1, 3))
        assert.equal(headers.get('x-powered-by'), null)
        if (status !== 200) continue
        const again = await new Browser(site).once('GET', path, { 'if-none-match': headers.get('etag') ?? '' })
        assert.deepEqual([again.status, again.headers.get('x-content-type-options')], [304, 'nosniff'])
      }
    }
  })

  it('weigh at most 20 KB for an essay, its style sheet included', async () => {
    const essay = JSON.parse(readFileSync('scripts/demo/essays/embankment.uk.expected.json', 'utf8')) as { kind: SegmentKind; text: string }[]
    const brought = await publishNew(site, 'uk', essay.map((one) => ({ level: 0, list: one.kind === 'list_item' ? 'ordered' : null, ...one })))
    const sizeOf = async (path: string) => {
      const { headers } = await new Browser(site).once('GET', path, { 'accept-encoding': 'br' })
      assert.equal(headers.get('content-encoding'), 'br')
      return Number(headers.get('content-length'))
    }
    const page = await sizeOf(await addressOf(site, brought, 'uk'))
    const sheet = await sizeOf(assetUrl('site.css'))
    assert.ok(page > 2000 && sheet > 2000 && page + sheet <= 20 * 1024, `${page} + ${sheet}`)
  })

  it('change within moments when another process publishes', async () => {
    const other = await openDb(file)
    const url = await addressOf(site, article, 'en')
    const read = async () => (await new Browser(site).get(url)).html
    assert.doesNotMatch(await read(), /hreflang="uk" rel="alternate"/)
    await translate(site, article, 'uk', ['Тихий міст', 'Дощило.'])
    await publishEdition(other, site.world.ed, { article: article.article, language: 'uk', accepted: { missing: 0, behind: 0 } })
    const deadline = Date.now() + 20_000
    while (!/hreflang="uk" rel="alternate"/.test(await read())) {
      assert.ok(Date.now() < deadline, 'readers still get the old page')
      await pause(20)
    }
    await other.destroy()
  })
})

describe('readers’ pages on a shelf of their own', () => {
  let site: TestSite
  let server: Server
  let shelf: Shelf
  let url: string
  let now = Date.parse('2026-03-28T21:59:59.000Z')
  before(async () => {
    site = await startTestSite()
    await publishNew(site, 'en', ['The quiet bridge', 'It rained.'])
    const clock = () => now
    const config = readConfig({})
    shelf = new Shelf({ config, clock, readGeneration: () => readGeneration(publishedOnly(site.db)) })
    const app = express().use(readerRoutes({ db: site.db, config }, shelf, clock))
    server = createServer((request, response) => void (shelf.answer(request, response) || app(request, response)))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(async () => {
    shelf.close()
    server.close()
    server.closeAllConnections()
    await site.close()
  })
  const read = async (path: string) => (await fetch(url + path)).text()

  it('stand there once, however they are asked for', async () => {
    const first = await read('/en/')
    for (let n = 0; n < 200; n += 1) assert.equal(await read(`/en/?x=${n}`), first)
    for (let n = 0; n < 50; n += 1) await read(`/en/articles?page=1&fbclid=${n}`)
    for (const path of ['/en/articles/nobody', '/en/nothing', '/xx/', '/uk/articles/the-quiet-bridge', '/', '/en']) await read(path)
    assert.equal(shelf.holds.pages, 3, 'the front pages of two languages and the list')
  })

  it('say tomorrow’s date from midnight on, by the site’s clock', async () => {
    const dateOn = async (path: string) => /<time datetime="([\d-]+)">/.exec(await read(path))?.[1]
    assert.equal(await dateOn('/en/'), '2026-03-28')
    now += 999
    assert.equal(await dateOn('/en/'), '2026-03-28')
    now += 1
    assert.equal(await dateOn('/en/'), '2026-03-29', 'midnight in Kyiv')
    assert.match(await read('/uk/'), /неділя, 29 березня 2026/)
  })
})
