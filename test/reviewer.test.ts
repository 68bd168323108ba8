import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Actor } from '../src/people/model.ts'
import uk from '../locales/uk/articles.json' with { type: 'json' }
import { Browser as Forms } from './browser.ts'
import { openBrowser } from './chromium.ts'
import { newReviewRoom, proposalsAt, type ReviewRoom } from './review-room.ts'
import { startTestSite, type TestSite } from './site.ts'

const KINDS: Readonly<Record<string, string>> = uk.kind

describe('a reviewer in a browser', () => {
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

  async function enter(person: Actor): Promise<BrowserContext> {
    const context = await browser.newContext({ baseURL: site.url, locale: 'en' })
    await signIn(context, person)
    return context
  }

  async function signIn(context: BrowserContext, person: Actor): Promise<void> {
    const value = (await new Forms(site).signInAs(site, person)).cookie('__Host-sid') ?? ''
    await context.addCookies([{ name: '__Host-sid', value, url: site.url.replace('http:', 'https:'), secure: true, httpOnly: true }])
  }

  async function open(): Promise<{ page: Page; context: BrowserContext; room: ReviewRoom; first: string; second: string }> {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.', 2: 'Ніхто не прийшов!' })
    const [first = '', second = ''] = await proposalsAt(site, room, [1, 2])
    const context = await enter(site.world.rev)
    const page = await context.newPage()
    await page.goto(room.page)
    return { page, context, room, first, second }
  }

  const saying = (page: Page, words: string) => page.locator('.saving', { hasText: words }).waitFor()
  const radio = (page: Page, proposal: string, outcome: string) => page.locator(`[name="outcome:${proposal}"][value="${outcome}"]`)

  it('reads the name of every kind of paragraph without a word broken in two', async () => {
    const { page: path } = await newReviewRoom(site, { 0: 'Спокійний міст' })
    const page = await (await enter(site.world.rev)).newPage()
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.goto(path)
    const broken = await page.locator('.row.change .kind').first().evaluate((place, names) => names.filter((name) => {
      place.replaceChildren(...name.split(' ').flatMap((word) => [Object.assign(document.createElement('span'), { textContent: word }), ' ']))
      return [...place.children].some((word) => word.getClientRects().length > 1)
    }), Object.values(KINDS))
    assert.deepEqual(broken, [])
  })

  it('finds choices and words saved by themselves, marked as not sent (P33)', async () => {
    const { page, room, first, second } = await open()
    await radio(page, first, 'approve').check()
    await radio(page, second, 'return').check()
    await page.locator(`[name="reason:${second}"]`).fill('Спокійніше.')
    await page.locator('#tally', { hasText: 'Decisions chosen: 2' }).waitFor({ state: 'attached' })
    await saying(page, 'Saved for later')
    await page.goto(room.page)
    assert.ok(await radio(page, first, 'approve').isChecked())
    assert.equal(await page.locator(`[name="reason:${second}"]`).inputValue(), 'Спокійніше.')
    assert.equal(await page.locator('.row .saved').count(), 2)
    await page.locator('.dispatch .primary').click()
    await page.waitForURL('**done=reviewed&approved=1&returned=1')
    assert.equal((await site.db.selectFrom('review_draft').selectAll().where('proposal_id', 'in', [first, second]).execute()).length, 0)
  })

  it('loses nothing typed right before leaving (P01)', async () => {
    const { page, room, second } = await open()
    await radio(page, second, 'return').check()
    await page.locator(`[name="reason:${second}"]`).pressSequentially('Спокійніше.')
    await page.goto('/desk/reviews')
    await page.goto(room.page)
    assert.equal(await page.locator(`[name="reason:${second}"]`).inputValue(), 'Спокійніше.')
  })

  it('finds what was chosen before the scripts came saved too (P01)', async () => {
    const { page, room, first } = await open()
    const { promise: chosen, resolve: goOn } = Promise.withResolvers<undefined>()
    await page.route(/review-keys/, (route) => chosen.then(() => route.continue()))
    await page.goto(room.page, { waitUntil: 'commit' })
    await radio(page, first, 'approve').check()
    goOn(undefined)
    await saying(page, 'Saved for later')
    assert.equal((await site.db.selectFrom('review_draft').select('outcome').where('proposal_id', '=', first).executeTakeFirst())?.outcome, 'approve')
  })

  it('is told when nothing can be saved, and it is saved as soon as it can be', async () => {
    const { page, context, first } = await open()
    await context.setOffline(true)
    await radio(page, first, 'approve').check()
    await saying(page, 'Not saved. Trying again')
    await context.setOffline(false)
    await saying(page, 'Saved for later')
  })

  it('is told when the session has ended, and goes on where they are after signing in elsewhere (P01)', async () => {
    const { page, context, first } = await open()
    await site.db.deleteFrom('session').where('person_id', '=', site.world.rev.id).execute()
    await radio(page, first, 'approve').check()
    await saying(page, 'you are signed out')
    assert.ok(await radio(page, first, 'approve').isChecked())
    await signIn(context, site.world.rev)
    await saying(page, 'Saved for later')
    assert.equal((await site.db.selectFrom('review_draft').select('outcome').where('proposal_id', '=', first).executeTakeFirst())?.outcome, 'approve')
  })

  it('walks and chooses with single keys, in any layout, and writes them in fields', async () => {
    const { page, first, second } = await open()
    await page.keyboard.press('j')
    await page.keyboard.press('a')
    assert.ok(await radio(page, first, 'approve').isChecked())
    await page.keyboard.press('j')
    await page.evaluate(() => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'к', code: 'KeyR', bubbles: true })))
    assert.ok(await radio(page, second, 'return').isChecked())
    const field = page.locator(`[name="reason:${second}"]`)
    assert.ok(await field.evaluate((element) => element === document.activeElement))
    await page.keyboard.type('jake are')
    assert.equal(await field.inputValue(), 'jake are')
    assert.ok(await radio(page, second, 'return').isChecked())
  })

  it('lets single keys be switched off for good', async () => {
    const { page, first } = await open()
    await page.keyboard.press('?')
    await page.locator('[data-keys] input').uncheck()
    await page.reload()
    await page.keyboard.press('j')
    await page.keyboard.press('a')
    assert.equal(await radio(page, first, 'approve').isChecked(), false)
  })

  it('goes on in the field of the choice that was pressed', async () => {
    const { page, first } = await open()
    await page.locator('.choices label', { hasText: 'Return' }).first().click()
    assert.ok(await page.locator(`[name="reason:${first}"]`).evaluate((element) => element === document.activeElement))
  })

  it('decides nothing by Enter', async () => {
    const { page, first } = await open()
    await radio(page, first, 'approve').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await page.waitForURL('**done=saved')
    assert.ok(await radio(page, first, 'approve').isChecked())
  })
})
