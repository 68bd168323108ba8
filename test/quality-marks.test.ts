import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { transact } from '../src/db/transact.ts'
import type { Actor } from '../src/people/model.ts'
import { writeSettings } from '../src/people/settings.ts'
import { Browser as Forms } from './browser.ts'
import { openBrowser } from './chromium.ts'
import { findFaults } from './looks.ts'
import { newReviewRoom, proposalsAt } from './review-room.ts'
import { startTestSite, type TestSite } from './site.ts'

describe('quality marks in a browser', () => {
  let site: TestSite
  let browser: Browser
  before(async () => {
    site = await startTestSite()
    browser = await openBrowser()
    await transact(site.db, (tx) => writeSettings(tx, { qualityMarks: true }))
  })
  after(async () => {
    await browser.close()
    await site.close()
  })

  async function openPage(person: Actor, path: string, language = 'en'): Promise<Page> {
    const context = await browser.newContext({ baseURL: site.url, locale: language })
    const value = (await new Forms(site).signInAs(site, person)).cookie('__Host-sid') ?? ''
    await context.addCookies([{ name: '__Host-sid', value, url: site.url.replace('http:', 'https:'), secure: true, httpOnly: true }])
    const page = await context.newPage()
    await page.goto(path)
    return page
  }

  it('save themselves while they are typed, are sent with the decision, and look right on every page', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.', 2: 'Nobody came.' })
    const [first = ''] = await proposalsAt(site, room, [1])
    const page = await openPage(site.world.rev, room.page)
    await page.locator(`#marks-${first} > summary`).click()
    await page.locator(`[name="category-1:${first}"]`).selectOption('accuracy')
    await page.locator(`[name="severity-1:${first}"]`).selectOption('critical')
    await page.locator(`[name="words-1:${first}"]`).fill('чотири')
    await page.locator(`[name="comment-1:${first}"]`).fill('Три, а не чотири.')
    await page.keyboard.press('Control+KeyS')
    await page.locator('.saving', { hasText: 'saved' }).waitFor()
    await page.reload()
    assert.equal(await page.locator(`[name="comment-1:${first}"]`).inputValue(), 'Три, а не чотири.')
    assert.equal(await page.locator(`#marks-${first} fieldset`).count(), 2)
    await page.locator(`[name="comment-2:${first}"]`).fill('Друга.')
    await page.locator(`#marks-${first}`).getByRole('button', { name: 'Add another mark' }).click()
    await page.locator(`[name="comment-3:${first}"]`).waitFor()
    assert.equal(await page.locator(`[name="comment-2:${first}"]`).inputValue(), 'Друга.')
    await page.locator(`[name="comment-2:${first}"]`).fill('')
    await page.keyboard.press('Control+KeyS')
    await page.locator('.saving', { hasText: 'saved' }).waitFor()
    assert.deepEqual(await findFaults(page), [])
    await page.goto(room.page)
    await page.locator(`[name="outcome:${first}"][value="approve"]`).check()
    await page.getByRole('button', { name: 'Send the decisions' }).click()
    await page.waitForURL(/approved=1/)
    // It is open already where a choice was saved while the decision was on its way.
    await page.locator('details:has(.wrong)').evaluate((one) => one.setAttribute('open', ''))
    await page.getByRole('button', { name: 'Take the mark back' }).waitFor()
    assert.deepEqual(await findFaults(page), [])
    for (const language of ['en', 'uk']) {
      assert.deepEqual(await findFaults(await openPage(site.world.ada, `/desk/articles/${room.article}/languages/uk/segments/${room.segments[1]}`, language)), [])
      assert.deepEqual(await findFaults(await openPage(site.world.admin, '/desk/quality', language)), [])
    }
  })
})
