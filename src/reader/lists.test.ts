import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { crawl } from '../../test/crawl.ts'
import { brokenSwitches, crookedAlternates, crookedCanonicals, deadLinks, unmarkedWords } from '../../test/crawl-laws.ts'
import { authorNamed, nameAuthorAs, nameTopicAs, shelve, topicNamed, type Shelved } from '../../test/library.ts'
import { checkHtml } from '../../test/markup.ts'
import { publish, publishNew, translate } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'

const AUTHORS = ['Олег Білик', 'Ганна Сова'] as const
const GENRES = ['analysis', 'essay'] as const
const TOPICS = [['Безпека'], ['Культура'], ['Безпека', 'Культура'], []]

/** 24 in Ukrainian, of every mixture; the last minute of 2024 in Kyiv is of 2024, the next is not. */
const UKRAINIAN: Shelved[] = Array.from({ length: 24 }, (_, n) => ({
  language: 'uk', title: `Стаття ${n + 1}`, author: AUTHORS[n % 2] ?? '', genre: GENRES[n % 3 === 0 ? 0 : 1] ?? 'essay', topics: TOPICS[n % 4] ?? [],
  at: n < 10 ? `2024-12-31T21:5${n}:00.000Z` : `2024-12-31T22:${n}:00.000Z`,
}))
const SLUGS: Record<string, string> = { 'Безпека': 'bezpeka', 'Культура': 'kultura', 'Олег Білик': 'oleh-bilyk', 'Ганна Сова': 'hanna-sova' }

type Mixture = [kind: string, topic: string, author: string, year: string]

function mixtures(kinds: string[], topics: string[], authors: string[], years: string[]): Mixture[] {
  return kinds.flatMap((kind) => topics.flatMap((topic) => authors.flatMap((author) =>
    years.map((year): Mixture => [kind, topic, author, year]))))
}

describe('the list of articles', () => {
  let site: TestSite
  before(async () => {
    site = await startTestSite({ SITE_LANGUAGES: 'uk,en,pl', TIME_ZONE: 'Europe/Kyiv' })
    await publishNew(site, 'uk', ['Місія', 'Наша місія — мости.'], 'mission')
    for (const one of UKRAINIAN) await shelve(site, one)
    await nameTopicAs(site, await topicNamed(site, 'Безпека'), { uk: 'Безпека', en: 'Security' })
    await nameAuthorAs(site, await authorNamed(site, 'Олег Білик'), { uk: { name: 'Олег Білик', role: '' }, en: { name: 'Oleg Bilyk', role: '' } })
    for (let n = 1; n <= 21; n += 1) await shelve(site, { language: 'en', title: `Article ${n}`, author: 'Oleg Bilyk', topics: ['Security'], genre: 'essay' })
    await shelve(site, { language: 'en', title: 'Alone', author: 'Ada Hill', topics: ['Trade'], genre: 'speech' })
    const both = await shelve(site, { language: 'en', title: 'In both', author: 'Ada Hill', genre: 'letter', topics: ['Security', 'Trade'] })
    await translate(site, both, 'uk', ['Обома', 'Ада Гілл', 'Дощило.'])
    await publish(site, both, 'uk')
  })
  after(() => site.close())
  const get = (path: string) => new Browser(site).get(path)
  const once = (path: string) => new Browser(site).once('GET', path)
  const titlesIn = (html: string) => [...html.matchAll(/<h[23][^>]*><a href="\/\w+\/articles\/[^"]*">([^<]+)/g)].map(([, title]) => title)
  const totalIn = (html: string) => Number(/<p class="line">(\d+) стат/.exec(html)?.[1])
  const linkTo = (html: string, language: string) => new RegExp(`<a href="([^"]+)"[^>]*hreflang="${language}" rel="alternate"`).exec(html)?.[1]?.replaceAll('&amp;', '&')

  it('shows exactly the articles that every chosen filter lets through, for all their mixtures', async () => {
    for (const [kind, topic, author, year] of mixtures(['', ...GENRES], ['', 'Безпека', 'Культура'], ['', ...AUTHORS], ['', '2024', '2025'])) {
      const expected = UKRAINIAN.filter((one) => (kind === '' || one.genre === kind) && (topic === '' || one.topics?.includes(topic))
        && (author === '' || one.author === author) && (year === '' || (year === '2024') === (one.at ?? '').startsWith('2024-12-31T21')))
      if (kind + topic + author + year === '' || year === '' && kind === '' && author === '' && topic === 'Безпека') continue
      const query = new URLSearchParams({ kind, topic: SLUGS[topic] ?? '', author: SLUGS[author] ?? '', year })
      const { html, status } = await get(`/uk/articles?${query}`)
      assert.equal(status, 200, `${query}`)
      assert.equal(totalIn(html), expected.length, `${query}`)
      assert.deepEqual(titlesIn(html), expected.map(({ title }) => title).toReversed().slice(0, 20), `${query}`)
    }
  })

  it('goes in pages of twenty, the newest first, under the headings of their years', async () => {
    const [one, two] = [await get('/uk/articles'), await get('/uk/articles?page=2')]
    assert.deepEqual([titlesIn(one.html).length, titlesIn(one.html)[0], titlesIn(one.html)[1]], [20, 'Обома', 'Стаття 24'])
    assert.deepEqual(titlesIn(two.html), ['Стаття 5', 'Стаття 4', 'Стаття 3', 'Стаття 2', 'Стаття 1'])
    assert.match(one.html, /<a href="\/uk\/articles\?page=2" rel="next">/)
    assert.match(two.html, /<a href="\/uk\/articles" rel="prev">/)
    assert.match(two.html, /<title>Статті, сторінка 2 з 2 — /)
    assert.match(two.html, /<h2 id="year-2024"><a href="\/uk\/articles\?year=2024">2024<\/a><\/h2>/)
    assert.match((await get('/uk/articles?author=oleh-bilyk&year=2024')).html, /<title>Статті: Олег Білик, 2024 — /)
    const english = await get('/en/articles?topic=security&page=2')
    assert.deepEqual(titlesIn(english.html), ['Article 2', 'Article 1'])
    assert.match(english.html, /<a href="\/en\/articles\?topic=security" rel="prev">/)
  })

  const nowhere = [
    'page=3', 'page=0', 'page=x', 'page=1&page=2', 'year=1999', 'year=0', 'year=2024&year=2025', 'kind=nonsense', 'kind=report', 'kind=__proto__',
    'topic=nobody', 'topic=Bezpeka', 'topic=%00', 'topic=a&topic=b', 'author=nobody', `author=${'a'.repeat(3000)}`, 'topic=bezpeka&page=2',
  ]
  for (const query of nowhere) {
    it(`answers 404 to ?${query.slice(0, 40)}`, async () => assert.equal((await once(`/uk/articles?${query}`)).status, 404))
  }

  it('takes a form that was sent with nothing chosen for the whole list, and knows no other filters', async () => {
    const whole = (await get('/uk/articles')).html
    assert.equal((await get('/uk/articles?kind=&topic=&author=&year=')).html, whole)
    assert.equal((await get('/uk/articles?utm_source=x&colour=red')).html, whole)
  })

  it('offers what the language has, each with its number, and says what is chosen', async () => {
    const { html } = await get('/uk/articles?topic=kultura&kind=essay')
    const [form = ''] = /<form class="choosing"[\s\S]*?<\/form>/.exec(html) ?? []
    const options = [...form.matchAll(/<option value="([^"]*)"( lang="\w+")?( selected)?>([^<]+)/g)].map(([, value, lang, selected, words]) => `${value}${lang ?? ''}${selected ?? ''}: ${words}`)
    assert.deepEqual(options, [
      ': Усі види', 'essay selected: есей (16)', 'analysis: аналітика (8)', 'letter: лист (1)',
      ': Усі теми', 'bezpeka: Безпека (13)', 'kultura selected: Культура (12)', 'trade lang="en": Trade (1)',
      ': Усі автори', 'hanna-sova: Ганна Сова (12)', 'oleh-bilyk: Олег Білик (12)', 'ada-hill lang="en": Ada Hill (1)',
      ': Усі роки', '2026: 2026 (1)', '2025: 2025 (14)', '2024: 2024 (10)',
    ].map((line) => line.replace('2026: 2026', `${new Date().getFullYear()}: ${new Date().getFullYear()}`)))
    const chips = [...html.matchAll(/<li><a href="([^"]+)"><span class="vh">/g)].map(([, href]) => href)
    assert.deepEqual(chips, ['/uk/articles?topic=kultura', '/uk/articles?kind=essay'])
  })

  it('keeps every filter and the page when the language is switched, and back again (P05)', async () => {
    for (const [start, there] of [
      ['/uk/articles?topic=bezpeka', '/en/articles?topic=security'], ['/uk/articles?topic=bezpeka&author=oleh-bilyk&kind=essay', '/en/articles?topic=security&author=oleg-bilyk&kind=essay'],
      ['/uk/articles?page=2', '/en/articles?page=2'], ['/uk/articles?year=2024', '/en/articles?year=2024'], ['/uk/articles?topic=kultura', '/en/articles?topic=kultura'],
    ] as const) {
      assert.equal(linkTo((await get(start)).html, 'en'), there)
      assert.equal(linkTo((await get(there)).html, 'uk'), start)
    }
    assert.equal(linkTo((await get('/en/articles?topic=security&page=2')).html, 'uk'), '/uk/articles?topic=bezpeka', 'there is no second page there')
    assert.equal(linkTo((await get('/uk/articles?topic=bezpeka')).html, 'pl'), '/pl/articles?topic=security')
  })

  it('moves from another language’s name of a topic or an author to its own, with what else was chosen', async () => {
    for (const [from, to] of [
      ['/uk/articles?topic=security&year=2024', '/uk/articles?topic=bezpeka&year=2024'], ['/en/articles?author=oleh-bilyk', '/en/articles?author=oleg-bilyk'],
      ['/en/articles?topic=bezpeka&page=2', '/en/articles?topic=security&page=2'],
    ]) {
      const answer = await once(from ?? '')
      assert.deepEqual([answer.status, answer.headers.get('location')], [301, to])
    }
  })

  it('says what other languages have of the same, in the words of the page', async () => {
    const { html } = await get('/uk/articles?topic=bezpeka')
    assert.match(html, /Іншими мовами: <a href="\/en\/articles\?topic=security" hreflang="en">англійська — 22 статті<\/a>/)
    assert.doesNotMatch((await get('/uk/articles?topic=kultura')).html, /Іншими мовами/)
  })

  it('is a helpful page where nothing goes together, and search engines are not told of it', async () => {
    const { html, status } = await get('/uk/articles?topic=trade&kind=essay')
    assert.equal(status, 200)
    assert.match(html, /Таких статей тут немає/)
    assert.match(html, /<a href="\/uk\/articles">Усі статті<\/a>/)
    assert.match(html, /<meta name="robots" content="noindex">/)
    assert.doesNotMatch(html, /rel="canonical"|<link rel="alternate" hreflang/)
    assert.match((await get('/pl/articles')).html, /<link rel="canonical"/)
  })

  it('names its languages and itself as they are (P21)', async () => {
    const alternates = async (path: string) => [...(await get(path)).html.matchAll(/<link rel="(?:alternate" hreflang="([\w-]+)|(canonical))" href="([^"]+)">/g)]
      .map(([, language, canonical, href]) => `${language ?? canonical} ${href?.replace(site.url, '').replaceAll('&amp;', '&')}`)
    assert.deepEqual(await alternates('/uk/articles?topic=bezpeka&author=oleh-bilyk'), [
      'canonical /uk/articles?topic=bezpeka&author=oleh-bilyk', 'uk /uk/articles?topic=bezpeka&author=oleh-bilyk',
      'en /en/articles?topic=security&author=oleg-bilyk', 'x-default /uk/articles?topic=bezpeka&author=oleh-bilyk',
    ])
    assert.deepEqual(await alternates('/en/articles?topic=security&page=2'), [
      'canonical /en/articles?topic=security&page=2', 'en /en/articles?topic=security&page=2', 'x-default /en/articles?topic=security&page=2'])
  })

  it('tells of each article its kind, topic, people, day, minutes, first sentence, and where else it can be read', async () => {
    const { html } = await get('/uk/articles?kind=letter')
    const [teaser = ''] = /<li class="teaser">[\s\S]*?<\/li>/.exec(html) ?? []
    for (const words of [
      '<p class="kicker">лист · <span lang="uk">Безпека</span></p>', '<h3 lang="uk"><a href="/uk/articles/oboma">Обома</a></h3>', '<p lang="uk">Дощило.</p>',
      '<span lang="uk">Ада Гілл</span>', '1 хв читання', '<a href="/en/articles/in-both" lang="en" hreflang="en">Read in English</a>',
    ]) assert.ok(teaser.includes(words), `${words} in ${teaser}`)
  })

  it('with the topics, authors and front pages: no dead link, every switch leads back, alternates agree, every word has its language (P05, P21, P36)', async () => {
    const ours = /^\/(uk|en|pl)\/(articles(\?.*)?|(topics|authors)(\/[^/.]+)?(\?.*)?)?$/
    const pages = await crawl(site, ['/uk/', '/en/', '/pl/', '/uk/topics', '/pl/authors'], (path) => !ours.test(path))
    assert.ok(pages.size > 40)
    assert.deepEqual(deadLinks(pages), [])
    // Where the other language has fewer pages, its first one leads back to the first.
    assert.deepEqual(brokenSwitches(new Map([...pages].filter(([path]) => !path.includes('page=')))), [])
    assert.deepEqual(crookedAlternates(pages), [])
    assert.deepEqual(crookedCanonicals(pages), [])
    assert.deepEqual(unmarkedWords(pages, new Map([['security', 'en'], ['trade', 'en'], ['безпека', 'uk']])), [])
    for (const [path, { text }] of pages) if (path.endsWith('s') || path.includes('&')) assert.deepEqual(await checkHtml(text), [], path)
  })
})
