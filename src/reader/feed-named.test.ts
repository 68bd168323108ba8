import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { authorNamed, nameAuthorAs, nameTopicAs, shelve, topicNamed } from '../../test/library.ts'
import { publish, translate } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { childrenOf, parseXml, textIn, type XmlElement } from '../../test/xml.ts'

describe('the feed of a topic or an author', () => {
  let site: TestSite
  before(async () => {
    site = await startTestSite({ SITE_LANGUAGES: 'uk,en,pl' })
    const bridge = await shelve(site, { language: 'uk', title: 'Міст', author: 'Олег Білик', topics: ['Мости'] })
    await translate(site, bridge, 'en', ['A bridge', 'Oleh Bilyk', 'It rained.'])
    await publish(site, bridge, 'en')
    await shelve(site, { language: 'uk', title: 'Брід', author: 'Ада Гіл', topics: ['Мости', 'Ґрунти'] })
    await nameTopicAs(site, await topicNamed(site, 'Мости'), { uk: 'Мости', en: 'Bridges' })
    await nameAuthorAs(site, await authorNamed(site, 'Олег Білик'), { uk: { name: 'Олег Білик', role: '' }, en: { name: 'Oleh Bilyk', role: '' } })
  })
  after(() => site.close())
  const feedAt = async (path: string) => parseXml(await (await fetch(site.url + path)).text())
  const titles = (feed: XmlElement) => childrenOf(feed, 'entry').map((entry) => textIn(entry, 'title'))

  const cases: [path: string, title: string, entries: string[]][] = [
    ['/uk/topics/mosty/feed.xml', 'Мости — Zvirka', ['Брід', 'Міст']], ['/en/topics/bridges/feed.xml', 'Bridges — Zvirka', ['A bridge']],
    ['/uk/topics/grunty/feed.xml', 'Ґрунти — Zvirka', ['Брід']], ['/uk/authors/oleh-bilyk/feed.xml', 'Олег Білик — Zvirka', ['Міст']],
    ['/en/authors/oleh-bilyk/feed.xml', 'Oleh Bilyk — Zvirka', ['A bridge']], ['/pl/authors/oleh-bilyk/feed.xml', 'Oleh Bilyk — Zvirka', []],
  ]
  for (const [path, title, entries] of cases) {
    it(`has at ${path} its articles of that language alone, and is named by its page`, async () => {
      const feed = await feedAt(path)
      assert.deepEqual([textIn(feed, 'title'), titles(feed), feed.attributes['xml:lang']], [title, entries, path.slice(1, 3)])
      const page = path.replace('/feed.xml', '')
      assert.ok(childrenOf(feed, 'link').some(({ attributes }) => attributes['rel'] === 'alternate' && attributes['href'] === site.url + page))
      assert.match(await (await fetch(site.url + page)).text(), new RegExp(`<link rel="alternate" type="application/atom\\+xml" title="[^"]+" href="${path}">`))
    })
  }

  it('says its title in the language that it is in', async () => {
    const [title] = childrenOf(await feedAt('/pl/authors/oleh-bilyk/feed.xml'), 'title')
    assert.equal(title?.attributes['xml:lang'], 'en')
  })

  it('has the entries of the language’s own feed, to the last sign', async () => {
    const own = childrenOf(await feedAt('/uk/feed.xml'), 'entry')
    const ids = new Map(own.map((entry) => [textIn(entry, 'id'), entry]))
    for (const entry of childrenOf(await feedAt('/uk/topics/mosty/feed.xml'), 'entry')) assert.deepEqual(entry, ids.get(textIn(entry, 'id')))
    const [category] = childrenOf(own.find((entry) => textIn(entry, 'title') === 'Міст'), 'category')
    assert.equal(category?.attributes['term'], 'Мости')
  })

  it('moves with the name', async () => {
    await nameTopicAs(site, await topicNamed(site, 'Мости'), { uk: 'Мости й броди', en: 'Bridges' })
    for (const [from, to] of [['/uk/topics/mosty/feed.xml', '/uk/topics/mosty-y-brody/feed.xml'], ['/uk/topics/bridges/feed.xml', '/uk/topics/mosty-y-brody/feed.xml']]) {
      const answer = await fetch(site.url + from, { redirect: 'manual' })
      assert.deepEqual([answer.status, answer.headers.get('location')], [301, to])
    }
    for (const path of ['/uk/topics/nothing/feed.xml', '/uk/authors/Nobody/feed.xml', '/xx/topics/bridges/feed.xml']) {
      assert.equal((await fetch(site.url + path, { redirect: 'manual' })).status, 404)
    }
  })
})
