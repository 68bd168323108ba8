import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './chromium.ts'
import { publishEverything } from './everything.ts'
import { addressOf, type Brought } from './readers.ts'
import { startTestSite, type TestSite } from './site.ts'

/** What A4 leaves between its margins, in pixels. */
const SHEET = { width: 665, height: 987 }

describe('an article on paper', () => {
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

  async function print(language: string, rest = ''): Promise<Page> {
    const context = await browser.newContext({ baseURL: site.url, viewport: SHEET, colorScheme: 'dark' })
    const page = await context.newPage()
    await page.goto(`${await addressOf(site, article, language)}${rest}`)
    await page.emulateMedia({ media: 'print' })
    return page
  }
  const wordsOf = (page: Page) => page.evaluate(() => document.body.innerText)
  const sizeOf = (page: Page, selector: string) =>
    page.locator(selector).first().evaluate((one) => parseFloat(getComputedStyle(one).fontSize) * 0.75)

  it('begins with the site, its address, the edition, the day, and who translated it', async () => {
    const page = await print('uk')
    const words = await wordsOf(page)
    assert.ok(words.replaceAll(/\s+/g, ' ').trim().startsWith(`Zvirka ${site.url}/uk/articles/mist-i-vse-na-nomu Видання 1 · `), words.slice(0, 200))
    assert.match(words, /Видання 1 · \d+ \S+ \d{4}\s+р\. · Переклад: Ada/)
    await page.context().close()
  })

  it('has nothing of what is pressed: menus, languages, contents, actions, what else there is to read', async () => {
    const page = await print('uk')
    const words = await wordsOf(page)
    for (const gone of ['Статті', 'English\n', 'Зміст', 'Цитувати', 'Читати двома мовами', 'Завжди відкривати', 'Підписатися']) {
      assert.ok(!words.includes(gone), gone)
    }
    assert.equal(await page.locator('nav:visible, button:visible, .actions:visible').count(), 0)
    await page.context().close()
  })

  it('is one column of black serif, 11 points high, each paragraph with its number', async () => {
    const page = await print('en')
    const size = await sizeOf(page, '.body > p')
    assert.ok(Math.abs(size - 11) < 0.05, `${size}`)
    const { family, color, ground } = await page.locator('.body > p').first().evaluate((one) => {
      const { fontFamily: family, color } = getComputedStyle(one)
      return { family, color, ground: getComputedStyle(document.body).backgroundColor }
    })
    assert.match(family, /^"Source Serif 4"/)
    assert.deepEqual([color, ground], ['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
    const seen = await page.locator('.pin').evaluateAll((pins) => pins.map((pin) => [getComputedStyle(pin).opacity, pin.getBoundingClientRect().left >= 0]))
    assert.ok(seen.length > 5 && seen.every(([opacity, inside]) => opacity === '1' && inside), JSON.stringify(seen))
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true)
    await page.context().close()
  })

  it('prints where links out of the site lead, and of no other', async () => {
    const page = await print('en')
    const after = await page.locator('a:visible').evaluateAll((links) => links.map((link) => [link.getAttribute('href') ?? '', getComputedStyle(link, '::after').content]))
    const told = after.filter(([, content]) => content !== 'none' && content !== 'normal')
    assert.deepEqual(told, [['https://example.org', '" (https://example.org)"']])
    await page.context().close()
  })

  it('leaves no heading alone at the foot of a page', async () => {
    const page = await print('en')
    const rules = await page.locator('.body :is(h2, h3), .body .heading, h1').evaluateAll((all) => all.map((one) => getComputedStyle(one).breakAfter))
    assert.ok(rules.length > 3 && rules.every((rule) => rule === 'avoid'), rules.join())
    await page.context().close()
  })

  it('has both languages beside each other when they are printed together', async () => {
    const page = await print('uk', '/parallel/en')
    const words = await wordsOf(page)
    assert.match(words, /^\s*Zvirka\s+http\S+\/uk\/articles\/mist-i-vse-na-nomu\s/)
    const sides = await page.locator('.abreast').nth(3).evaluate((row) => [...row.querySelectorAll(':scope > div')].map((side) => side.getBoundingClientRect().left))
    assert.ok((sides[1] ?? 0) - (sides[0] ?? 0) > 200, sides.join())
    await page.context().close()
  })

  it('becomes a file that a browser makes', async () => {
    const page = await print('en')
    const file = await page.pdf({ preferCSSPageSize: true, format: 'A4' })
    assert.equal(file.subarray(0, 5).toString(), '%PDF-')
    const pages = file.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0
    assert.ok(pages >= 1 && pages <= 3, `${pages} pages`)
    await page.context().close()
  })
})
