import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './chromium.ts'
import { publishNew } from './readers.ts'
import { startTestSite, type TestSite } from './site.ts'

describe('a reader whose browser prefers another language of the site (P20)', () => {
  let site: TestSite
  let chromium: Browser
  before(async () => {
    site = await startTestSite()
    await publishNew(site, 'en', ['The quiet bridge', 'It stands.'])
    chromium = await openBrowser()
  })
  after(async () => {
    await chromium.close()
    await site.close()
  })

  const offers = (page: Page) => page.locator('.offer:visible').allInnerTexts()

  async function inBrowserOf(locale: string, act: (page: Page) => Promise<void>, javaScriptEnabled = true): Promise<void> {
    const context = await chromium.newContext({ baseURL: site.url, locale, javaScriptEnabled })
    await act(await context.newPage())
    await context.close()
  }

  it('is offered the page in it, in its own words, and stays where they are', async () => {
    await inBrowserOf('en-GB', async (page) => {
      await page.goto('/uk/')
      assert.equal((await offers(page)).length, 1)
      assert.match((await offers(page)).join(), /This page is also in English/)
      assert.equal(new URL(page.url()).pathname, '/uk/')
      assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'BODY')
      await page.getByRole('link', { name: 'This page is also in English' }).click()
      await page.waitForURL('**/en/')
      assert.deepEqual(await offers(page), [])
    })
  })

  it('is not asked again after a no, nor after choosing a language', async () => {
    await inBrowserOf('uk-UA', async (page) => {
      await page.goto('/en/')
      await page.getByRole('button', { name: 'Ні, дякую' }).click()
      assert.deepEqual(await offers(page), [])
      await page.goto('/en/articles')
      assert.deepEqual(await offers(page), [])
    })
    await inBrowserOf('uk-UA', async (page) => {
      await page.goto('/uk/')
      await page.getByRole('navigation').getByRole('link', { name: 'English', exact: true }).click()
      await page.waitForURL('**/en/')
      assert.deepEqual(await offers(page), [])
    })
  })

  it('is offered nothing that readers do not have, nothing in the language they read, and nothing for a language unknown here', async () => {
    await inBrowserOf('uk-UA', async (page) => {
      await page.goto('/en/articles/nobody')
      assert.deepEqual(await offers(page), [])
      await page.goto('/en/articles/the-quiet-bridge')
      assert.deepEqual(await offers(page), [])
    })
    for (const [locale, address] of [['en-US', '/en/'], ['fr-FR', '/uk/'], ['uk-UA', '/uk/']] as const) {
      await inBrowserOf(locale, async (page) => {
        await page.goto(address)
        assert.deepEqual(await offers(page), [], `${locale} at ${address}`)
      })
    }
  })

  it('reads on without scripts', async () => {
    await inBrowserOf('en-GB', async (page) => {
      await page.goto('/uk/')
      assert.deepEqual(await offers(page), [])
    }, false)
  })
})
