import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { picture } from '../../test/pictures.ts'
import { startReaderSite } from '../../test/reader-clock.ts'
import { addressOf, changeOriginal, publish, publishNew, translate, withdraw, type Brought } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { reviewAll, submit, type } from '../../test/world.ts'
import { inPolish } from '../../test/third-language.ts'
import { childrenOf, parseXml, textIn, type XmlElement } from '../../test/xml.ts'
import { newSigned } from '../../test/articles.ts'
import { storeImage } from '../assets/actions.ts'
import type { NewSegment } from '../articles/model.ts'

const ATOM = 'http://www.w3.org/2005/Atom'
const segment = (kind: NewSegment['kind'], text: string, more: Partial<NewSegment> = {}): NewSegment => ({ kind, level: 0, list: null, text, ...more })

interface JsonFeed {
  version: string
  title: string
  language?: string
  feed_url: string
  home_page_url: string
  items: { id: string; url: string; language: string; title: string; content_html: string; date_published: string; date_modified: string
    authors?: { name: string }[]; _zvirka?: { translators: string[]; alternates: { language: string; url: string }[] } }[]
}

describe('feeds', () => {
  let site: TestSite
  let both: Brought
  let rich: Brought
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(site.url + path, { headers, redirect: 'manual' })
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
  const atom = async (path: string) => parseXml((await get(path)).text)
  const entriesIn = async (path: string) => childrenOf(await atom(path), 'entry')
  const entryOf = async (path: string, title: string) =>
    (await entriesIn(path)).find((entry) => textIn(entry, 'title') === title) ?? assert.fail(`${path} has no ${title}`)
  const linksOf = (element: XmlElement, rel: string) => childrenOf(element, 'link').filter(({ attributes }) => attributes['rel'] === rel)
  const hrefIn = (entry: XmlElement, language: string) =>
    linksOf(entry, 'alternate').find(({ attributes }) => attributes['hreflang'] === language)?.attributes['href'] ?? ''

  before(async () => {
    site = await startTestSite({ SITE_LANGUAGES: 'uk,en,pl' })
    both = await publishNew(site, 'en', ['The quiet bridge', 'It rained.', 'Nobody came.'])
    await translate(site, both, 'uk', ['Тихий міст', 'Дощило.', 'Ніхто не прийшов.'])
    await publish(site, both, 'uk')
    const { hash } = await storeImage(site.db, site.world.ed, 'en', await picture(1000, 500))
    rich = await publishNew(site, 'en', [
      segment('title', 'A & B <b>'), segment('lead', 'Lead with “quotes” & signs.'), segment('heading', 'Part', { level: 2 }),
      segment('paragraph', 'See [the list](/en/articles), [this](#p-x), [a site](https://example.org/?a=1&b=2) and *that*. ]]> <script>'),
      segment('quotation', 'Said.'), segment('list_item', 'One', { list: 'bulleted' }), segment('list_item', 'Inner', { list: 'ordered', level: 1 }),
      segment('code', '<a href="/x">\n  y'), segment('rule', '---'), segment('image', 'A & B', { asset: hash }), segment('caption', 'Caption.'),
    ])
    const desk = { article: rich.article, source: 'en', language: 'uk' }
    await submit(site.db, site.world.ada, desk, { [rich.segments[0] ?? '']: 'А і Б' })
    await reviewAll(site.db, site.world.rev, desk)
    await publish(site, rich, 'uk', { missing: 8 })
  })
  after(() => site.close())

  it('are in one language each, the combined one in all, and say so (P40)', async () => {
    for (const [path, languages] of [['/uk/feed.xml', ['uk']], ['/en/feed.xml', ['en']], ['/feed.xml', ['en', 'uk']]] as const) {
      const feed = await atom(path)
      assert.deepEqual([feed.uri, feed.name, feed.attributes['xml:lang']], [ATOM, 'feed', languages.length === 1 ? languages[0] : undefined])
      const entries = childrenOf(feed, 'entry')
      assert.ok(entries.length >= 2)
      assert.deepEqual([...new Set(entries.map(({ attributes }) => attributes['xml:lang']))].sort(), languages)
      assert.deepEqual(linksOf(feed, 'self').map(({ attributes }) => attributes['href']), [site.url + path])
      const dates = entries.map((entry) => textIn(entry, 'published') ?? '')
      assert.deepEqual(dates, dates.toSorted().reverse())
      assert.equal(textIn(feed, 'updated'), entries.map((entry) => textIn(entry, 'updated') ?? '').toSorted().at(-1))
      assert.ok(textIn(childrenOf(feed, 'author')[0], 'name'))
    }
    assert.equal((await get('/uk/feed.xml')).headers.get('content-type'), 'application/atom+xml; charset=utf-8')
    assert.equal((await get('/uk/feed.xml')).headers.get('content-language'), 'uk')
    assert.equal((await get('/feed.xml')).headers.get('content-language'), null)
  })

  it('say of an article what its page says', async () => {
    for (const language of ['uk', 'en']) {
      for (const entry of await entriesIn(`/${language}/feed.xml`)) {
        const { text: html, status } = await get(new URL(hrefIn(entry, language)).pathname)
        assert.equal(status, 200)
        const metaOf = (property: string) => new RegExp(`<meta property="${property}" content="([^"]*)"`).exec(html)?.[1]
        assert.equal(metaOf('article:published_time'), textIn(entry, 'published'))
        assert.equal(metaOf('article:modified_time'), textIn(entry, 'updated'))
        const pageLinks = [...html.matchAll(/<link rel="alternate" hreflang="(\w\w)" href="([^"]+)"/g)].map(([, tag, href]) => `${tag} ${href}`)
        assert.deepEqual(linksOf(entry, 'alternate').map(({ attributes }) => `${attributes['hreflang']} ${attributes['href']}`).sort(), pageLinks.sort())
      }
    }
  })

  it('name the author and the translator', async () => {
    const { article } = await newSigned(site.world, 'uk', ['Підписана стаття', 'Ада Гіл', 'інженерка'])
    await publish(site, { article }, 'uk')
    assert.equal(textIn(childrenOf(await entryOf('/uk/feed.xml', 'Підписана стаття'), 'author')[0], 'name'), 'Ада Гіл')
    const translated = await entryOf('/uk/feed.xml', 'Тихий міст')
    assert.deepEqual(childrenOf(translated, 'contributor').map((one) => textIn(one, 'name')), ['Ada'])
    const item = (await jsonOf('/uk/feed.json')).items.find(({ title }) => title === 'Тихий міст')
    assert.deepEqual(item?._zvirka, { translators: ['Ada'], alternates: [{ language: 'en', url: site.url + await addressOf(site, both, 'en') }] })
  })

  it('carry the whole text, with whole addresses, every sign and the language of what is not translated', async () => {
    const page = `${site.url}${await addressOf(site, rich, 'en')}`
    const [content] = childrenOf(await entryOf('/en/feed.xml', 'A & B <b>'), 'content')
    assert.equal(content?.attributes['type'], 'html')
    const html = content.text.replace(/\/images\/[0-9a-f]{64}/, '/images/HASH')
    for (const part of [
      '<p>Lead with “quotes” &amp; signs.</p>', '<h2>Part</h2>', `<a href="${site.url}/en/articles">the list</a>`, `<a href="${page}#p-x">this</a>`,
      '<a href="https://example.org/?a=1&amp;b=2">a site</a>', '<em>that</em>. ]]&gt; &lt;script&gt;', '<blockquote><p>Said.</p></blockquote>',
      '<ul><li><span>One</span><ol><li><span>Inner</span></li></ol></li></ul>', '<pre translate="no"><code>&lt;a href=&quot;/x&quot;&gt;\n  y</code></pre>', '<hr>',
      `<figure><img src="${site.url}/images/HASH" width="1000" height="500" alt="A &amp; B"><figcaption>Caption.</figcaption></figure>`,
    ]) assert.ok(html.includes(part), `${part} is not in ${html}`)
    const [gaps] = childrenOf(await entryOf('/uk/feed.xml', 'А і Б'), 'content')
    assert.match(gaps?.text ?? '', /<p lang="en">See /)
    assert.match(gaps?.text ?? '', /alt="A &amp; B" lang="en"/)
    assert.equal(textIn(await entryOf('/uk/feed.xml', 'А і Б'), 'summary'), undefined)
    assert.doesNotMatch((await get('/uk/feed.xml')).text, /\u00a0/)
  })

  const jsonOf = async (path: string) => JSON.parse((await get(path)).text) as JsonFeed

  it('are the same as JSON Feed', async () => {
    for (const language of ['uk', 'en', null]) {
      const path = language === null ? '' : `/${language}`
      const feed = await jsonOf(`${path}/feed.json`)
      const entries = await entriesIn(`${path}/feed.xml`)
      assert.deepEqual([feed.version, feed.language ?? null], ['https://jsonfeed.org/version/1.1', language])
      assert.equal(feed.feed_url, `${site.url}${path}/feed.json`)
      assert.deepEqual(
        feed.items.map(({ id, language: tag, title, date_published, date_modified, content_html, url }) =>
          [id, tag, title, date_published, date_modified, content_html, url]),
        entries.map((entry) => {
          const [id, title, published, updated, content] = ['id', 'title', 'published', 'updated', 'content'].map((name) => textIn(entry, name))
          const tag = entry.attributes['xml:lang'] ?? ''
          return [id, tag, title, published, updated, content, hrefIn(entry, tag)]
        }),
      )
    }
    assert.equal((await get('/feed.json')).headers.get('content-type'), 'application/feed+json; charset=utf-8')
  })

  it('keep the name of an entry over a new slug and a new edition, and its first day; the second day moves with the text alone (P40)', async () => {
    const before = await entryOf('/uk/feed.xml', 'Тихий міст')
    const english = (await get('/en/feed.xml')).text
    await publish(site, both, 'uk', { slug: 'inshyi-mist' })
    const moved = await entryOf('/uk/feed.xml', 'Тихий міст')
    assert.equal(hrefIn(moved, 'uk'), `${site.url}/uk/articles/inshyi-mist`)
    assert.deepEqual(['id', 'published'].map((name) => textIn(moved, name)), ['id', 'published'].map((name) => textIn(before, name)))
    assert.ok((textIn(moved, 'updated') ?? '') > (textIn(before, 'updated') ?? ''))
    const entries = parseXml(english)
    assert.deepEqual(childrenOf(await atom('/en/feed.xml'), 'entry').map((entry) => textIn(entry, 'updated')), childrenOf(entries, 'entry').map((entry) => textIn(entry, 'updated')))
  })

  it('are the same to the byte while somebody works on a draft', async () => {
    const paths = ['/uk/feed.xml', '/uk/feed.json', '/feed.xml', '/uk/editions.xml', '/sitemap.xml']
    const all = async () => Promise.all(paths.map(async (path) => (await get(path)).text))
    const before = await all()
    await type(site.db, site.world.ada, { article: both.article, source: 'en', language: 'uk' }, both.segments[1] ?? '', 'Мрячило.')
    await changeOriginal(site, both, { [both.segments[1] ?? '']: 'It drizzled.' })
    await site.publicationChanged()
    assert.deepEqual(await all(), before)
  })

  it('have names that no other host changes', async () => {
    const elsewhere = await startReaderSite(site.db, { BASE_URL: 'https://news.example.org', SITE_LANGUAGES: 'uk,en,pl' })
    const there = parseXml((await elsewhere.read('/uk/feed.xml')).html)
    elsewhere.close()
    const ids = (entries: XmlElement[]) => entries.map((entry) => textIn(entry, 'id') ?? '')
    assert.deepEqual(ids(childrenOf(there, 'entry')), ids(await entriesIn('/uk/feed.xml')))
    assert.ok(childrenOf(there, 'entry').every((entry) => hrefIn(entry, 'uk').startsWith('https://news.example.org/uk/articles/')))
    const every = [...ids(await entriesIn('/feed.xml')), ...ids(await entriesIn('/uk/editions.xml')), ...ids(await entriesIn('/en/editions.xml'))]
    assert.equal(new Set(every).size, every.length)
    for (const id of every) assert.match(id, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('begin for a third language by configuration alone', async () => {
    const empty = await atom('/pl/feed.xml')
    assert.deepEqual([empty.attributes['xml:lang'], childrenOf(empty, 'entry').length, textIn(empty, 'updated')], ['pl', 0, '1970-01-01T00:00:00.000Z'])
    const polish = await inPolish(site)
    await translate(polish, both, 'pl', ['Cichy most', 'Padało.', 'Nikt nie przyszedł.'])
    await publish(polish, both, 'pl')
    const entry = await entryOf('/pl/feed.xml', 'Cichy most')
    assert.deepEqual(linksOf(entry, 'alternate').map(({ attributes }) => attributes['hreflang']), ['pl', 'en', 'uk'])
    assert.ok((await entriesIn('/feed.xml')).some(({ attributes }) => attributes['xml:lang'] === 'pl'))
  })

  it('answer polite askers in few bytes', async () => {
    const first = await get('/uk/feed.xml')
    const etag = first.headers.get('etag') ?? ''
    const again = await get('/uk/feed.xml', { 'If-None-Match': etag })
    assert.deepEqual([again.status, again.text], [304, ''])
    const head = await fetch(`${site.url}/uk/feed.xml`, { method: 'HEAD' })
    assert.deepEqual([head.status, await head.text()], [200, ''])
  })

  it('are named in the head of every page, with words of its language', async () => {
    for (const path of ['/uk/', await addressOf(site, rich, 'uk')]) {
      const { text: html } = await get(path)
      const links = [...html.matchAll(/<link rel="alternate" type="([^"]+)" title="([^"]+)" href="([^"]+)">/g)].map(([, kind, title, href]) => [kind, title, href])
      assert.deepEqual(links.map(([kind, , href]) => [kind, href]).slice(0, 3),
        [['application/atom+xml', '/uk/feed.xml'], ['application/feed+json', '/uk/feed.json'], ['application/atom+xml', '/uk/editions.xml']])
      assert.match(links[0]?.[1] ?? '', /нові статті/)
    }
    const { html } = await new Browser(site).get('/en/')
    assert.match(html, /<a href="\/en\/feed.xml" type="application\/atom\+xml">new articles<\/a>/)
  })

  it('forget what was withdrawn', async () => {
    const gone = await publishNew(site, 'uk', ['Буде знято', 'Текст.'])
    await entryOf('/uk/feed.xml', 'Буде знято')
    await withdraw(site, gone, 'uk')
    for (const path of ['/uk/feed.xml', '/uk/feed.json', '/feed.xml', '/uk/editions.xml']) assert.doesNotMatch((await get(path)).text, /Буде знято/)
  })

  for (const path of ['/xx/feed.xml', '/feed.atom', '/uk/feed', '/UK/feed.xml']) {
    it(`are not at ${path}`, async () => assert.equal((await get(path)).status, 404))
  }

  it('lead on from links between articles to where those are now', async () => {
    await publishNew(site, 'en', ['Linked', `See [the bridge](/a/${both.article}).`])
    const content = async () => childrenOf(await entryOf('/en/feed.xml', 'Linked'), 'content')[0]?.text ?? ''
    assert.ok((await content()).includes(`<a href="${site.url}${await addressOf(site, both, 'en')}">the bridge</a>`))
    await publish(site, both, 'en', { slug: 'another-bridge' })
    assert.ok((await content()).includes(`<a href="${site.url}/en/articles/another-bridge">the bridge</a>`))
  })

  it('give of a very long text its beginning, and where the rest is', async () => {
    const long = await publishNew(site, 'en', ['Without end', ...Array.from({ length: 30 }, (_, n) => `Part ${n}. ${'It rained. '.repeat(1000)}`)])
    const content = childrenOf(await entryOf('/en/feed.xml', 'Without end'), 'content')[0]?.text ?? ''
    assert.ok(content.includes('Part 1.') && !content.includes('Part 29.'), String(content.length))
    assert.ok(content.endsWith(`<p><a href="${site.url}${await addressOf(site, long, 'en')}">Without end …</a></p>`), content.slice(-200))
    await withdraw(site, long, 'en')
  })

  it('give everybody the same, whatever the address carries', async () => {
    const plain = await get('/uk/feed.xml')
    assert.equal((await get('/uk/feed.xml?utm=1&x=%00')).headers.get('etag'), plain.headers.get('etag'))
  })
})
