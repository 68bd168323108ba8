import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { checkAccessibility, checkColors, openBrowser, overflows } from './chromium.ts'
import { findUnmarked, publishEverything } from './everything.ts'
import { addressOf, type Brought } from './readers.ts'
import { startTestSite, type TestSite } from './site.ts'

describe('reading an article with everything in it in two languages', () => {
  let site: TestSite
  let browser: Browser
  let article: Brought
  before(async () => {
    site = await startTestSite()
    browser = await openBrowser()
    article = await publishEverything(site)
  })
  after(async () => {
    await browser.close()
    await site.close()
  })

  async function open(width: number, options: BrowserContextOptions = {}, rest = ''): Promise<Page> {
    const context = await browser.newContext({ baseURL: site.url, viewport: { width, height: 800 }, ...options })
    const page = await context.newPage()
    await page.goto(`${await addressOf(site, article, 'uk')}/parallel/en${rest}`)
    return page
  }
  const boxes = (page: Page) => page.locator('.abreast').evaluateAll((rows) => rows.slice(1)
    .map((row) => [...row.querySelectorAll(':scope > div')].map((side) => side.getBoundingClientRect().toJSON() as DOMRect)))

  it('breaks no rule of WCAG 2.2 AA in the light and in the dark, and scrolls sideways nowhere', async () => {
    for (const width of [320, 1280]) {
      const page = await open(width)
      assert.deepEqual(await checkAccessibility(page), [])
      assert.equal(await overflows(page), false, `${width}`)
      await page.emulateMedia({ colorScheme: 'dark' })
      assert.deepEqual(await checkColors(page), [])
      assert.deepEqual(await page.evaluate(findUnmarked), [], 'every piece of text tells its language (P36)')
      await page.context().close()
    }
  })

  it('has the two beside each other where there is room, else one after the other; without script', async () => {
    const wide = await open(1280, { javaScriptEnabled: false })
    for (const [first, second] of await boxes(wide)) assert.ok(first && second && first.top === second.top && second.left >= first.right)
    const narrow = await open(390, { javaScriptEnabled: false })
    for (const [first, second] of await boxes(narrow)) assert.ok(first && second && second.top >= first.bottom)
    await Promise.all([wide.context().close(), narrow.context().close()])
  })

  it('shows which two belong together: pointed at, focused, or linked to', async () => {
    const page = await open(1280)
    const row = page.locator('.abreast').nth(3)
    const ground = () => row.evaluate((one) => getComputedStyle(one).backgroundColor)
    const plain = await ground()
    await row.locator('p').last().hover()
    assert.notEqual(await ground(), plain)
    await page.mouse.move(0, 0)
    assert.equal(await ground(), plain)
    await row.locator('.n a').focus()
    assert.notEqual(await ground(), plain)
    await page.evaluate(() => { if (document.activeElement instanceof HTMLElement) document.activeElement.blur() })
    await page.goto(`${page.url()}#p-${article.segments[2]}`)
    assert.notEqual(await ground(), plain)
    await page.context().close()
  })

  it('goes on at the same paragraph when the language of the page is switched in the middle (P05, P22)', async () => {
    const page = await open(390)
    await page.locator(`#p-${article.segments[6]}`).evaluate((one) => one.closest('.abreast')?.scrollIntoView())
    await page.evaluate(() => window.scrollBy(0, -100))
    await page.locator('nav.languages a[hreflang="en"]').dispatchEvent('click')
    await page.waitForURL(/\/en\//)
    const { hash } = new URL(page.url())
    assert.match(hash, /^#p-[0-9a-z]{22}$/)
    assert.equal(await page.locator(hash).getAttribute('lang'), 'en')
    await page.context().close()
  })
})
