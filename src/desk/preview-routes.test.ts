import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { checkHtml } from '../../test/markup.ts'
import { addressOf, articleHtml, changeOriginal, publish, publishNew, translate, type Brought } from '../../test/readers.ts'
import { newMember, startTestSite, type TestSite } from '../../test/site.ts'
import { reviewAll, segmentsOf, submit, type as typeIn } from '../../test/world.ts'
import { importArticle } from '../articles/actions.ts'
import type { NewDetails } from '../articles/details.ts'

describe('the preview', () => {
  let site: TestSite
  let article: Brought
  const pathOf = (language: string) => `/desk/articles/${article.article}/languages/${language}/preview`
  const editor = () => new Browser(site).signInAs(site, site.world.ed)
  before(async () => {
    site = await startTestSite()
    article = await publishNew(site, 'en', ['The quiet bridge', 'It rained.', 'Nobody came.'])
  })
  after(() => site.close())

  it('says in the words of the desk that readers do not see it, and is kept by nobody', async () => {
    const { html, headers } = await (await editor()).get(pathOf('uk'))
    assert.match(html, /<p class="preview-bar" role="status" lang="en"><span>Preview: readers do not see this<\/span>/)
    assert.match(html, new RegExp(`<a href="/desk/articles/${article.article}/languages/uk">Back to the article`))
    assert.deepEqual([headers.get('cache-control'), headers.get('x-robots-tag')], ['no-store', 'noindex'])
    assert.match(html, /<meta name="robots" content="noindex">/)
    assert.doesNotMatch(html, /rel="canonical"|<link rel="alternate" hreflang|class="stay"/)
    assert.deepEqual(await checkHtml(html), [])
  })

  it('shows approved texts, the gaps in the original, and no draft', async () => {
    const desk = { ...article, language: 'uk' }
    await submit(site.db, site.world.ada, desk, { [article.segments[0] ?? '']: 'Тихий міст' })
    await reviewAll(site.db, site.world.rev, desk)
    await typeIn(site.db, site.world.ada, desk, article.segments[1] ?? '', 'Чернетка.')
    const { html } = await (await new Browser(site, { language: 'uk' }).signInAs(site, site.world.ada)).get(pathOf('uk'))
    assert.match(html, /<h1 id="p-\w+" lang="uk">Тихий міст/)
    assert.equal(html.match(/lang="en" data-gap/g)?.length, 2)
    assert.match(html, /2 абзаци ще не перекладено/)
    assert.doesNotMatch(html, /Чернетка/)
    assert.deepEqual(await checkHtml(html), [])
  })

  it('sets signs and leads links as readers will see them, to what they have', async () => {
    const texts = ['Links', `[bridge](/a/${article.article}) - 1939-1940, [nothing](/en/articles/links)`]
    const { article: id } = await importArticle(site.db, site.world.ed, {
      language: 'en', siteText: null, segments: segmentsOf(...texts), approved: true, message: '',
    })
    const { html } = await (await editor()).get(`/desk/articles/${id}/languages/en/preview`)
    assert.match(html, /<a href="\/en\/articles\/the-quiet-bridge">bridge<\/a>\u00a0— <span class="whole">1939–1940<\/span>, nothing/)
    assert.deepEqual(await checkHtml(html), [])
  })

  it('shows what readers will know of the article besides its text, before anybody published it', async () => {
    const details: NewDetails = { authors: [{ name: 'Dora Weir', role: '' }], topics: ['Bridges'], genre: 'essay', date: '2024-12-31' }
    const content = { language: 'en', siteText: null, segments: segmentsOf('Known', 'Text.'), approved: true, message: '', details }
    const { article: id } = await importArticle(site.db, site.world.ed, content)
    const [english, ukrainian] = await Promise.all(['en', 'uk'].map(async (language) => (await (await editor()).get(`/desk/articles/${id}/languages/${language}/preview`)).html))
    assert.match(english ?? '', /<p class="kicker" lang="en">essay · <span lang="en">Bridges<\/span><\/p>/)
    assert.match(english ?? '', /<b lang="en">Dora Weir<\/b>[\s\S]*First published<\/dt><dd><time datetime="2024-12-31">/)
    assert.match(ukrainian ?? '', /<dt>Оригінал<\/dt><dd>англійська, <time datetime="2024-12-31">/)
    for (const html of [english, ukrainian]) assert.deepEqual(await checkHtml(html ?? ''), [])
  })

  it('leaves no gap where the name of an author is not translated yet', async () => {
    const [title, ...rest] = segmentsOf('Signed', 'Text.')
    const segments = [...title ? [title] : [], ...title ? [{ ...title, kind: 'author_name' as const, text: 'Dora Weir' }] : [], ...rest]
    const { article: id } = await importArticle(site.db, site.world.ed, { language: 'en', siteText: null, segments, approved: true, message: '' })
    const pages = await Promise.all(['en', 'uk'].map(async (language) => (await (await editor()).get(`/desk/articles/${id}/languages/${language}/preview`)).html))
    assert.match(pages[0] ?? '', /<b lang="en">Dora Weir<\/b>/)
    assert.match(pages[1] ?? '', /class="meta"/)
    assert.doesNotMatch(pages[1] ?? '', /<b lang="\w+"><\/b>|class="authors"/)
  })

  it('marks what has no text anywhere', async () => {
    const { article: id } = await publishNew(site, 'en', ['Soon gone', 'Text.'])
    await site.db.deleteFrom('publication').where('article_id', '=', id).execute()
    const { html } = await (await editor()).get(`/desk/articles/${id}/languages/uk/preview`)
    assert.match(html, /<h1 lang="uk">The title has no text yet<\/h1>/)
    assert.match(html, /data-missing><em lang="uk">Цей абзац ще не має тексту/)
    assert.deepEqual(await checkHtml(html), [])
  })

  it('is what readers then get', async () => {
    const whole = await publishNew(site, 'en', ['The whole bridge', 'It rained.'])
    await translate(site, whole, 'uk', ['Цілий міст', 'Дощило.'])
    await changeOriginal(site, whole, { [whole.segments[1] ?? '']: 'It poured.' })
    const preview = await (await editor()).get(`/desk/articles/${whole.article}/languages/uk/preview`)
    await publish(site, whole, 'uk', { behind: 1 })
    const page = await new Browser(site).get(await addressOf(site, whole, 'uk'))
    // Ways to the other language lead to its preview here and to its page there.
    const body = (html: string) => /<div class="body">[\s\S]*?<\/div>/.exec(articleHtml(html))?.[0].replaceAll(/href="[^"#]*#/g, 'href="#')
    assert.match(body(page.html) ?? '', /data-behind/)
    assert.equal(body(preview.html), body(page.html))
  })

  it('is for people at the desk alone', async () => {
    assert.equal((await new Browser(site).once('GET', pathOf('uk'))).status, 401)
    const guest = await new Browser(site).signInAs(site, await newMember(site, 'Guest', []))
    assert.equal((await guest.once('GET', pathOf('uk'))).status, 403)
    for (const path of [pathOf('xx'), '/desk/articles/nobody/languages/uk/preview']) assert.equal((await (await editor()).once('GET', path)).status, 404)
  })
})
