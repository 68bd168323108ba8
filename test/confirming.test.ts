import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { checkAccessibility, openBrowser } from './chromium.ts'
import { startTestSite, type TestSite } from './site.ts'
import { openSeat } from './translator-page.ts'
import { translatorOn, type Room } from './translator.ts'
import { reviewAll, submit, type } from './world.ts'

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

async function newEdited(): Promise<Room> {
  const room = await newRoom()
  await submit(site.db, site.world.ada, room, { [room.segments[0] ?? '']: 'Спокійний міст' })
  await reviewAll(site.db, site.world.rev, room, () => ({ outcome: 'edit', text: 'Тихий міст' }))
  return room
}

describe('a translator who accepts a reviewer’s edit while words stand unsaved in another paragraph (P01)', () => {
  for (const javaScriptEnabled of [false, true]) {
    it(`has both done with one click, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
      const room = await newEdited()
      const seat = await openSeat(browser, site, room.page, { javaScriptEnabled })
      await seat.page.route('**/draft', (route) => route.abort())
      await seat.page.locator(`#t-${room.segments[2]}`).fill('Ніхто не прийшов.')
      await seat.button('Confirm the edit').click()
      await seat.page.getByText('Edit confirmed: the paragraph is approved.').waitFor()
      assert.deepEqual(seat.questions, [])
      assert.equal(await seat.page.locator(`#t-${room.segments[2]}`).inputValue(), 'Ніхто не прийшов.')
      assert.equal((await factOf(room, 0)).approved?.text, 'Тихий міст')
      assert.equal((await factOf(room, 2, site.world.ada)).draft?.text, 'Ніхто не прийшов.')
      if (javaScriptEnabled) assert.deepEqual(await checkAccessibility(seat.page), [])
    })
  }

  it('confirms nothing by Enter: in a form that presses the first button', async () => {
    const room = await newEdited()
    const [title = ''] = room.segments
    await type(site.db, site.world.ada, room, title, 'The quiet bridge')
    const seat = await openSeat(browser, site, `${room.page}/segments/${title}`, { javaScriptEnabled: false })
    await seat.page.getByRole('checkbox', { name: 'It is meant so' }).press('Enter')
    await seat.page.waitForURL('**done=**')
    assert.equal((await factOf(room, 0)).approved, null)
  })
})
