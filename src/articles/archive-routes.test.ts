import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { actionsIn } from '../../test/forms.ts'
import { checkHtml } from '../../test/markup.ts'
import { newMember, startTestSite, type TestSite } from '../../test/site.ts'
import { newArticle, segmentsOf, submit } from '../../test/world.ts'
import { publishEdition } from '../editions/actions.ts'
import type { Actor } from '../people/model.ts'
import { importArticle } from './actions.ts'
import { putAway } from './archive-actions.ts'
import { findArticle } from './store.ts'

let site: TestSite
before(async () => { site = await startTestSite() })
after(() => site.close())

const as = (person: Actor, language = 'en') => new Browser(site, { language }).signInAs(site, person)
const bringIn = async (title: string) => (await newArticle(site.world, 'en', [title, 'It rained.'])).article
const pathOf = (article: string, act: string) => `/desk/articles/${article}/${act}`

describe('putting an article away', () => {
  it('asks first and says what will happen, then is seen in the trash and nowhere else, and comes back', async () => {
    const article = await bringIn('The first to go')
    const desk = { article, source: 'en', language: 'uk' }
    const { segments } = { segments: (await site.db.selectFrom('segment').select('id').where('article_id', '=', article).orderBy('id').execute()) }
    await submit(site.db, site.world.ada, desk, { [segments[0]?.id ?? '']: 'Перша' })
    const [editor, reviewer] = [await as(site.world.ed), await as(site.world.rev)]
    assert.match((await reviewer.get('/desk/reviews')).html, /The first to go/)

    const path = pathOf(article, 'trash')
    const confirm = await editor.get(path)
    assert.match(confirm.html, /1 paragraph waits for a decision/)
    assert.deepEqual(await checkHtml(confirm.html), [])
    const done = await editor.post(path, path, { reason: 'Brought in twice.' })
    assert.equal(new URL(done.url).pathname, '/desk/articles/trash')
    assert.match(done.html, /The article is in the trash now[\s\S]*The first to go/)
    assert.deepEqual(await checkHtml(done.html), [])
    for (const place of ['/desk', '/desk/articles', '/desk/articles?archived=1']) assert.doesNotMatch((await editor.get(place)).html, /The first to go/)
    for (const place of ['/desk', '/desk/reviews', '/desk/articles']) assert.doesNotMatch((await reviewer.get(place)).html, /The first to go/)

    const page = await editor.get(pathOf(article, 'details'))
    assert.match(page.html, /The article is in the trash/)
    assert.ok(!actionsIn(page.html).includes(pathOf(article, 'details')))
    const back = await editor.post('/desk/articles/trash', pathOf(article, 'restore'), {})
    assert.match(back.html, /The article is brought back/)
    assert.match((await reviewer.get('/desk/reviews')).html, /The first to go/)
    assert.equal((await findArticle(site.db, article)).trashed_at, null)
  })

  it('moves an article between the list and the archive', async () => {
    const article = await bringIn('An old report')
    const [browser, path] = [await as(site.world.ed), pathOf(article, 'archive')]
    const { html } = await browser.post(path, path, { reason: 'Out of date.' })
    assert.match(html, /The article is in the archive now/)
    assert.doesNotMatch((await browser.get('/desk/articles')).html, /An old report/)
    assert.match((await browser.get('/desk/articles?archived=1')).html, /An old report/)
    await browser.post(pathOf(article, 'details'), pathOf(article, 'restore'), {})
    assert.match((await browser.get('/desk/articles')).html, /An old report/)
  })

  it('names the languages in which readers still have it, with the way to withdraw each, and offers nothing else', async () => {
    const article = await bringIn('Still read')
    await publishEdition(site.db, site.world.ed, { article, language: 'en', accepted: { missing: 0, behind: 0 } })
    const [browser, path] = [await as(site.world.ed), pathOf(article, 'trash')]
    const { html } = await browser.get(path)
    assert.match(html, new RegExp(`Readers still have it in: English\\. Withdraw it first[\\s\\S]*href="/desk/articles/${article}/languages/en/editions"`))
    assert.ok(!actionsIn(html).includes(path))
    const { status, html: refused } = await browser.post('/desk/account', path, { reason: 'All the same.' })
    assert.equal(status, 409)
    assert.match(refused, /Withdraw it first/)
    assert.deepEqual(await checkHtml(refused), [])
    assert.equal((await findArticle(site.db, article)).trashed_at, null)
  })

  const reasons: [what: string, reason: string][] = [['none', ''], ['only spaces', '  \n '], ['too long a one', 'x'.repeat(2001)]]
  for (const [what, reason] of reasons) {
    it(`needs a reason: ${what} is not enough, and what was typed is kept`, async () => {
      const article = await bringIn('Reasons')
      const [browser, path] = [await as(site.world.ed), pathOf(article, 'trash')]
      const { status, html } = await browser.post(path, path, { reason })
      assert.equal(status, 422)
      assert.ok(html.includes(`${reason}</textarea>`))
      assert.deepEqual(await checkHtml(html), [])
      assert.equal((await findArticle(site.db, article)).trashed_at, null)
    })
  }

  it('says so when somebody was faster', async () => {
    const article = await bringIn('Twice put away')
    const [browser, path] = [await as(site.world.ed), pathOf(article, 'trash')]
    await putAway(site.db, site.world.ed, { article, to: 'trash', reason: 'Faster.' })
    const { status, html } = await browser.post('/desk/account', path, { reason: 'Slower.' })
    assert.equal(status, 409)
    assert.match(html, /out of the lists already/)
    assert.equal((await browser.post('/desk/account', pathOf(article, 'restore'), {})).status, 200)
    assert.equal((await browser.post('/desk/account', pathOf(article, 'restore'), {})).status, 409)
  })

  it('is not for those who may not publish the original’s language', async () => {
    const article = await bringIn('Not yours')
    for (const person of [site.world.ada, await newMember(site, 'Ukrainian publisher', ['publish:uk'])]) {
      const browser = await as(person)
      for (const act of ['archive', 'trash']) {
        assert.equal((await browser.get(pathOf(article, act))).status, 403)
        assert.equal((await browser.post('/desk/account', pathOf(article, act), { reason: 'Mine.' })).status, 403)
      }
      assert.equal((await browser.post('/desk/account', pathOf(article, 'restore'), {})).status, 403)
      const { html } = await browser.get(pathOf(article, 'details'))
      assert.doesNotMatch(html, /Put the article away/)
    }
  })

  it('is not for the texts of the site', async () => {
    const segments = segmentsOf('Our mission', 'We watch rivers.')
    const { article } = await importArticle(site.db, site.world.ed, { language: 'en', siteText: 'mission', segments, approved: true, message: '' })
    const browser = await as(site.world.ed)
    assert.doesNotMatch((await browser.get(pathOf(article, 'details'))).html, /Put the article away/)
    for (const act of ['archive', 'trash']) {
      assert.equal((await browser.get(pathOf(article, act))).status, 409)
      assert.equal((await browser.post('/desk/account', pathOf(article, act), { reason: 'Old.' })).status, 409)
    }
  })

  it('speaks both languages', async () => {
    const article = await bringIn('Words')
    const browser = await as(site.world.ed, 'uk')
    for (const act of ['archive', 'trash']) {
      const { html } = await browser.get(pathOf(article, act))
      assert.match(html, /Перенести статтю до (архіву|кошика)/)
      assert.deepEqual(await checkHtml(html), [])
    }
    const { html } = await browser.get('/desk/articles/trash')
    assert.match(html, /<h1>Кошик<\/h1>/)
  })
})

describe('an empty trash', () => {
  let empty: TestSite
  before(async () => { empty = await startTestSite() })
  after(() => empty.close())
  it('says what would be there and leads on, and so do topics and authors', async () => {
    for (const language of ['uk', 'en']) {
      const browser = await new Browser(empty, { language }).signInAs(empty, empty.world.ed)
      for (const path of ['/desk/articles/trash', '/desk/topics', '/desk/authors']) {
        const { html, status } = await browser.get(path)
        assert.equal(status, 200)
        assert.match(html, /class="empty"/)
        assert.deepEqual(await checkHtml(html), [])
      }
    }
  })
})
