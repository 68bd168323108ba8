import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { checkHtml } from '../../test/markup.ts'
import { addressOf, changeOriginal, publish, publishNew, translate, withdraw, type Brought } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { segmentsOf } from '../../test/world.ts'
import { importArticle } from '../articles/actions.ts'
import type { NewDetails } from '../articles/details.ts'
import { publishEdition } from '../editions/actions.ts'

const DETAILS: NewDetails = { authors: [{ name: 'Olha Kobylianska', role: '' }], topics: ['Security', 'Bridges'], genre: 'analysis', date: '2024-12-31' }

describe('what is said beside the text of an article', () => {
  let site: TestSite
  const read = async (article: Brought, language: string) => (await new Browser(site).get(await addressOf(site, article, language))).html
  const bring = async (title: string, details: NewDetails): Promise<Brought> => {
    const content = { language: 'en', siteText: null, segments: segmentsOf(title, 'It rained.'), approved: true, message: '', details }
    return { ...await importArticle(site.db, site.world.ed, content), source: 'en' }
  }
  before(async () => { site = await startTestSite() })
  after(() => site.close())

  it('is its kind, its topics, its author, and when the original first appeared, apart from when it was published here (P47)', async () => {
    const article = await bring('The facts', DETAILS)
    await publish(site, article, 'en')
    const english = await read(article, 'en')
    assert.match(english, /<p class="kicker" lang="en">analysis · <a href="\/en\/topics\/bridges" lang="en">Bridges<\/a> · <a href="\/en\/topics\/security" lang="en">Security<\/a><\/p>/)
    assert.match(english, /<b lang="en"><a href="\/en\/authors\/olha-kobylianska">Olha Kobylianska<\/a><\/b>/)
    assert.match(english, /<dt>First published<\/dt><dd><time datetime="2024-12-31">31 December 2024<\/time>/)
    assert.match(english, /<dt>Published<\/dt><dd><time datetime="20\d\d-[^"]+">/)
    assert.deepEqual(await checkHtml(english), [])
    await translate(site, article, 'uk', ['Факти', 'Дощило.'])
    await publish(site, article, 'uk')
    const ukrainian = await read(article, 'uk')
    assert.match(ukrainian, /<p class="kicker" lang="uk">аналітика · <a href="\/uk\/topics\/bridges" lang="en">Bridges<\/a>/)
    assert.match(ukrainian, /<dt>Оригінал<\/dt><dd><a [^>]*>The facts<\/a> \(англійська, <time datetime="2024-12-31">31 грудня 2024\sр\.<\/time>\)/)
    assert.doesNotMatch(ukrainian, /Уперше опубліковано/)
    assert.deepEqual(await checkHtml(ukrainian), [])
  })

  it('is nothing where nothing is known', async () => {
    const html = await read(await publishNew(site, 'en', ['No facts', 'Text.']), 'en')
    assert.doesNotMatch(html, /class="kicker"|First published|class="authors"/)
  })

  it('is what editions put right, each with its day, for as long as there are editions that follow', async () => {
    const article = await publishNew(site, 'en', ['The bridge', 'It has four arches.'])
    const change = (text: string) => changeOriginal(site, article, { [article.segments[1] ?? '']: text })
    const correct = (correction: string) => publishEdition(site.db, site.world.ed, { article: article.article, language: 'en', accepted: { missing: 0, behind: 0 }, correction })
    await change('It has five arches.')
    await correct('The bridge has <five> arches.')
    await change('It has five arches, all of stone.')
    await publish(site, article, 'en')
    const html = await read(article, 'en')
    assert.match(html, /<p class="notice" role="note" data-kind="plain"><b>Corrected on \d+ \w+ \d{4}:<\/b> <span lang="en">The bridge has &lt;five&gt; arches\.<\/span><\/p>/)
    assert.deepEqual(await checkHtml(html), [])
    const path = await addressOf(site, article, 'en')
    assert.doesNotMatch((await new Browser(site).get(`${path}/editions/1`)).html, /Corrected on/, 'it was not corrected then')
    assert.match((await new Browser(site).get(`${path}/editions/2`)).html, /Corrected on/)
    assert.match((await new Browser(site).get(`${path}/editions`)).html, /Edition 2<\/a><\/h2>\s*<p lang="en">The bridge has &lt;five&gt; arches\.<\/p>/)
    await change('It has six arches.')
    await correct('CANARY of a withdrawn edition')
    await withdraw(site, article, 'en')
    await change('It has five arches.')
    await publish(site, article, 'en')
    for (const page of [path, `${path}/editions`]) assert.doesNotMatch((await new Browser(site).get(page)).html, /CANARY/)
  })

  it('is what each edition changed, in the list of editions; of one that was withdrawn, nothing', async () => {
    const article = await publishNew(site, 'en', ['The ford', 'It was shallow.', 'Carts crossed.'])
    const [, second = '', third = ''] = article.segments
    const list = async () => (await new Browser(site).get(`${await addressOf(site, article, 'en')}/editions`)).html
    await changeOriginal(site, article, { [second]: 'It was deep.', [third]: 'Nobody crossed.' })
    await publish(site, article, 'en')
    assert.match(await list(), /Edition 2<\/a><\/h2>\s*<p>2 paragraphs changed\.<\/p>/)
    await withdraw(site, article, 'en')
    await changeOriginal(site, article, { [third]: 'Carts crossed.' })
    await publish(site, article, 'en')
    const html = await list()
    assert.match(html, /Edition 3<\/a><\/h2>\s*<p>1 paragraph changed\.<\/p>/, 'over the first, which readers can still read')
    assert.match(html, /<h2>Edition 2<\/h2>\s*<p class="meta">/)
    assert.deepEqual(await checkHtml(html), [])
  })
})
