import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { Browser as Forms } from './browser.ts'
import { openBrowser } from './chromium.ts'
import { publishNew } from './readers.ts'
import { startTestSite, type TestSite } from './site.ts'

const PIECES = (['title', 'paragraph'] as const).map((kind) => ({ kind, level: 0, list: null, text: `Bridge ${kind}` }))

describe('a translator who leaves a page', () => {
  let site: TestSite
  let browser: Browser
  let room: string
  before(async () => {
    site = await startTestSite()
    browser = await openBrowser()
    const { article } = await publishNew(site, 'en', PIECES)
    room = `/desk/articles/${article}/languages/uk`
  })
  after(async () => {
    await browser.close()
    await site.close()
  })

  async function openRoom(): Promise<{ page: Page; questions: string[] }> {
    const context = await browser.newContext({ baseURL: site.url, locale: 'en' })
    const value = (await new Forms(site).signInAs(site, site.world.ada)).cookie('__Host-sid') ?? ''
    await context.addCookies([{ name: '__Host-sid', value, url: site.url.replace('http:', 'https:'), secure: true, httpOnly: true }])
    const page = await context.newPage()
    const questions: string[] = []
    page.on('dialog', (dialog) => {
      questions.push(dialog.type())
      void dialog.accept()
    })
    await page.goto(room)
    return { page, questions }
  }

  it('is asked about words typed and not saved', async () => {
    const { page, questions } = await openRoom()
    await page.locator('form.write textarea').first().pressSequentially('Міст')
    await page.locator('a.brand').click()
    await page.waitForURL('**/desk')
    assert.deepEqual(questions, ['beforeunload'])
  })

  it('is asked when one paragraph is saved and another one is not', async () => {
    const { page, questions } = await openRoom()
    await page.locator('form.write textarea').nth(0).pressSequentially('Міст')
    await page.locator('form.write textarea').nth(1).pressSequentially('Абзац')
    await page.locator('form.write button').first().click()
    await page.waitForURL('**done=saved**')
    assert.deepEqual(questions, ['beforeunload'])
  })

  it('is not asked when all that was typed is being saved', async () => {
    const { page, questions } = await openRoom()
    await page.locator('form.write textarea').nth(1).pressSequentially('Дощило.')
    await page.locator('form.write button', { hasText: 'Save draft' }).nth(1).click()
    await page.waitForURL('**done=saved**')
    assert.deepEqual(questions, [])
  })
})
