import assert from 'node:assert/strict'
import { after, before, describe, it, type TestContext } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './chromium.ts'
import { askAs, holdDatabase, times } from './crowd.ts'
import { startTestSite, type TestSite } from './site.ts'
import { openBeside, openSeat } from './translator-page.ts'
import { translatorOn } from './translator.ts'

/** Of a site that is meant to bear one request: so many in flight, and not even texts are taken. */
const FULL_AT = 16

let site: TestSite
let browser: Browser
before(async () => {
  site = await startTestSite({ BUSY_AT: '1' })
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await site.close()
})
const { newRoom, factOf } = translatorOn(() => site)

/**
 * Fills the site until it takes nothing more; empties it at the latest when the test is over.
 * Who is refused asks again, so that no place stays free that a request of the browser had and gave back.
 */
async function fill(t: TestContext): Promise<() => Promise<void>> {
  const send = await askAs(site, site.world.bob)
  const free = await holdDatabase(site)
  const refused = Promise.withResolvers<undefined>()
  let isHeld = true
  const letGo = () => {
    isHeld = false
    return free()
  }
  t.after(letGo)
  const crowd = times(FULL_AT + 4, async () => {
    while (isHeld && (await send('POST', '/desk/account')).status === 503) refused.resolve(undefined)
  })
  await Promise.race([refused.promise, Promise.all(crowd)])
  return async () => {
    await letGo()
    await Promise.all(crowd)
  }
}

describe('a text that a site refuses because it is full (P01)', { timeout: 60_000 }, () => {
  it('is said to be unsaved, and saves itself once there is room', async (t) => {
    const room = await newRoom()
    const { field, saved } = await openSeat(browser, site, room.page)
    const letGo = await fill(t)
    await field(1).pressSequentially('Дощило.')
    await field(1).blur()
    await saved(1).getByText('Not saved. Trying again in a moment.').waitFor()
    await letGo()
    await saved(1).getByText('Saved at').waitFor()
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Дощило.')
  })

  it('is kept by the browser when the whole page was sent', async (t) => {
    const room = await newRoom()
    const seat = await openSeat(browser, site, room.page)
    await seat.page.route('**/draft', (route) => route.abort())
    const letGo = await fill(t)
    await seat.field(1).fill('Дощило.')
    await seat.field(1).press('Control+Shift+Enter')
    await seat.page.getByRole('heading', { name: 'nothing was saved' }).waitFor()
    await letGo()
    const later = await openBeside(seat, room.page)
    assert.match(await later.page.locator('.kept-text').innerText(), /Дощило\./)
  })

  for (const [what, mend] of [
    ['is sent once more by loading the page again', (page) => page.reload()],
    ['still stands in the field when its writer goes back', (page) => page.goBack()],
  ] as const satisfies [string, (page: Page) => Promise<unknown>][]) {
    it(`${what}, without scripts too`, async (t) => {
      const room = await newRoom()
      const { page, field } = await openSeat(browser, site, room.page, { javaScriptEnabled: false })
      const save = () => page.locator('button[value^="next:"]').nth(1).click()
      await field(1).fill('Дощило.')
      const letGo = await fill(t)
      await save()
      await page.getByRole('heading', { name: 'nothing was saved' }).waitFor()
      await letGo()
      await mend(page)
      assert.equal(await field(1).inputValue(), 'Дощило.')
      if (!new URL(page.url()).search.includes('done')) await save()
      assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Дощило.')
    })
  }
})
