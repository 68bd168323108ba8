import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { NewSegment } from '../src/articles/model.ts'
import { storeImage } from '../src/assets/actions.ts'
import { checkAccessibility, openBrowser, overflows } from './chromium.ts'
import { picture } from './pictures.ts'
import { addressOf, publish, publishNew, type Brought } from './readers.ts'
import { startTestSite, type TestSite } from './site.ts'
import { reviewAll, submit } from './world.ts'

const NAME = '`very_long_name_of_something_that_does_not_break_anywhere_at_all_in_it`'
const of = (kind: NewSegment['kind'], text: string, more: Partial<NewSegment> = {}): NewSegment => ({ kind, level: 0, list: null, text, ...more })

describe('reading an article with everything in it', () => {
  let site: TestSite
  let browser: Browser
  let article: Brought
  before(async () => {
    site = await startTestSite()
    browser = await openBrowser()
    const { hash: asset } = await storeImage(site.db, site.world.ed, 'en', await picture(2000, 1200))
    article = await publishNew(site, 'en', [
      of('title', 'The bridge and *everything* in it'), of('lead', 'A lead of **several** words.'), of('paragraph', `One ${NAME} here.`),
      of('heading', 'The first part', { level: 2 }), of('image', 'A bridge over quiet water', { asset }), of('caption', 'The old bridge in June'),
      of('list_item', 'An item of a list', { level: 1, list: 'ordered' }), of('quotation', 'They said it rained.'),
      of('heading', 'The second part', { level: 2 }), of('code', `const line = '${'x'.repeat(200)}'`), of('rule', '---'),
      of('heading', 'The third part', { level: 2 }), of('paragraph', 'A [link to the bridge](https://example.org) ends it.'),
      of('author_name', 'An English Author'), of('author_role', 'director of bridges'),
    ])
    const ukrainian = ['Міст і *все* на ньому', 'Кілька слів про міст.', `Ось ${NAME} тут.`, 'Перша частина', 'Міст над тихою водою']
    const desk = { ...article, language: 'uk' }
    await submit(site.db, site.world.ada, desk, Object.fromEntries(ukrainian.map((text, at) => [article.segments[at] ?? '', text])))
    await reviewAll(site.db, site.world.rev, desk)
    await publish(site, article, 'uk', { missing: 8 })
  })
  after(async () => {
    await browser.close()
    await site.close()
  })

  async function open(
    language: string, options: BrowserContextOptions = {}, prepare: (page: Page) => Promise<unknown> = async () => undefined,
  ): Promise<Page> {
    const context = await browser.newContext({ baseURL: site.url, viewport: { width: 390, height: 800 }, ...options })
    const page = await context.newPage()
    await prepare(page)
    await page.goto(await addressOf(site, article, language))
    return page
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`breaks no rule of WCAG 2.2 AA and scrolls sideways nowhere, in ${colorScheme}`, async () => {
      for (const width of [320, 1280]) {
        const page = await open('uk', { colorScheme, viewport: { width, height: 800 } })
        assert.deepEqual(await checkAccessibility(page), [])
        assert.equal(await overflows(page), false, `${width}`)
        await page.context().close()
      }
    })
  }

  for (const language of ['uk', 'en']) {
    it(`tells the language of every piece of text, the page in ${language} (P36)`, async () => {
      const page = await open(language)
      assert.deepEqual(await page.evaluate(findUnmarked), [])
      await page.context().close()
    })
  }

  it('would notice text whose language is not told', async () => {
    const page = await open('uk')
    await page.evaluate(() => document.querySelector('figcaption')?.removeAttribute('lang'))
    await page.evaluate(() => document.querySelector('figure')?.removeAttribute('lang'))
    assert.deepEqual(await page.evaluate(findUnmarked), ['The old bridge in June'])
    await page.context().close()
  })

  it('moves nothing when a picture comes, and brings none larger than the screen needs', async () => {
    const heights = (page: Page) => page.evaluate(() => [...document.querySelectorAll('.body > *')].map((part) => part.getBoundingClientRect().height))
    const without = await open('en', {}, (page) => page.route('**/images/**', (route) => route.abort()))
    const page = await open('en')
    const image = page.locator('figure img')
    await image.scrollIntoViewIfNeeded()
    await page.waitForFunction(() => document.querySelector<HTMLImageElement>('figure img')?.naturalWidth)
    assert.match(await image.evaluate((one: HTMLImageElement) => one.currentSrc), /\/800$/)
    assert.deepEqual(await heights(page), await heights(without))
    await Promise.all([page.context().close(), without.context().close()])
  })

  it('needs no script', async () => {
    const page = await open('en', { javaScriptEnabled: false })
    assert.equal(await page.locator('.body').getByText('ends it.').isVisible(), true)
    await page.context().close()
  })
})

/** Pieces of two words and more in the letters of the other language, under no element that says so. Runs in the page. */
function findUnmarked(): string[] {
  const scripts = [['uk', /\p{Script=Cyrillic}{2,}\s+\p{Script=Cyrillic}{2,}/u], ['en', /\p{Script=Latin}{2,}\s+\p{Script=Latin}{2,}/u]] as const
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found: string[] = []
  while (walker.nextNode()) {
    const { currentNode: { textContent, parentElement } } = walker
    const text = (textContent ?? '').trim()
    if (parentElement?.closest('code, script, [translate="no"]')) continue
    const spoken = parentElement?.closest('[lang]')?.getAttribute('lang')
    for (const [language, letters] of scripts) if (letters.test(text) && spoken !== language) found.push(text)
  }
  return found
}
