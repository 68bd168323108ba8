import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { importArticle } from '../src/articles/actions.ts'
import type { Id } from '../src/db/columns.ts'
import { publishEdition } from '../src/editions/actions.ts'
import type { Actor } from '../src/people/model.ts'
import { Browser } from './browser.ts'
import { checkHtml } from './markup.ts'
import { newMember, startTestSite, type TestSite } from './site.ts'
import { reviewAll, segmentsOf, submit } from './world.ts'

const POLISH = ['Cichy most', 'Padało do rana.']

describe('a third content language', () => {
  let site: TestSite
  let editor: Actor
  let article: Id

  before(async () => {
    site = await startTestSite({ SITE_LANGUAGES: 'uk,en,pl' })
    editor = await newMember(site, 'Ola', ['publish:pl', 'publish:uk', 'translate:pl'])
    const reviewer = await newMember(site, 'Piotr', ['review:pl'])
    const imported = await importArticle(site.db, editor, {
      language: 'uk', siteText: null, segments: segmentsOf('Тихий міст', 'Дощ ішов до ранку.'), approved: true, message: '',
    })
    article = imported.article
    const desk = { article, source: 'uk', language: 'pl' }
    await submit(site.db, editor, desk, Object.fromEntries(imported.segments.map((segment, i) => [segment, POLISH[i] ?? ''])))
    await reviewAll(site.db, reviewer, desk)
    for (const language of ['uk', 'pl']) await publishEdition(site.db, editor, { article, language, accepted: { missing: 0, behind: 0 } })
  })
  after(() => site.close())

  it('is read at its own address, with its own lang, and in every switcher', async () => {
    const reader = new Browser(site)
    const polish = await reader.get('/pl/articles/cichy-most')
    assert.equal(polish.status, 200)
    assert.match(polish.html, /lang="pl"[^>]*>\s*Cichy most/)
    assert.match(polish.html, /hreflang="uk"/)
    const ukrainian = await reader.get('/uk/articles/tykhyi-mist')
    assert.match(ukrainian.html, /<a [^>]*href="\/pl\/articles\/cichy-most"[^>]*>[\s\S]{0,80}Polski/)
    assert.equal((await reader.get('/en/articles/tykhyi-mist')).status, 404)
    assert.deepEqual(await checkHtml(polish.html), [])
  })

  it('has its front page, its list, and a place on the desk', async () => {
    const reader = new Browser(site)
    for (const address of ['/pl/', '/pl/articles']) assert.match((await reader.get(address)).html, /Cichy most/)
    const desk = await new Browser(site).signInAs(site, editor)
    for (const address of [`/desk/articles/${article}/languages/pl`, `/desk/articles/${article}/languages/pl/editions`]) {
      const { status, html } = await desk.get(address)
      assert.equal(status, 200, address)
      assert.deepEqual(await checkHtml(html), [], address)
    }
    const admin = await new Browser(site).signInAs(site, site.world.admin)
    assert.match((await admin.get('/desk/people')).html, /value="review:pl"/)
  })

  it('is nowhere on a site that does not name it', async () => {
    const other = await startTestSite()
    try {
      assert.equal((await new Browser(other).get('/pl/')).status, 404)
    } finally {
      await other.close()
    }
  })
})
