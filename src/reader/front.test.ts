import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { shelve } from '../../test/library.ts'
import { checkHtml } from '../../test/markup.ts'
import { changeOriginal, publish, translate, type Brought } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { moveGeneration } from '../db/generation.ts'
import { transact } from '../db/transact.ts'
import { writeSettings } from '../people/settings.ts'

describe('the front page', () => {
  let site: TestSite
  let first: Brought
  before(async () => {
    site = await startTestSite({ SITE_LANGUAGES: 'uk,en,pl' })
    first = await shelve(site, { language: 'en', title: 'A bridge', author: 'Ada Hill', topics: ['Bridges'], genre: 'essay' })
    await translate(site, first, 'uk', ['Міст', 'Ада Гілл', 'Дощило.'])
    await publish(site, first, 'uk')
    for (let n = 1; n <= 15; n += 1) await shelve(site, { language: 'en', title: `Article ${n}`, author: 'Tom Ray' })
  })
  after(() => site.close())
  const get = async (path: string) => (await new Browser(site).get(path)).html
  const titlesIn = (html: string) => [...html.matchAll(/<h[23] lang="\w+"><a[^>]*>([^<]+)/g)].map(([, title]) => title)

  it('says so where nothing was published yet', async () => {
    const empty = await startTestSite({ SITE_LANGUAGES: 'uk,en,pl' })
    for (const language of ['uk', 'en', 'pl']) {
      const { html } = await new Browser(empty).get(`/${language}/`)
      assert.match(html, /<p class="empty"><strong>(Тут ще нічого не опубліковано|Nothing has been published here yet)/)
      assert.doesNotMatch(html, /href="\/\w+\/(topics|authors)"/)
      assert.deepEqual(await checkHtml(html), [])
    }
    await empty.close()
  })

  it('leads with the newest: kind and topic, lead, author, translator, minutes', async () => {
    const [story = ''] = /<article class="teaser first">[\s\S]*?<\/article>/.exec(await get('/uk/')) ?? []
    for (const words of [
      'есей · <span lang="en">Bridges</span>', '<h2 lang="uk"><a href="/uk/articles/mist">Міст</a></h2>', '<p lang="uk">Дощило.</p>', 'Переклад: Ada', 'Ада Гілл',
      '1 хв читання', 'Read in English',
    ]) assert.ok(story.includes(words), `${words} in ${story}`)
  })

  it('goes by the day the language first had an article, not by its later editions (P47)', async () => {
    await changeOriginal(site, first, { [first.segments[2] ?? '']: 'It poured.' })
    await publish(site, first, 'en')
    const html = await get('/en/')
    assert.deepEqual(titlesIn(html), Array.from({ length: 13 }, (_, n) => `Article ${15 - n}`))
    assert.match(html, /<h2 id="new" class="label">New<\/h2>[\s\S]*Article 14[\s\S]*Article 12[\s\S]*<\/section>[\s\S]*Article 11/)
    assert.match(html, /<a href="\/en\/articles">All articles<\/a>/)
  })

  it('says how many more articles only other languages have, in the words of the page (R-MT-7)', async () => {
    assert.match(await get('/uk/'), /Лише іншими мовами: <a href="\/en\/articles" hreflang="en">англійська — ще 15 статей<\/a>/)
    assert.doesNotMatch(await get('/en/'), /Only in other languages/)
    assert.match(await get('/pl/'), /Only in other languages: <a href="\/uk\/articles" hreflang="uk">Ukrainian — 1 more article<\/a> <a href="\/en\/articles" hreflang="en">English — 16 more articles<\/a>/)
  })

  it('is where / always leads when the site says so, whatever a browser asks for; a language it does not have changes nothing', async () => {
    const goTo = async (header: string, cookie = '') => (await new Browser(site).once('GET', '/', { 'accept-language': header, ...cookie && { cookie } })).headers.get('location')
    const choose = (rootLanguage: string | null) => transact(site.db, (tx) => writeSettings(tx, { rootLanguage }))
    await choose('uk')
    assert.deepEqual([await goTo('en'), await goTo('pl', '__Host-lang=en'), await goTo('')], ['/uk/', '/uk/', '/uk/'])
    await choose('de')
    assert.equal(await goTo('en'), '/en/')
    await choose(null)
    assert.equal(await goTo('pl'), '/pl/')
  })

  it('promises always to open in a language only while / asks its reader for one', async () => {
    for (const [rootLanguage, promised] of [[null, true], ['en', false], ['de', true], [null, true]] as const) {
      await transact(site.db, async (tx) => {
        await writeSettings(tx, { rootLanguage })
        await moveGeneration(tx)
      })
      await site.publicationChanged()
      assert.equal((await get('/uk/')).includes('<form class="stay"'), promised, `${rootLanguage}`)
    }
  })
})

it('lists more than seven languages behind a word, as links still', async () => {
  const many = await startTestSite({ SITE_LANGUAGES: 'uk,en,pl,de,fr,es,it,cs' })
  const { html } = await new Browser(many).get('/uk/articles')
  await many.close()
  const [nav = ''] = /<nav class="languages"[\s\S]*?<\/nav>/.exec(html) ?? []
  assert.match(nav, /<details>\s*<summary><span lang="uk" translate="no">Українська<\/span><\/summary>\s*<ul>/)
  assert.equal(nav.match(/<li>/g)?.length, 8)
  assert.match(nav, /<a href="\/cs\/articles" lang="cs" hreflang="cs" rel="alternate" translate="no">Čeština<\/a>/)
  assert.deepEqual(await checkHtml(html), [])
  const few = await startTestSite({ SITE_LANGUAGES: 'uk,en,pl,de,fr,es,it' })
  const { html: short } = await new Browser(few).get('/uk/')
  await few.close()
  assert.doesNotMatch(short, /<details>/)
})

it('has no menu of languages where there is but one (P38)', async () => {
  const alone = await startTestSite({ SITE_LANGUAGES: 'uk' })
  const { html } = await new Browser(alone).get('/uk/')
  await alone.close()
  assert.doesNotMatch(html, /class="languages"/)
  assert.deepEqual(await checkHtml(html), [])
})
