import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { hideCanaries, type Hidden } from '../../test/canaries.ts'
import { byLength } from '../../test/long.ts'
import { publish, publishNew, type Brought } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { changeSettings } from '../people/settings-actions.ts'

const ROUNDS = byLength(1, 13)
const FETCHES = byLength(400, 20_000)
const CANARIES = byLength(40, 500)
const CANARY = /CANARY[\s.-]*\d+/i
const AT_ONCE = 8

/** Ways in which the same address can be asked for: what somebody hidden might be shown by, were it asked so. */
const ASKED: Record<string, Record<string, string>> = {
  'as anybody': {},
  'in English': { 'accept-language': 'en' },
  'in Ukrainian, with a language chosen': { 'accept-language': 'uk', 'cookie': '__Host-lang=uk' },
  'packed by Brotli': { 'accept-encoding': 'br' },
  'packed by gzip': { 'accept-encoding': 'gzip' },
  'unpacked': { 'accept-encoding': 'identity' },
  'for JSON': { accept: 'application/json' },
  'by a page of our own': { 'sec-fetch-site': 'same-origin', 'x-requested-with': 'XMLHttpRequest' },
  'with a forged session': { cookie: '__Host-sid=CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC' },
  'for some bytes of it': { range: 'bytes=0-' },
  'without a cache': { 'cache-control': 'no-cache', 'pragma': 'no-cache' },
  'with another host before': { 'x-forwarded-host': 'desk.example', 'x-original-url': '/desk' },
}
const QUERIES = ['', '?preview=1', '?draft=1&edition=2']
const WAYS = Object.values(ASKED).slice(0, byLength(3, Infinity))

describe('what is not published', () => {
  let site: TestSite
  let hidden: Hidden[]
  let seen: Map<string, string>
  let canaries: string[]
  let leaks: string[]
  let fetched = 0
  const canary = (what: string) => {
    canaries.push(what)
    return `CANARY-${canaries.length} ${what}.`
  }

  before(async () => {
    site = await startTestSite()
    // Everything that may be told is told at once.
    await changeSettings(site.db, site.world.admin, { grace: 0 })
    canaries = []
    hidden = []
    for (let round = 0; round < ROUNDS; round += 1) hidden.push(await hideCanaries(site, round, canary))
    seen = await crawl()
    leaks = await askInEveryWay()
  })
  after(() => site.close())

  async function ask(path: string, headers: Record<string, string> = {}): Promise<string> {
    fetched += 1
    const answer = await fetch(site.url + path, { redirect: 'manual', headers })
    return [...answer.headers].flat().join('\n') + await answer.text()
  }

  /** Every page that a link, an address once known, or a guess leads to. */
  async function crawl(): Promise<Map<string, string>> {
    const slugs = await site.db.selectFrom('slug').select('text').execute()
    const ids = await site.db.selectFrom('article').select('id').execute()
    const rests = [
      '', '/differences', '/editions', '/editions/1', '/editions/2', '/editions/3', '/editions/differences?from=1&to=2', '/editions/differences?from=2&to=3',
      '/parallel/en', '/parallel/uk', '/cite', '/cite.bib', '/cite.ris', '/cite.json', '/card.png',
    ]
    const everywhere = [
      '/', '/articles', '/articles?kind=essay', '/topics', '/authors', '/topics/canary', '/authors/canary', '/about', '/feed.xml', '/feed.json', '/editions.xml', '/card.png',
      '/search', ...['canary', 'a topic', 'unpublished', 'withdrawn', 'чернетка', 'bridge', 'planned title'].map((words) => `/search?q=${encodeURIComponent(words)}`),
    ]
    const waiting = ['/', '/robots.txt', '/sitemap.xml', '/sitemaps/1.xml', '/metrics', '/feed.xml', '/feed.json', '/.well-known/security.txt',
      ...['uk', 'en'].flatMap((language) => everywhere.map((rest) => `/${language}${rest}`)),
      ...hidden.flatMap(({ hash }) => [`/images/${hash}`, `/images/${hash}/480`, `/desk/images/${hash}`]),
      ...hidden.flatMap(({ planned }) => planned.map((slug) => `/en/articles/${slug}`)),
      ...ids.flatMap(({ id }) => [`/a/${id}`, `/uk/articles/${id}`, `/en/articles/${id}`, `/desk/articles/${id}`]),
      ...slugs.flatMap(({ text }) => ['uk', 'en'].flatMap((language) => rests.map((rest) => `/${language}/articles/${text}${rest}`)))]
    const pages = new Map<string, string>()
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (pages.has(path)) continue
      const page = await ask(path)
      pages.set(path, page)
      const links = page.matchAll(/(?:href="|^location\n|<loc>http:\/\/[^/]+)(\/(?:uk|en|a|sitemaps)\/[^"#\n<]*)/gm)
      waiting.push(...Array.from(links, ([, href = '']) => href.replaceAll('&amp;', '&')))
    }
    return pages
  }

  /** The same addresses again, in every way, while some of them are published anew; the first words of each leak. */
  async function askInEveryWay(): Promise<string[]> {
    const found = [...seen].flatMap(([path, page]) => leakIn(path, page))
    for (const [at, headers] of WAYS.entries()) {
      const query = QUERIES[at % QUERIES.length] ?? ''
      const left = [...seen.keys()].filter((path) => !path.includes('?'))
      await publishNew(site, 'en', ['Something new', 'It comes between.'])
      await Promise.all(Array.from({ length: AT_ONCE }, async () => {
        for (let path = left.pop(); path !== undefined; path = left.pop()) found.push(...leakIn(path, await ask(path + query, headers)))
      }))
    }
    return found
  }

  const leakIn = (path: string, page: string) => {
    const { index } = CANARY.exec(page) ?? {}
    return index === undefined ? [] : [`${path}: ${page.slice(index, index + 60)}`]
  }

  it('is all there, in the database', async () => {
    const texts = await site.db.selectFrom('revision').select('text').where('text', 'like', 'CANARY%').execute()
    assert.ok(canaries.length >= CANARIES && texts.length >= 20 * ROUNDS, `${canaries.length} canaries, ${texts.length} texts`)
  })

  it('is on no page that readers can reach, however they ask', () => {
    assert.ok(seen.size > 60 * ROUNDS)
    assert.ok(fetched >= FETCHES, `${fetched} fetches`)
    assert.deepEqual(leaks, [])
  })

  it('answers nobody under an address that is only planned, and gives no picture', async () => {
    for (const { planned, hash } of hidden) {
      for (const path of [...planned.map((slug) => `/en/articles/${slug}`), `/images/${hash}`, `/images/${hash}/480`]) {
        assert.equal((await new Browser(site).once('GET', path)).status, 404, path)
      }
    }
  })

  it('shows through in no mark, count or date either', () => {
    const [, article = ''] = [...seen].find(([path]) => path === '/uk/articles/tykhyi-mist') ?? []
    assert.match(article, /Тихий міст/)
    assert.doesNotMatch(article, /data-behind|data-gap|class="notice"/)
  })

  it('would be found if it were there: once it is published, the same search finds it', async () => {
    const bridge = hidden[0]?.bridge as Brought
    await publish(site, bridge, 'uk', { behind: 1 })
    const found = [...await crawl()].flatMap(([path, page]) => leakIn(path, page))
    assert.ok(found.some((leak) => leak.includes('an approved but unpublished translation')), found.join('\n'))
  })
})
