import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { SaxesParser } from 'saxes'
import { Browser } from '../../test/browser.ts'
import { checkHtml } from '../../test/markup.ts'
import { addressOf, publish, publishNew, translate, withdraw, type Brought } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { reviewAll, submit } from '../../test/world.ts'
import type { NewSegment } from '../articles/model.ts'

const of = (kind: NewSegment['kind'], text: string): NewSegment => ({ kind, level: 0, list: null, text })
const HOSTILE = '"><script>__x()</script><img src=x onerror=__x()> мости'
const LONG = 'Про дороги й ринки розповідають давні папери громади. '.repeat(12)

describe('the page of what was found', () => {
  let site: TestSite
  let bridge: Brought
  const read = async (path: string) => (await new Browser(site).get(encodeURI(path))).html
  const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

  before(async () => {
    site = await startTestSite({ SITE_LANGUAGES: 'uk,en,pl' })
    bridge = await publishNew(site, 'uk', [
      of('title', 'Тихий "міст" & <b>'), of('author_name', 'Леся Гнатюк'), of('paragraph', 'Нічого.'),
      of('paragraph', `${LONG}На мосту <i>стояли</i> & чекали обʼєкти. ${LONG}`),
    ])
    await publishNew(site, 'uk', ['Ґанок', 'Довкола самі мости.'])
    await publishNew(site, 'en', ['A porch', 'There was NATO.'])
  })
  after(() => site.close())

  it('has only the field, and where to go on, before anything was asked', async () => {
    const html = await read('/uk/search')
    assert.match(html, /<meta name="robots" content="noindex">/)
    assert.equal(html.match(/role="search"/g)?.length, 1)
    assert.match(html, /Знайдуться статті/)
    assert.match(html, /href="\/uk\/articles"/)
    assert.deepEqual(await checkHtml(html), [])
  })

  it('counts, marks the words in the text as it stands, and leads to the paragraph', async () => {
    const html = await read('/uk/search?q=мости')
    assert.match(textOf(html), /Знайдено 2 статті/)
    assert.match(html, /Тихий [«"]міст[»"] &amp; &lt;b&gt;|Тихий &#34;міст&#34; &amp; &lt;b&gt;/)
    assert.match(html, new RegExp(`${await addressOf(site, bridge, 'uk')}#p-${bridge.segments[3]}">…[^<]*На <mark>мосту</mark> &lt;i&gt;стояли&lt;/i&gt; &amp; чекали`))
    assert.match(html, /Довкола самі <mark>мости<\/mark>\./)
    assert.deepEqual(await checkHtml(html), [])
  })

  it('shows how an article begins where its title or a name alone has the word, firm spaces kept', async () => {
    for (const query of ['тихий', 'Гнатюк']) {
      assert.match(await read(`/uk/search?q=${query}`), new RegExp(`#p-${bridge.segments[2]}">Нічого\\.</a>`), query)
    }
    assert.match(await read('/uk/search?q=дорогами'), /<mark>дороги<\/mark> й\u00a0ринки/)
  })

  it('finds every apostrophe by any other, and by none', async () => {
    for (const query of ['обʼєкт', "об'єкт", 'об’єктами', 'обєкта', 'ОБ’ЄКТІВ']) {
      assert.match(await read(`/uk/search?q=${query}`), /<mark>обʼєкти<\/mark>|<mark>об’єкти<\/mark>/, query)
    }
  })

  it('says which words with ґ were found for г', async () => {
    assert.match(textOf(await read('/uk/search?q=ганок')), /Також знайдено слова: ґанок/)
    assert.doesNotMatch(textOf(await read('/uk/search?q=ґанок')), /Також/)
  })

  it('goes to the same words in another language, with what is only there named apart (P39)', async () => {
    const html = await read('/en/search?q=мости')
    assert.match(html, /href="\/uk\/search\?q=%D0%BC/)
    assert.match(textOf(html), /Nothing found .* Not in English yet: 2/)
    assert.match(html, /<h3 lang="uk"><a href="\/uk\/articles\//)
    assert.deepEqual(await checkHtml(html), [])
  })

  it('works in a language that the interface does not speak', async () => {
    const html = await read('/pl/search?q=nato')
    assert.match(html, /<html lang="en"/)
    assert.match(textOf(html), /Not in this language yet \(Polish\): 1/)
    assert.match(html, /name="q" value="nato" maxlength="200" lang="pl"/)
  })

  it('holds nothing that was typed as anything but text', async () => {
    for (const query of [HOSTILE, `${'я'.repeat(500)}😀`, '%00"\\', '" OR 1=1 --', '*', 'NEAR(a b)']) {
      const html = await read(`/uk/search?q=${encodeURIComponent(query)}`)
      assert.doesNotMatch(html, /<script>__x|<img src=x/)
      assert.deepEqual(await checkHtml(html), [], query)
    }
  })

  it('is one page for one query, however it is typed, and nothing else of an address counts', async () => {
    const tags = await Promise.all(['?q=мости', '?q= мости  ', '?q=мости&page=1', '?q=мости&x=1'].map(async (query) =>
      (await fetch(`${site.url}/uk/search${encodeURI(query)}`)).headers.get('etag')))
    assert.equal(new Set(tags).size, 1)
    for (const [query, status] of [['?q=a&q=b', 200], ['?q[x]=1', 200], ['?q=мости&page=2', 404], ['?q=мости&page=x', 404], ['?page=7', 200]] as const) {
      assert.equal((await fetch(`${site.url}/uk/search${encodeURI(query)}`)).status, status, query)
    }
  })

  it('knows at once what is published, and forgets at once what is taken away', async () => {
    const rain = await publishNew(site, 'uk', ['Дощ', 'Злива над лісом.'])
    assert.match(await read('/uk/search?q=зливи'), /Дощ/)
    await withdraw(site, rain, 'uk')
    assert.match(textOf(await read('/uk/search?q=зливи')), /Нічого не знайдено/)
  })

  it('shows a paragraph of a gap in its own language', async () => {
    const article = await publishNew(site, 'en', ['The porch light', 'A lantern burned.', 'Nobody came.'])
    const [title = '', lantern = ''] = article.segments
    await submit(site.db, site.world.ada, { article: article.article, source: 'en', language: 'uk' }, { [title]: 'Світло', [lantern]: 'Ліхтар горів.' })
    await reviewAll(site.db, site.world.rev, { article: article.article, source: 'en', language: 'uk' })
    await publish(site, article, 'uk', { missing: 1 })
    assert.match(await read('/uk/search?q=nobody'), /<p lang="en"><a class="where" href="[^"]+"><mark>Nobody<\/mark> came\./)
  })

  it('comes twenty at a time', async () => {
    for (let at = 0; at < 22; at += 1) await publishNew(site, 'en', [`Harbour ${at}`, 'A ship.'])
    const first = await read('/en/search?q=harbours')
    assert.match(textOf(first), /22 articles found/)
    assert.equal(first.match(/<li class="teaser">/g)?.length, 20)
    const second = await read('/en/search?q=harbours&page=2')
    assert.match(second, /<ol class="listing" start="21">/)
    assert.equal(second.match(/<li class="teaser">/g)?.length, 2)
    assert.match(second, /href="\/en\/search\?q=harbours" rel="prev"/)
    const switchIn = (html: string) => /<a href="([^"]+)"[^>]* hreflang="uk" rel="alternate"/.exec(html)?.[1]
    assert.equal(switchIn(second), '/uk/search?q=harbours', 'there are fewer there')
  })

  it('keeps the page when the language is switched, where there is such a page (P05)', async () => {
    for (let at = 0; at < 21; at += 1) {
      const article = await publishNew(site, 'en', [`Zeppelin ${at}`, 'A ship.'])
      await translate(site, article, 'uk', [`Zeppelin, номер ${at}`, 'Корабель.'])
      await publish(site, article, 'uk')
    }
    for (const [here, there] of [['en', 'uk'], ['uk', 'en']]) {
      const html = await read(`/${here}/search?q=zeppelin&page=2`)
      assert.match(html, new RegExp(`<a href="/${there}/search\\?q=zeppelin&(?:amp;)?page=2"[^>]* hreflang="${there}" rel="alternate"`))
    }
  })

  it('can be asked from the field of a browser (OpenSearch)', async () => {
    assert.match(await read('/uk/'), /<link rel="search" type="application\/opensearchdescription\+xml" title="[^"]+" href="\/uk\/opensearch.xml">/)
    const answer = await fetch(`${site.url}/uk/opensearch.xml`)
    assert.equal(answer.headers.get('content-type'), 'application/opensearchdescription+xml; charset=utf-8')
    const xml = await answer.text()
    const faults: string[] = []
    const parser = new SaxesParser({ xmlns: true })
    parser.on('error', ({ message }) => faults.push(message))
    parser.write(xml).close()
    const template = /<Url type="text\/html" template="([^"]+)"\/>/.exec(xml)?.[1] ?? ''
    const found = await fetch(template.replace('{searchTerms}', encodeURIComponent('мости')))
    assert.deepEqual([faults, template.startsWith(site.url), found.status], [[], true, 200])
  })

  it('is a field away from every public page, without a script', async () => {
    for (const path of ['/uk/', '/uk/articles', await addressOf(site, bridge, 'uk'), '/uk/nothing-here']) {
      assert.match(await read(path), /<form class="search" role="search" action="\/uk\/search"/, path)
    }
  })
})
