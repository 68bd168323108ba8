import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { Browser as Forms } from '../../test/browser.ts'
import { checkAccessibility, openBrowser, overflows } from '../../test/chromium.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'

const WORD = readFileSync(new URL('../text/markdown/fixtures/word.uk.html', import.meta.url), 'utf8')
const PLAIN = 'Місто, що чує\n\nДощ ішов до ранку, і місто стояло тихе.\n'
const MARKED = '# Місто, що чує\n\nДощ ішов *до ранку*, і [місто](https://example.org) стояло тихе.\n\n![](mist.png "Міст")\n\n```\ncode\n```\n\n---\n\n1. Лавка\n'

describe('a browser in which words are pasted', () => {
  let site: TestSite
  let browser: Browser
  before(async () => {
    site = await startTestSite()
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await site.close()
  })

  async function openNew(options: { scheme?: 'light' | 'dark'; language?: string } = {}): Promise<Page> {
    const { scheme = 'light', language = 'en' } = options
    const context = await browser.newContext({ baseURL: site.url, locale: language, colorScheme: scheme })
    const value = (await new Forms(site).signInAs(site, site.world.ed)).cookie('__Host-sid') ?? ''
    await context.addCookies([{ name: '__Host-sid', value, url: site.url.replace('http:', 'https:'), secure: true, httpOnly: true }])
    const page = await context.newPage()
    await page.goto('/desk/articles/new')
    return page
  }

  /** Pastes as a person does: the event brings both forms, the plain words come into the field. */
  async function paste(page: Page, html: string, text = PLAIN): Promise<void> {
    await page.locator('#text').focus()
    await page.evaluate(([marked, plain]) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/html', marked ?? '')
      clipboardData.setData('text/plain', plain ?? '')
      const area = document.querySelector<HTMLTextAreaElement>('#text')
      area?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      area?.setRangeText(plain ?? '', 0, area.value.length, 'end')
      area?.dispatchEvent(new InputEvent('input', { bubbles: true }))
    }, [html, text])
  }

  const texts = (page: Page) => page.locator('textarea[name$=".text"]').evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value))
  const divide = async (page: Page) => {
    await page.locator('form button.primary').click()
    await page.waitForLoadState()
  }

  it('says that their formatting is kept, and keeps it', async () => {
    const page = await openNew()
    await paste(page, WORD)
    await page.getByText('Pasted with its formatting').waitFor()
    await divide(page)
    assert.deepEqual((await texts(page)).slice(0, 4), ['Місто, що чує', 'Дощ ішов **до ранку**, і *місто* стояло [тихе](https://example.org/misto).', 'Міст', 'Перша лавка.'])
  })

  it('sends the plain words when somebody wants them, or changes them', async () => {
    const page = await openNew()
    await paste(page, WORD)
    await page.getByRole('button', { name: 'Plain text instead' }).click()
    await page.getByText('Pasted as plain text').waitFor()
    await divide(page)
    assert.deepEqual(await texts(page), PLAIN.trim().split('\n\n'))
    const other = await openNew()
    await paste(other, WORD)
    await other.getByText('Pasted with its formatting').waitFor()
    await other.locator('#text').press('End')
    await other.locator('#text').pressSequentially(' Ще.')
    await other.getByText('You changed the text after pasting').waitFor()
    await divide(other)
    assert.equal((await texts(other))[1], 'Дощ ішов до ранку, і місто стояло тихе. Ще.')
  })

  it('says nothing of words without formatting', async () => {
    const page = await openNew()
    await paste(page, '<meta charset="utf-8"><span>Дощ</span>', 'Дощ')
    assert.equal(await page.locator('.pasted').isVisible(), false)
  })

  for (const scheme of ['light', 'dark'] as const) {
    for (const language of ['uk', 'en']) {
      it(`shows what was understood so that everybody can use it: ${scheme}, ${language}`, async () => {
        const page = await openNew({ scheme, language })
        assert.deepEqual(await checkAccessibility(page), [])
        await page.locator('#text').fill(MARKED)
        await page.locator('input[name="language"][value="en"]').check()
        await divide(page)
        await page.locator('.read-again summary').click()
        assert.deepEqual(await checkAccessibility(page), [])
        await page.setViewportSize({ width: 320, height: 800 })
        assert.equal(await overflows(page), false)
      })
    }
  }
})
