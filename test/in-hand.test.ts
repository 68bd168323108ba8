import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { addTerm } from '../src/glossary/actions.ts'
import { openBrowser } from './chromium.ts'
import { bridgeTerm } from './glossary.ts'
import { startTestSite, type TestSite } from './site.ts'
import { openSeat } from './translator-page.ts'
import { translatorOn } from './translator.ts'

const MANY = ['Each “one” and “two” and “three” (four) is here.', 'Кожне “один” і “два” і “три” ( чотири) - ось  тут тут']

describe('the page of somebody who translates paragraph by paragraph', () => {
  let site: TestSite
  let browser: Browser
  before(async () => {
    site = await startTestSite()
    browser = await openBrowser()
    await addTerm(site.db, site.world.rev, bridgeTerm())
  })
  after(async () => {
    await browser.close()
    await site.close()
  })
  const { newRoom } = translatorOn(() => site)

  it('shows memory and terms beside the paragraph in hand alone', async () => {
    const room = await newRoom(['The bridge', 'A bridge is here.', 'Nobody came.'])
    const { page, field } = await openSeat(browser, site, room.page)
    const shown = () => page.locator('.row:has(.terms:visible)').evaluateAll((rows) => rows.map(({ id }) => id))
    for (const i of [0, 1, 0]) {
      await field(i).focus()
      await page.locator(`#p-${room.segments[i]} .terms`).waitFor()
      assert.deepEqual(await shown(), [`p-${room.segments[i]}`])
    }
  })

  it('takes the words marked in the original along to a new term', async () => {
    const room = await newRoom(['T', 'A ferry crosses.'])
    const { page, field } = await openSeat(browser, site, room.page)
    await field(1).focus()
    const link = page.getByRole('link', { name: 'Add a term (in another window)' })
    await link.waitFor()
    await page.evaluate((id) => {
      const words = document.getElementById(id)?.firstChild
      if (words) window.getSelection()?.setBaseAndExtent(words, 2, words, 7)
    }, `o-${room.segments[1]}`)
    const [other] = await Promise.all([page.waitForEvent('popup'), link.click()])
    await other.locator('#text_en_0, [name="text_en_0"]').waitFor()
    assert.equal(await other.locator('[name="text_en_0"]').inputValue(), 'ferry')
  })

  it('says how far the article is, and which draft cannot go, as soon as paragraphs are saved', async () => {
    const room = await newRoom(['The world', 'It rained.', 'Nobody came.'])
    const { page, field } = await openSeat(browser, site, room.page)
    await field(0).fill('Cвіт')
    await page.keyboard.press('Control+KeyS')
    await page.locator('#send-held', { hasText: 'Paragraph 1: the checks found an error' }).waitFor()
    assert.match(await page.locator('#said').innerText(), /^Paragraph 1: Saved at .+ · found by checks: 1$/)
    await field(1).fill('Дощило.')
    await page.keyboard.press('Control+KeyS')
    await page.locator('.way .rest', { hasText: '2 drafts · 1 not started' }).waitFor()
    assert.equal(await page.locator('.way a[href="#send"]').innerText(), 'Send 1 draft to review')
    await field(0).fill('Світ')
    await page.keyboard.press('Control+KeyS')
    await page.locator('.way a[href="#send"]', { hasText: '2 drafts' }).waitFor()
    assert.equal(await page.locator('#send-held').innerText(), '')
  })

  it('keeps the focus of somebody among many findings, of which the rest waits behind a button', async () => {
    const [original = '', typed = ''] = MANY
    const room = await newRoom(['T', original])
    const { page, field, saved } = await openSeat(browser, site, room.page)
    await field(1).focus()
    await page.locator('.row .aids').waitFor()
    await field(1).fill(typed)
    const further = page.getByRole('button', { name: /^Show \d+ more$/ })
    await further.waitFor()
    assert.equal(await page.locator('.findings li[data-finding]:visible').count(), 4)
    await page.locator('.findings summary').first().focus()
    await saved(1).getByText(/Saved at/).waitFor()
    assert.equal(await page.evaluate(() => document.activeElement?.matches('.findings summary')), true)
    await further.press('Enter')
    assert.equal(await page.evaluate(() => document.activeElement?.closest('.findings li')?.matches(':nth-child(5)')), true)
    assert.equal(await page.locator('.findings li[hidden]').count(), 0)
  })
})
