import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser } from './chromium.ts'
import { startTestSite, type TestSite } from './site.ts'
import { openSeat, type Seat } from './translator-page.ts'
import { textOf, translatorOn } from './translator.ts'
import { type as typeInto } from './world.ts'

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

const leave = async ({ page }: Seat) => {
  await page.locator('a.brand').click()
  await page.waitForURL('**/desk')
}

describe('a translator who leaves a page (P01)', () => {
  it('is asked about words typed and not saved', async () => {
    const seat = await openSeat(browser, site, (await newRoom()).page)
    await seat.page.route('**/draft', (route) => route.abort())
    await seat.field(0).pressSequentially('Міст')
    await leave(seat)
    assert.deepEqual(seat.questions, ['beforeunload'])
  })

  it('is not asked when nothing was typed, nor once the words were saved', async () => {
    const seat = await openSeat(browser, site, (await newRoom()).page)
    await leave(seat)
    await seat.page.goBack()
    await seat.field(1).pressSequentially('Дощило.')
    await seat.saved(1).getByText('Saved at').waitFor()
    await leave(seat)
    assert.deepEqual(seat.questions, [])
  })

  it('goes on by a link once everything is saved, what was typed while older words were on their way too', async () => {
    const room = await newRoom()
    const seat = await openSeat(browser, site, room.page)
    const { promise: away, resolve: goOn } = Promise.withResolvers<undefined>()
    const asked = seat.page.waitForRequest('**/draft')
    await seat.page.route('**/draft', (route) => away.then(() => route.continue()), { times: 1 })
    await seat.field(1).pressSequentially('Дощ')
    await seat.field(1).blur()
    await asked
    await seat.field(1).pressSequentially('ило.')
    await seat.page.locator('a.brand').click()
    goOn(undefined)
    await seat.page.waitForURL('**/desk')
    assert.deepEqual(seat.questions, [])
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Дощило.')
  })

  it('is not asked by a button that saves: several paragraphs go with it', async () => {
    const room = await newRoom()
    const seat = await openSeat(browser, site, room.page)
    await seat.page.route('**/draft', (route) => route.abort())
    await seat.field(0).pressSequentially('Міст')
    await seat.field(1).pressSequentially('Дощило.')
    await seat.page.locator(`button[value="send:${room.segments[1]}"]`).evaluate((button: HTMLElement) => button.click())
    await seat.page.waitForURL('**done=sent**')
    assert.deepEqual(seat.questions, [])
    assert.equal(await seat.field(0).inputValue(), 'Міст')
  })

  it('is asked about the words that a refused form shows again', async () => {
    const room = await newRoom()
    const seat = await openSeat(browser, site, room.page, { javaScriptEnabled: true })
    await typeInto(site.db, site.world.ada, room, room.segments[1] ?? '', 'Інше вікно.')
    await seat.page.locator(`[name="${textOf(room.segments[1])}"]`).fill('Це вікно.')
    await seat.page.locator('button[value="all"]').click()
    await seat.page.locator('form.mends').waitFor()
    await leave(seat)
    assert.deepEqual(seat.questions, ['beforeunload'])
  })
})
