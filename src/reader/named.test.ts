import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newSigned } from '../../test/articles.ts'
import { Browser } from '../../test/browser.ts'
import { authorNamed, nameAuthorAs, nameTopicAs, shelve, topicNamed } from '../../test/library.ts'
import { checkHtml } from '../../test/markup.ts'
import { publish, translate, withdraw } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { authorsMark, mergeAuthors } from '../articles/author-actions.ts'
import { findAuthor } from '../articles/authors.ts'
import { mergeTopics, topicsMark } from '../articles/topic-actions.ts'
import { findTopic } from '../articles/topics.ts'

const leadsTo = async (site: TestSite, path: string) => {
  const answer = await new Browser(site).once('GET', path)
  return [answer.status, answer.headers.get('location')]
}
const titlesIn = (html: string) => [...html.matchAll(/<h[23] lang="(\w+)"><a href="\/\w+\/articles\/[^"]*">([^<]+)/g)].map(([, lang, title]) => `${lang} ${title}`)

/** Two articles about bridges in Ukrainian, one of them in English too, and one in English alone. */
async function newSite(): Promise<TestSite> {
  const site = await startTestSite({ SITE_LANGUAGES: 'uk,en,pl' })
  const bridge = await shelve(site, { language: 'uk', title: 'Міст', author: 'Олег Білик', role: 'інженер', topics: ['Мости', 'Ґрунти'], genre: 'essay' })
  await translate(site, bridge, 'en', ['A bridge', 'Oleh Bilyk', 'engineer', 'It rained.'])
  await publish(site, bridge, 'en')
  await shelve(site, { language: 'uk', title: 'Брід', author: 'Олег Білик', role: 'директор мостів', topics: ['Мости'] })
  await nameTopicAs(site, await topicNamed(site, 'Мости'), { uk: 'Мости', en: 'Bridges' })
  const names = { uk: { name: 'Олег Білик', role: '' }, en: { name: 'Oleh Bilyk', role: '' } }
  await nameAuthorAs(site, await authorNamed(site, 'Олег Білик'), names)
  await shelve(site, { language: 'en', title: 'A ford', author: 'Oleh Bilyk', role: 'director', topics: ['Bridges'] })
  return site
}

describe('the pages of topics and authors', () => {
  let site: TestSite
  before(async () => { site = await newSite() })
  after(() => site.close())
  const get = (path: string) => new Browser(site).get(path)

  it('are reached from the kicker, the byline and the menu', async () => {
    const { html } = await get('/uk/articles/mist')
    assert.match(html, /<p class="kicker" lang="uk">есей · <a href="\/uk\/topics\/grunty" lang="uk">Ґрунти<\/a> · <a href="\/uk\/topics\/mosty" lang="uk">Мости<\/a><\/p>/)
    assert.match(html, /<b lang="uk"><a href="\/uk\/authors\/oleh-bilyk">Олег Білик<\/a><\/b>, <span lang="uk">інженер<\/span>/)
    assert.match(html, /<a href="\/uk\/topics">Теми<\/a>[\s\S]*<a href="\/uk\/authors">Автори<\/a>/)
    assert.doesNotMatch((await get('/pl/')).html, /href="\/pl\/(topics|authors)"/)
  })

  it('show the articles of their language, and how many other languages have', async () => {
    const { html } = await get('/uk/topics/mosty')
    assert.deepEqual(titlesIn(html), ['uk Брід', 'uk Міст'])
    assert.match(html, /<h1 lang="uk">Мости<\/h1>[\s\S]*2 статті[\s\S]*<a href="\/en\/topics\/bridges" hreflang="en">англійська — 2 статті<\/a>/)
    assert.deepEqual(titlesIn((await get('/en/topics/bridges')).html), ['en A ford', 'en A bridge'])
  })

  it('say of an author what stands beside the name in the newest article of the language, and what other languages have (P36)', async () => {
    const { html } = await get('/uk/authors/oleh-bilyk')
    assert.match(html, /<h1 lang="uk">Олег Білик<\/h1>\s*<p class="say" lang="uk">директор мостів<\/p>/)
    assert.deepEqual(titlesIn(html), ['uk Брід', 'uk Міст', 'en A ford'])
    assert.match(html, /<h2 id="lacking"[^>]*>Поки лише іншими мовами<\/h2>[\s\S]*<a href="\/en\/articles\/a-ford" lang="en" hreflang="en">Read in English<\/a>/)
    const english = (await get('/en/authors/oleh-bilyk')).html
    assert.match(english, /<p class="say" lang="en">director<\/p>/)
    assert.deepEqual(titlesIn(english), ['en A ford', 'en A bridge', 'uk Брід'])
  })

  it('are helpful in a language without such articles, and kept from search engines', async () => {
    for (const path of ['/pl/topics/bridges', '/pl/authors/oleh-bilyk', '/en/topics/grunty']) {
      const { html, status } = await get(path)
      assert.equal(status, 200, path)
      if (path.startsWith('/pl')) assert.match(html, /<meta name="robots" content="noindex">/)
      assert.match(html, /hreflang="(uk|en)"/)
      assert.deepEqual(await checkHtml(html), [], path)
    }
    assert.match((await get('/en/topics/grunty')).html, /<title lang="uk">Ґрунти — [\s\S]*<h1 lang="uk">Ґрунти<\/h1>/)
  })

  it('are nowhere for what only drafts have, exactly as for nonsense', async () => {
    await newSigned(site.world, 'uk', ['Чернетка', 'Таємний Автор'], { authors: [{ name: 'Таємний Автор', role: '' }], topics: ['Таємна тема'] })
    for (const [kind, secret, nonsense] of [['topics', 'taiemna-tema', 'nema-takoi-temy'], ['authors', 'taiemnyi-avtor', 'nema-takoho']]) {
      const [hidden, absent] = [await get(`/uk/${kind}/${secret}`), await get(`/uk/${kind}/${nonsense}`)]
      assert.deepEqual([hidden.status, absent.status], [404, 404])
      assert.equal(hidden.html, absent.html)
      assert.equal((await get(`/uk/articles?${kind?.slice(0, -1)}=${secret}`)).status, 404)
    }
    for (const path of ['/uk/topics', '/uk/authors', '/uk/articles']) assert.doesNotMatch((await get(path)).html, /аємн/)
  })

  for (const path of ['/uk/topics/%00', '/uk/topics/Mosty', '/uk/authors/x?page=2', '/uk/topics?page=2', '/uk/topics?page=x', '/uk/authors/oleh-bilyk?page=2', '/xx/topics', '/uk/authors/oleh-bilyk/x']) {
    it(`answer 404 to ${path}`, async () => assert.equal((await new Browser(site).once('GET', path)).status, 404))
  }
})

it('pages of topics and authors move to the name of the language in one step, from any name they ever had under any language, also of what was merged (P25)', async () => {
  const site = await newSite()
  const get = (path: string) => new Browser(site).get(path)
  const topic = await topicNamed(site, 'Мости')
  assert.deepEqual(await leadsTo(site, '/uk/topics/bridges'), [301, '/uk/topics/mosty'])
  await nameTopicAs(site, topic, { uk: 'Переправи', en: 'Bridges' })
  await nameTopicAs(site, topic, { uk: 'Мости й броди', en: 'Crossings' })
  const [other, person] = [await authorNamed(site, 'Олег Білик'), await shelve(site, { language: 'uk', title: 'Гребля', author: 'О. Білик', topics: ['Переправа'] })]
  const [fresh, namesake] = [await topicNamed(site, 'Переправа'), await authorNamed(site, 'О. Білик')]
  const together = topicsMark(await findTopic(site.db, topic), await findTopic(site.db, fresh))
  await mergeTopics(site.db, site.world.ed, { topic, other: fresh, shown: together })
  await mergeAuthors(site.db, site.world.ed, {
    author: other, other: namesake, shown: authorsMark(await findAuthor(site.db, other), await findAuthor(site.db, namesake)) })
  await site.publicationChanged()
  for (const [from, to] of [
    ['/uk/topics/mosty', '/uk/topics/mosty-y-brody'], ['/uk/topics/perepravy', '/uk/topics/mosty-y-brody'], ['/uk/topics/pereprava', '/uk/topics/mosty-y-brody'],
    ['/uk/topics/bridges', '/uk/topics/mosty-y-brody'], ['/en/topics/mosty', '/en/topics/crossings'], ['/en/topics/bridges', '/en/topics/crossings'],
    ['/pl/topics/mosty', '/pl/topics/crossings'], ['/uk/authors/o-bilyk', '/uk/authors/oleh-bilyk'], ['/uk/articles?topic=mosty&author=o-bilyk', '/uk/articles?topic=mosty-y-brody&author=oleh-bilyk'],
  ]) {
    assert.deepEqual(await leadsTo(site, from ?? ''), [301, to])
    assert.equal((await get(to ?? '')).status, 200)
  }
  assert.ok(titlesIn((await get('/uk/topics/mosty-y-brody')).html).includes('uk Гребля'))
  await withdraw(site, person, 'uk')
  assert.ok(!titlesIn((await get('/uk/topics/mosty-y-brody')).html).includes('uk Гребля'))
  await site.close()
})

it('topics and authors are listed in the order of the alphabet of their language, with how much there is', async () => {
  const site = await newSite()
  const get = (path: string) => new Browser(site).get(path)
  for (const [at, name] of ['Їжак', 'Яків', 'Єрмак', 'Ґудзь', 'Андрій', 'Гнат', 'Іван', 'ихтіолог'].entries()) {
    await shelve(site, { language: 'uk', title: `Про ${at}`, author: name, topics: [name] })
  }
  const names = (html: string) => [...html.matchAll(/<li><a href="\/uk\/\w+\/[^"]+" lang="uk">([^<]+)/g)].map(([, name]) => name)
  const alphabet = ['Андрій', 'Гнат', 'Ґудзь', 'Єрмак', 'ихтіолог', 'Іван', 'Їжак']
  assert.deepEqual(names((await get('/uk/topics')).html), ['Андрій', 'Гнат', 'Ґрунти', 'Ґудзь', 'Єрмак', 'ихтіолог', 'Іван', 'Їжак', 'Мости', 'Яків'])
  assert.deepEqual(names((await get('/uk/authors')).html), [...alphabet, 'Олег Білик', 'Яків'])
  assert.match((await get('/uk/authors')).html, /Олег Білик<\/a> <span class="muted">2 статті<\/span>/)
  assert.match((await get('/pl/topics')).html, /There are no topics yet/)
  await site.close()
})
