import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { nameTopicAs, shelve, topicNamed } from '../../test/library.ts'
import { addressOf, publish, publishNew, translate, withdraw, type Brought } from '../../test/readers.ts'
import { readSitemap } from '../../test/sitemaps.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { childrenOf, parseXml, textIn } from '../../test/xml.ts'
import { addTopic } from '../articles/topic-actions.ts'
import { partsOf, type Listed } from './sitemap-parts.ts'

describe('the sitemap', () => {
  let site: TestSite
  let both: Brought
  const get = async (path: string) => (await fetch(site.url + path)).text()
  const partNames = async () => childrenOf(parseXml(await get('/sitemap.xml')), 'sitemap')
    .map((part) => /\/sitemaps\/([\w-]+)\.xml$/.exec(textIn(part, 'loc') ?? '')?.[1] ?? '')
  before(async () => {
    site = await startTestSite({ SITE_LANGUAGES: 'uk,en,pl' })
    await publishNew(site, 'uk', ['Про нас', 'Ми є.'], 'about')
    await publishNew(site, 'uk', ['Місія', 'Мости.'], 'mission')
    both = await publishNew(site, 'en', ['The quiet bridge', 'It rained.'])
    await translate(site, both, 'uk', ['Тихий міст', 'Дощило.'])
    await publish(site, both, 'uk')
    await publishNew(site, 'uk', ['Берег', 'Річка тече.'])
    const signed = await shelve(site, { language: 'uk', title: 'Брід', author: 'Олег Білик', topics: ['Мости'] })
    await translate(site, signed, 'en', ['A ford', 'Oleh Bilyk', 'It rained.'])
    await publish(site, signed, 'en')
    await nameTopicAs(site, await topicNamed(site, 'Мости'), { uk: 'Мости', en: 'Bridges' })
    await addTopic(site.db, site.world.ed, { uk: 'Ніде' })
  })
  after(() => site.close())

  it('has every page that search engines may keep, with the languages of its head, and none besides (P21)', async () => {
    const listed = await readSitemap(site)
    for (const path of ['/uk/', '/en/', '/pl/', '/uk/articles', '/uk/about', '/uk/articles/bereh', '/en/articles/the-quiet-bridge', '/uk/articles/tykhyi-mist',
      '/uk/topics', '/en/topics', '/uk/topics/mosty', '/en/topics/bridges', '/uk/authors', '/uk/authors/oleh-bilyk', '/en/authors/oleh-bilyk']) {
      assert.ok(listed.has(path), path)
    }
    for (const [path, alternates] of listed) {
      const answer = await fetch(site.url + path, { redirect: 'manual' })
      const html = await answer.text()
      assert.equal(answer.status, 200, path)
      assert.doesNotMatch(html, /<meta name="robots" content="noindex">/, path)
      const own = [...html.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g)].map(([, tag = '', href = '']) => [tag, new URL(href).pathname])
      assert.deepEqual([...alternates], own, path)
      assert.ok(alternates.has('x-default'))
    }
    assert.ok(![...listed.keys()].some((path) => /editions|differences|mission|\/a\/|nide|^\/pl\/(?!articles$).+/.test(path)))
  })

  it('says when the text of each article last changed', async () => {
    const [part = ''] = (await partNames()).filter((name) => /^\d/.test(name))
    const urls = childrenOf(parseXml(await get(`/sitemaps/${part}.xml`)), 'url')
    for (const url of urls) {
      const html = await (await fetch(textIn(url, 'loc') ?? '')).text()
      assert.equal(textIn(url, 'lastmod'), /article:modified_time" content="([^"]+)"/.exec(html)?.[1])
    }
    const index = childrenOf(parseXml(await get('/sitemap.xml')), 'sitemap').find((one) => textIn(one, 'loc')?.includes(part))
    assert.equal(textIn(index, 'lastmod'), urls.map((url) => textIn(url, 'lastmod') ?? '').toSorted().at(-1))
  })

  it('forgets what was withdrawn, and lists no address that was given up', async () => {
    const gone = await publishNew(site, 'uk', ['Буде знято', 'Текст.'])
    const path = await addressOf(site, gone, 'uk')
    await publish(site, gone, 'uk', { slug: 'inshe' })
    assert.notEqual(path, '/uk/articles/inshe')
    assert.ok((await readSitemap(site)).has('/uk/articles/inshe') && !(await readSitemap(site)).has(path))
    await withdraw(site, gone, 'uk')
    assert.ok(!(await readSitemap(site)).has('/uk/articles/inshe'))
  })

  it('is named where search engines look for it', async () => {
    assert.match(await get('/robots.txt'), new RegExp(`^Sitemap: ${site.url}/sitemap.xml$`, 'm'))
    const answer = await fetch(`${site.url}/sitemap.xml`)
    assert.equal(answer.headers.get('content-type'), 'application/xml; charset=utf-8')
    for (const name of ['nothing', '2020-01', 'pages-2', '%00', 'a'.repeat(50)]) assert.equal((await fetch(`${site.url}/sitemaps/${name}.xml`)).status, 404)
  })
})

describe('the parts of a sitemap', () => {
  const idAt = (iso: string, number = 0) => (Date.parse(iso) * 1000 + number).toString(36).padStart(11, '0') + '0'.repeat(11)
  const listed = (iso: string, number = 0, language = 'uk'): Listed => ({ article: idAt(iso, number), language, publishedAt: '2026-01-01T00:00:00.000Z' })
  const sorted = (rows: readonly Listed[]) => rows.toSorted((a, b) => (a.article + a.language < b.article + b.language ? -1 : 1))
  const membersOf = (rows: readonly Listed[], most: number) => partsOf(sorted(rows), most)
    .map((part) => ({ ...part, rows: sorted(rows).filter(({ article }) => article >= part.first && article <= part.last) }))

  it('are months, full months are days, and full days are pieces', () => {
    const rows = [
      listed('2026-01-05T10:00:00Z'), listed('2026-02-01T00:00:00Z'), listed('2026-02-02T00:00:00Z'), listed('2026-02-02T00:00:00Z', 1),
      ...['en', 'uk'].map((tag) => listed('2026-03-01T00:00:00Z', 0, tag)), ...['en', 'uk'].map((tag) => listed('2026-03-01T00:00:00Z', 1, tag)),
    ]
    assert.deepEqual(partsOf(sorted(rows), 2).map(({ name }) => name), ['2026-01', '2026-02-01', '2026-02-02', '2026-03-01-1', '2026-03-01-2'])
    assert.deepEqual(partsOf([]), [])
  })

  const anyRow = fc.record({ minute: fc.nat(60 * 24 * 90), number: fc.nat(3), both: fc.boolean() })
  const rowsOf = (some: readonly { minute: number; number: number; both: boolean }[]) => {
    const rows = some.flatMap(({ minute, number, both }) => (both ? ['en', 'uk'] : ['uk'])
      .map((language) => listed(new Date(Date.UTC(2026, 0) + minute * 60_000).toISOString(), number, language)))
    return [...new Map(rows.map((row) => [row.article + row.language, row])).values()]
  }

  it('hold every address once and no more than they may, all languages of an article together', () => {
    fc.assert(fc.property(fc.array(anyRow, { maxLength: 60 }), fc.integer({ min: 2, max: 12 }), (some, most) => {
      const rows = rowsOf(some)
      const parts = membersOf(rows, most)
      assert.deepEqual(sorted(parts.flatMap((part) => part.rows)), sorted(rows))
      assert.ok(parts.every((part) => part.rows.length <= most && part.rows.length > 0))
      assert.equal(new Set(parts.map(({ name }) => name)).size, parts.length)
    }))
  })

  it('stay as they are when something is brought in later, but for the last', () => {
    fc.assert(fc.property(fc.array(anyRow, { minLength: 1, maxLength: 40 }), fc.integer({ min: 2, max: 12 }), (some, most) => {
      const rows = rowsOf(some)
      const later = listed('2026-12-01T00:00:00Z')
      const before = membersOf(rows, most)
      const after = new Map(membersOf([...rows, later], most).map((part) => [part.name, part.rows]))
      for (const part of before) assert.deepEqual(after.get(part.name), part.rows)
    }))
  })
})
