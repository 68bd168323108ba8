import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser as Chromium, Page } from 'playwright-core'
import { Browser } from './browser.ts'
import { checkAccessibility, openBrowser, overflows } from './chromium.ts'
import { emailOf, PASSWORD, startTestSite, type TestSite } from './site.ts'

const TYPED = 'Дощило цілу ніч,\nі ніхто не прийшов.'

describe('words sent after the session was over, in a real browser', () => {
  let site: TestSite
  let chromium: Chromium
  before(async () => {
    site = await startTestSite()
    chromium = await openBrowser()
  })
  after(async () => {
    await chromium.close()
    await site.close()
  })

  async function open(path: string, javaScriptEnabled: boolean, colorScheme: 'light' | 'dark', locale: string): Promise<Page> {
    const context = await chromium.newContext({ baseURL: site.url, locale, javaScriptEnabled, colorScheme, bypassCSP: true })
    const value = (await new Browser(site).signInAs(site, site.world.ed)).cookie('__Host-sid') ?? ''
    await context.addCookies([{ name: '__Host-sid', value, url: site.url.replace('http:', 'https:'), secure: true, httpOnly: true }])
    const page = await context.newPage()
    await page.goto(path)
    return page
  }

  for (const [script, theme, locale] of [[false, 'light', 'uk'], [true, 'light', 'en'], [true, 'dark', 'uk']] as const) {
    it(`come back after signing in and go where they were going, with scripts ${script ? 'on' : 'off'}, ${theme}, ${locale} (P01)`, async () => {
      const page = await open('/desk/articles/new', script, theme, locale)
      await page.fill('textarea[name=text]', TYPED)
      await site.db.deleteFrom('session').execute()
      await page.click('main form button.primary')
      if (script) await check(page)
      await page.fill('[name=email]', emailOf(site.world.ed))
      await page.fill('[name=password]', PASSWORD)
      await page.click('main button.primary')
      const kept = page.locator('textarea')
      assert.equal(await kept.inputValue(), TYPED)
      if (script) await check(page)
      await page.click('main button.primary')
      await page.waitForURL('**/desk/articles/preview')
      assert.ok((await page.textContent('main') ?? '').includes('Дощило цілу ніч'))
      await page.context().close()
    })
  }

  async function check(page: Page): Promise<void> {
    assert.deepEqual(await checkAccessibility(page), [])
    await page.setViewportSize({ width: 320, height: 800 })
    assert.equal(await overflows(page), false)
    await page.setViewportSize({ width: 1280, height: 900 })
  }
})
