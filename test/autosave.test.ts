import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { listWriters } from '../src/segments/lineage.ts'
import { withdrawSubmission } from '../src/translations/withdrawing.ts'
import { openBrowser } from './chromium.ts'
import { startTestSite, type TestSite } from './site.ts'
import { openBeside, openSeat } from './translator-page.ts'
import { translatorOn } from './translator.ts'
import { submit, type as typeInto } from './world.ts'

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
const { newRoom, factOf } = translatorOn(() => site)

describe('drafts that save themselves', () => {
  for (const [language, words] of [['en', /^Saved at \d\d:\d\d/], ['uk', /^Збережено о \d\d:\d\d$/]] as const) {
    it(`are stored when typing stops, said in words and to those who hear the page, in ${language} (P19)`, async () => {
      const room = await newRoom()
      const { page, field, saved } = await openSeat(browser, site, room.page, { language })
      await field(1).pressSequentially('Дощило.')
      await saved(1).getByText(words).waitFor()
      assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Дощило.')
      assert.match(await page.locator('#said[role="status"]').innerText(), /2: /)
      assert.equal(await page.locator('.row').nth(1).locator('.chip').getAttribute('data-state'), 'draft')
      assert.match(await page.locator('.row').nth(1).locator('h2.n').textContent() ?? '', /2\s+(of 3, draft|із 3, чернетка)$/)
      assert.equal(await page.locator(`#send-drafts input[name="draft:${room.segments[1]}"]`).inputValue(), '1')
      await field(1).pressSequentially(' Лило.')
      await page.waitForFunction(() => Object.keys(localStorage).length === 0)
      assert.equal((await factOf(room, 1, site.world.ada)).draft?.version, 2)
    })
  }

  it('are told by the site’s clock, in twenty-four hours, wherever the browser is', async () => {
    const room = await newRoom()
    const { page, field, saved } = await openSeat(browser, site, room.page, { timezoneId: 'Pacific/Auckland' })
    await page.clock.setSystemTime('2026-12-14T18:05:00Z')
    await field(1).pressSequentially('Дощило.')
    await field(1).blur()
    await saved(1).getByText(/^Saved at 20:05$/).waitFor()
  })

  it('are stored at once when the field is left, and when the page goes to the background', async () => {
    const room = await newRoom()
    const { page, field, saved } = await openSeat(browser, site, room.page)
    await field(1).pressSequentially('Дощило.')
    await field(1).blur()
    await saved(1).getByText('Saved at').waitFor()
    await field(2).pressSequentially('Нікого.')
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await saved(2).getByText('Saved at').waitFor()
    assert.equal((await factOf(room, 2, site.world.ada)).draft?.text, 'Нікого.')
  })

  it('are stored also when they were typed before the scripts came (P01)', async () => {
    const room = await newRoom()
    const { page, field, saved } = await openSeat(browser, site, '/desk')
    const { promise: typed, resolve: goOn } = Promise.withResolvers<undefined>()
    await page.route(/autosave/, (route) => typed.then(() => route.continue()))
    await page.goto(room.page, { waitUntil: 'commit' })
    await field(1).fill('Дощило.')
    goOn(undefined)
    await saved(1).getByText('Saved at').waitFor()
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Дощило.')
  })

  it('say that they are not saved while the site is away, and are saved when it is back', async () => {
    const room = await newRoom()
    const { page, field, saved } = await openSeat(browser, site, room.page)
    await page.context().setOffline(true)
    await field(1).pressSequentially('Дощило.')
    await saved(1).getByText('Not saved. Trying again in a moment.').waitFor()
    assert.equal((await factOf(room, 1, site.world.ada)).draft, null)
    await page.context().setOffline(false)
    await saved(1).getByText('Saved at').waitFor()
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Дощило.')
  })

  it('never go over something newer: they stop, keep what was typed, and lead to the page with both (P14)', async () => {
    const room = await newRoom()
    const seat = await openSeat(browser, site, room.page)
    await submit(site.db, site.world.bob, room, { [room.segments[1] ?? '']: 'Слова Боба.' })
    await seat.field(1).pressSequentially('Слова Ади.')
    await seat.saved(1).getByText('this text changed meanwhile').waitFor()
    assert.equal((await factOf(room, 1, site.world.ada)).draft, null)
    assert.equal(await seat.field(1).inputValue(), 'Слова Ади.')
    await seat.page.locator(`button[value="next:${room.segments[1]}"]`).click()
    await seat.page.locator('form.mends').waitFor()
    assert.equal(await seat.field(0).inputValue(), 'Слова Ади.')
    assert.match(await seat.page.locator('main').innerText(), /Слова Боба\./)
  })

  it('of two windows notice each other', async () => {
    const room = await newRoom()
    const first = await openSeat(browser, site, room.page)
    const second = await openBeside(first, room.page)
    await first.field(1).pressSequentially('Перше.')
    await first.saved(1).getByText('Saved at').waitFor()
    await second.field(1).pressSequentially('Друге.')
    await second.saved(1).getByText('this text changed meanwhile').waitFor()
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Перше.')
  })

  it('wait for a person who was signed out, and are saved once they signed in again elsewhere (P01)', async () => {
    const room = await newRoom()
    const seat = await openSeat(browser, site, room.page)
    await site.db.deleteFrom('session').where('person_id', '=', site.world.ada.id).execute()
    await seat.field(1).pressSequentially('Дощило.')
    await seat.saved(1).getByText('you are signed out').waitFor()
    const again = await openSeat(browser, site, '/desk')
    await seat.page.context().addCookies((await again.page.context().cookies()).filter(({ name }) => name === '__Host-sid'))
    await seat.saved(1).getByText('Saved at').waitFor()
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Дощило.')
  })
})

describe('words that this browser kept (P01)', () => {
  it('are offered when the page is opened again, and put into the field only by a button', async () => {
    const room = await newRoom()
    const seat = await openSeat(browser, site, room.page)
    await typeInto(site.db, site.world.ada, room, room.segments[1] ?? '', 'На сайті.')
    await seat.page.reload()
    await seat.page.context().route('**/draft', (route) => route.abort())
    await seat.field(1).fill('Ще не на сайті.')
    await seat.page.waitForFunction(() => Object.keys(localStorage).length === 1)
    const later = await openBeside(seat, room.page)
    const offer = later.page.locator('.kept-text')
    assert.match(await offer.innerText(), /Unsaved text from .*Ще не на сайті\./s)
    assert.equal(await later.field(1).inputValue(), 'На сайті.')
    await later.page.context().unrouteAll()
    await offer.getByRole('button', { name: 'Put it into the field' }).click()
    assert.equal(await later.field(1).inputValue(), 'Ще не на сайті.')
    await later.saved(1).getByText('Saved at').waitFor()
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Ще не на сайті.')
    assert.equal(await later.page.evaluate(() => Object.keys(localStorage).length), 0)
  })

  it('stay also their writer’s over whose words they were typed, when those were taken back meanwhile (S01)', async () => {
    const room = await newRoom()
    const { db, world: { bob, ada } } = site
    const { submission } = await submit(db, bob, room, { [room.segments[1] ?? '']: 'Дощило три дні поспіль' })
    const seat = await openSeat(browser, site, room.page)
    await seat.page.context().route('**/draft', (route) => route.abort())
    await seat.page.locator('.row').nth(1).locator('details.fold > summary').click()
    await seat.field(1).fill('Дощило три дні поспіль.')
    await seat.page.waitForFunction(() => Object.keys(localStorage).length === 1)
    await withdrawSubmission(db, bob, submission ?? '')
    const later = await openBeside(seat, room.page)
    await later.page.context().unrouteAll()
    await later.page.locator('.kept-text').getByRole('button', { name: 'Put it into the field' }).click()
    await later.saved(1).getByText('Saved at').waitFor()
    await submit(db, ada, room, { [room.segments[1] ?? '']: 'Дощило три дні поспіль.' })
    const revision = (await factOf(room, 1, ada)).proposal?.revision ?? ''
    assert.deepEqual((await listWriters(db, [revision])).get(revision), new Set([ada.id, bob.id]))
  })

  it('are gone when they are deleted by the button, and when somebody signs out', async () => {
    const room = await newRoom()
    const seat = await openSeat(browser, site, room.page)
    await seat.page.route('**/draft', (route) => route.abort())
    await seat.field(1).fill('Перше.')
    await seat.page.reload()
    await seat.page.locator('.kept-text').getByRole('button', { name: 'Delete it' }).click()
    assert.equal(await seat.page.evaluate(() => Object.keys(localStorage).length), 0)
    await seat.field(1).fill('Друге.')
    await seat.page.waitForFunction(() => Object.keys(localStorage).length === 1)
    await seat.page.locator('form.leave button').click()
    await seat.page.waitForURL((url) => !url.pathname.includes('/articles/'))
    assert.equal(await seat.page.evaluate(() => Object.keys(localStorage).length), 0)
  })
})
