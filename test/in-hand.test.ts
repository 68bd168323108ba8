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

  it('asks about one thing once, also when somebody went to its answer before the page had looked at the words itself', async (t) => {
    const room = await newRoom(['T', 'Nobody came.'])
    const { page, field } = await openSeat(browser, site, room.page)
    await field(1).fill('Nobody came.')
    await page.keyboard.press('Control+KeyS')
    await page.locator('.findings summary').waitFor()
    await page.reload()
    const looked = Promise.withResolvers<undefined>()
    t.after(() => looked.resolve(undefined))
    await page.route('**/segments/*', async (route) => { await looked.promise; await route.continue() })
    const asked = page.waitForRequest('**/segments/*')
    await field(1).focus()
    await asked
    await page.locator('.findings summary').focus()
    looked.resolve(undefined)
    await page.locator('.row .aids').waitFor()
    await page.waitForFunction(() => 'checked' in (document.querySelector('.findings') ?? {}))
    assert.equal(await page.locator('[name^="reason:"]').count(), 1)
    assert.equal(await page.evaluate(() => document.activeElement?.matches('.findings summary')), true)
    await page.keyboard.press('Enter')
    await page.locator('[name^="reason:"]').fill('A motto.')
    await page.keyboard.press('Enter')
    await page.getByText('Meant so: “A motto.”').waitFor()
  })

  it('mends all that has one cause at once, and one step takes it back', async () => {
    const [original = '', typed = ''] = ['Here (old) and here (new).', '  Тут ( старе ) і тут ( нове ).']
    const room = await newRoom(['T', original])
    const { page, field } = await openSeat(browser, site, room.page)
    await field(1).focus()
    await page.locator('.row .aids').waitFor()
    await field(1).fill(typed)
    await page.getByRole('button', { name: 'Fix all of this kind (4)' }).click()
    assert.equal(await field(1).inputValue(), '  Тут (старе) і тут (нове).')
    await page.locator('.findings').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+KeyZ')
    assert.equal(await field(1).inputValue(), typed)
  })

  it('mends the right place also when somebody typed before it a moment ago', async () => {
    const room = await newRoom(['T', 'Here (old).'])
    const { page, field } = await openSeat(browser, site, room.page)
    await field(1).focus()
    await page.locator('.row .aids').waitFor()
    await field(1).fill('Тут ( старе).')
    await page.getByRole('button', { name: 'Fix', exact: true }).waitFor()
    await field(1).evaluate((area: HTMLTextAreaElement) => {
      area.value = `Саме  ${area.value}`
      area.dispatchEvent(new InputEvent('input', { bubbles: true }))
      document.querySelector<HTMLElement>('.findings [data-part=fix]')?.focus()
    })
    await page.locator('.findings li[data-finding]').nth(1).waitFor()
    await page.keyboard.press('Enter')
    assert.equal(await field(1).inputValue(), 'Саме  Тут (старе).')
  })

  it('tells the buttons of findings apart by their sentences for those who hear them', async () => {
    const [original = '', typed = ''] = MANY
    const room = await newRoom(['T', original])
    const { page, field } = await openSeat(browser, site, room.page)
    await field(1).focus()
    await page.locator('.row .aids').waitFor()
    await field(1).fill(typed)
    await page.getByRole('button', { name: /^Show \d+ more$/ }).click()
    const told = await page.locator('.findings li').evaluateAll((items) => items.map((item) => {
      const parts = [...item.querySelectorAll('button:not([hidden]), summary:not([hidden] *)')]
      const ids = new Set(parts.map((part) => part.getAttribute('aria-describedby') ?? ''))
      return [...ids].map((id) => document.querySelectorAll(`#${id}`).length === 1 && item.contains(document.getElementById(id)))
    }))
    assert.ok(told.length > 4 && told.every((each) => each.length === 1 && each[0]), JSON.stringify(told))
  })

  it('puts a term in at the cursor, with a space where it would stick, or in the place of what is marked', async () => {
    const room = await newRoom(['T', 'The bridge is old.'])
    const { page, field } = await openSeat(browser, site, room.page)
    await field(1).focus()
    const insert = page.getByRole('button', { name: 'Insert міст' })
    await insert.waitFor()
    await field(1).fill('Цестарий, чи ні.')
    for (const [start, end, expected] of [[2, 2, 'Це міст старий, чи ні.'], [3, 7, 'Це міст старий, чи ні.'], [14, 14, 'Це міст старий міст, чи ні.']] as const) {
      await field(1).evaluate((area: HTMLTextAreaElement, place) => area.setSelectionRange(place.start, place.end), { start, end })
      await insert.click()
      assert.equal(await field(1).inputValue(), expected)
    }
    await page.keyboard.press('Control+KeyZ')
    assert.equal(await field(1).inputValue(), 'Це міст старий, чи ні.')
  })

  it('takes marked words along to the memory, from the original or from the field', async () => {
    const room = await newRoom(['T', 'A bridge is here.'])
    const { page, field } = await openSeat(browser, site, room.page)
    await field(1).focus()
    const link = page.getByRole('link', { name: 'Look words up in the memory (in another window)' })
    await link.waitFor()
    await field(1).fill('Міст  тут.')
    await field(1).evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(0, 9))
    const [other] = await Promise.all([page.waitForEvent('popup'), link.click()])
    await other.waitForURL((url) => url.searchParams.get('q') === 'Міст тут' && url.searchParams.get('languages') === 'en>uk')
  })
})
