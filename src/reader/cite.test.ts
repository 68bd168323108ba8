import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { entries } from 'bibtex-parse'
import { Browser } from '../../test/browser.ts'
import { checkHtml } from '../../test/markup.ts'
import { addressOf, publish, publishNew, translate, withdraw, type Brought } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import type { NewSegment } from '../articles/model.ts'

const of = (kind: NewSegment['kind'], text: string): NewSegment => ({ kind, level: 0, list: null, text })

describe('how to cite an article', () => {
  let site: TestSite
  let article: Brought
  let [english, ukrainian] = ['', '']
  const get = (address: string, language = 'en') => new Browser(site, { language }).get(address)
  const file = async (address: string) => {
    const answer = await new Browser(site).once('GET', address)
    return { answer, text: await answer.text() }
  }
  before(async () => {
    site = await startTestSite({ SITE_LANGUAGES: 'uk,en,pl' })
    article = await publishNew(site, 'en', [of('title', 'The *quiet* bridge & 100%'), of('paragraph', 'It rained.'), of('author_name', 'Olha Kobylianska'), of('author_role', 'writer')])
    await translate(site, article, 'uk', ['Тихий міст & 100%', 'Дощило.', 'Ольга Кобилянська', 'письменниця'])
    await publish(site, article, 'uk')
    english = await addressOf(site, article, 'en')
    ukrainian = await addressOf(site, article, 'uk')
  })
  after(() => site.close())

  it('is a page in each language, reached from the article, that leads to the edition for good', async () => {
    assert.match((await get(english)).html, new RegExp(`href="${english}/cite"`))
    const { html, status } = await get(`${english}/cite`)
    assert.equal(status, 200)
    assert.deepEqual(await checkHtml(html), [])
    assert.match(html, new RegExp(`Olha Kobylianska, “The quiet bridge &amp; 100%”, Zvirka, edition 1, \\d+ \\w+ \\d{4}, ${site.url}${english}/editions/1 \\(accessed`))
    assert.match(html, new RegExp(`<a href="${english}/editions/1#p-${article.segments[1]}">`))
    assert.match(html, /<meta name="robots" content="noindex">/)
    const { html: translated } = await get(`${ukrainian}/cite`, 'uk')
    assert.deepEqual(await checkHtml(translated), [])
    assert.match(translated, /Кобилянська\s+О\. Тихий міст &amp; 100% \/ переклад: Ada\. Zvirka\. Видання 1, /)
    assert.match(translated, /<title>Як цитувати: Тихий міст &amp; 100% — Zvirka<\/title>/)
  })

  it('keeps its place when the language is switched, and says honestly where there is no translation (P05, P11)', async () => {
    const { html } = await get(`${english}/cite`)
    assert.match(html, new RegExp(`<a href="${ukrainian}/cite" lang="uk" hreflang="uk" rel="alternate"`))
    const absent = `${english.replace('/en/', '/pl/')}/cite`
    assert.match(html, new RegExp(`<a href="${absent}" hreflang="pl" rel="nofollow">`))
    const missing = await get(absent)
    assert.equal(missing.status, 404)
    assert.match(missing.html, new RegExp(`<a href="${english}/cite" lang="en" hreflang="en"`))
    assert.equal((await get('/en/articles/nothing/cite')).status, 404)
  })

  it('is a file for each program, in UTF-8, under a name of its own, and kept from search engines', async () => {
    const types: Record<string, string> = {
      bib: 'application/x-bibtex; charset=utf-8', ris: 'application/x-research-info-systems; charset=utf-8',
      json: 'application/vnd.citationstyles.csl+json; charset=utf-8',
    }
    for (const [format, type] of Object.entries(types)) {
      const { answer } = await file(`${ukrainian}/cite.${format}`)
      const slug = ukrainian.split('/').at(-1)
      const told = ['content-type', 'content-disposition', 'x-robots-tag', 'content-language'].map((name) => answer.headers.get(name))
      assert.deepEqual([answer.status, ...told], [200, type, `attachment; filename="${slug}-uk.${format}"`, 'noindex', 'uk'])
      assert.equal((await file(`${ukrainian.replace('/uk/', '/pl/')}/cite.${format}`)).answer.status, 404)
    }
    assert.equal((await file(`${ukrainian}/cite.exe`)).answer.status, 404)
  })

  it('names the original, its language, its author in Latin letters, and the translator', async () => {
    const { text } = await file(`${ukrainian}/cite.bib`)
    const [own, source] = entries(text)
    assert.deepEqual([own?.['AUTHOR'], own?.['TRANSLATOR'], own?.['ORIGLANGUAGE'], own?.['RELATED']], ['Кобилянська, Ольга', 'Ada', 'british', source?.key])
    assert.match(text, /author\+an:latin = \{1="Olha Kobylianska"\}/)
    assert.match((await file(`${ukrainian}/cite.ris`)).text, /^OP {2}- The quiet bridge & 100%, http/m)
    const [csl] = JSON.parse((await file(`${ukrainian}/cite.json`)).text) as Record<string, unknown>[]
    assert.deepEqual([csl?.['title'], csl?.['original-title'], csl?.['translator']], ['Тихий міст & 100%', 'The quiet bridge & 100%', [{ literal: 'Ada' }]])
  })

  it('follows the newest edition; what is withdrawn cannot be cited', async () => {
    const other = await publishNew(site, 'en', ['Twice', 'Text.'])
    const address = await addressOf(site, other, 'en')
    assert.match((await file(`${address}/cite.bib`)).text, /version = \{1\}/)
    await publish(site, other, 'en', { slug: 'twice-again' })
    const moved = await new Browser(site).once('GET', `${address}/cite.bib`)
    assert.deepEqual([moved.status, moved.headers.get('location')], [301, '/en/articles/twice-again/cite.bib'])
    await withdraw(site, other, 'en')
    for (const rest of ['/cite', '/cite.bib', '/cite.ris', '/cite.json']) assert.equal((await file(`/en/articles/twice-again${rest}`)).answer.status, 404, rest)
  })
})
