import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { checkAccessibility, openBrowser, overflows } from './chromium.ts'
import { approveOriginal, blocksOf, paragraph, sendBlocks } from './originals.ts'
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
const { newRoom, factOf, approve, changeOriginal } = translatorOn(() => site)

const FIRST = 'Дощило три дні поспіль, і річка піднялася.'
const MINE = 'Лило три дні поспіль, і річка піднялася.'
const THEIRS = 'Дощило три дні поспіль, і річка розлилася.'
const BOTH = 'Лило три дні поспіль, і річка розлилася.'

/** Nothing that breaks a rule of accessibility, where a script can look, and nothing wider than a phone. */
async function assertFit(page: Page, scripts = true): Promise<void> {
  if (!scripts) return
  assert.deepEqual(await checkAccessibility(page), [])
  const size = page.viewportSize()
  await page.setViewportSize({ width: 390, height: 844 })
  assert.equal(await overflows(page), false, page.url())
  if (size) await page.setViewportSize(size)
}

async function moveOn(room: Room, text: string): Promise<void> {
  await submit(site.db, site.world.bob, room, { [room.segments[1] ?? '']: text })
  await reviewAll(site.db, site.world.rev, room)
}

describe('an original that changes, in a browser', () => {
  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? 'with scripts' : 'without scripts'

    it(`is brought up to date by its translator and approved with both sides in view, ${how} (P02)`, async () => {
      const room = await newRoom()
      await approve(room, { 1: 'Дощило.' })
      for (const text of ['It rained hard.', 'It rained very hard.']) await changeOriginal(room, 1, text)
      const seat = await openSeat(browser, site, `${room.page}?show=behind`, { javaScriptEnabled })
      await seat.page.getByText('What changed in the original since this translation').waitFor()
      assert.match(await seat.page.locator('.row ins').first().textContent() ?? '', / very hard/)
      await assertFit(seat.page, javaScriptEnabled)
      await seat.field(0).fill('Дуже дощило.')
      await seat.page.locator(`button[value="send:${room.segments[1]}"]`).evaluate((button) => button.closest('details')?.setAttribute('open', ''))
      await seat.button('Send this paragraph').first().click()
      await seat.page.waitForURL(/done=sent/)
      const { proposal } = await factOf(room, 1)
      const reviewer = await openSeat(browser, site, `/desk/submissions/${proposal?.submission}`, { person: site.world.rev, javaScriptEnabled })
      await reviewer.page.getByText('Both changed: the original and the translation').waitFor()
      const added = await reviewer.page.locator('.row.change ins').allTextContents()
      assert.match(added.join(), / very hard.*Дуже дощило/s)
      await assertFit(reviewer.page, javaScriptEnabled)
      await reviewer.page.getByLabel('Approve', { exact: true }).check()
      await reviewer.button('Send the decisions').click()
      await reviewer.page.waitForURL(/done=reviewed/)
      assert.equal((await factOf(room, 1)).approved?.text, 'Дуже дощило.')
    })

    it(`lets two people’s edits go together on the page of the conflict, ${how} (P14)`, async () => {
      const room = await newRoom()
      await approve(room, { 1: FIRST })
      const { page } = await openSeat(browser, site, `${room.page}/segments/${room.segments[1]}`, { javaScriptEnabled })
      await moveOn(room, THEIRS)
      await page.locator('.write textarea').fill(MINE)
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByRole('heading', { name: 'Both changes together' }).waitFor()
      await assertFit(page, javaScriptEnabled)
      await page.getByRole('button', { name: 'Take both changes together' }).click()
      await page.getByText('Both changes are together now').waitFor()
      assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, BOTH)
    })

    it(`puts the old translation into the second part of a split, ${how} (P13)`, async () => {
      const room = await newRoom(['The quiet bridge', 'The river had taken two of its seven arches. The mayor said that it could be mended by autumn.'])
      await approve(room, { 1: 'Ріка забрала дві арки. Мер каже, що все полагодять.' })
      const [title, river] = await blocksOf(site.db, site.world.ed, room.article)
      assert.ok(title && river)
      await sendBlocks(site.db, site.world.ed, room.article, [title, ...river.text.split(/(?<=\.) /).map(paragraph)])
      await approveOriginal(site.db, site.world.rev, room.article)
      const seat = await openSeat(browser, site, room.page, { javaScriptEnabled })
      await seat.page.getByRole('link', { name: 'This paragraph was part of paragraph 2' }).waitFor()
      await assertFit(seat.page, javaScriptEnabled)
      await seat.button('Put it into the field').click()
      await seat.page.getByText('The earlier translation is put into the field').waitFor()
      assert.equal(await seat.field(2).inputValue(), 'Ріка забрала дві арки. Мер каже, що все полагодять.')
      assert.equal((await factOf(room, 2, site.world.ada)).draft, null)
    })
  }

  it('offers both edits together beside the field as soon as the site knows, and saves them when they are taken (P14)', async () => {
    const room = await newRoom()
    await approve(room, { 1: FIRST })
    const seat = await openSeat(browser, site, `${room.page}/segments/${room.segments[1]}`)
    await moveOn(room, THEIRS)
    await seat.field(0).fill(MINE)
    await seat.field(0).blur()
    const panel = seat.page.locator('.both-text')
    await panel.getByText(BOTH).waitFor()
    await assertFit(seat.page)
    await panel.getByRole('button').click()
    await seat.saved(0).getByText('Saved at').waitFor()
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, BOTH)
    assert.equal(await panel.count(), 0)
  })

  it('knows in two windows of one person what was typed over, and offers both (P14)', async () => {
    const room = await newRoom()
    await type(site.db, site.world.ada, room, room.segments[1] ?? '', FIRST)
    const seat = await openSeat(browser, site, `${room.page}/segments/${room.segments[1]}`)
    await type(site.db, site.world.ada, room, room.segments[1] ?? '', THEIRS)
    await seat.field(0).fill(MINE)
    await seat.field(0).blur()
    await seat.page.locator('.both-text').getByText(BOTH).waitFor()
    await seat.page.getByRole('button', { name: 'Save', exact: true }).click()
    await seat.page.getByRole('button', { name: 'Take both changes together' }).click()
    await seat.page.getByText('Both changes are together now').waitFor()
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, BOTH)
  })

  it('says who else is at work when the page saves, without asking for it by itself (P14)', async () => {
    const room = await newRoom()
    const seat = await openSeat(browser, site, room.page, { language: 'uk' })
    assert.equal(await seat.page.locator('.present').count(), 0)
    await type(site.db, site.world.bob, room, room.segments[1] ?? '', 'Таємні слова.')
    await seat.field(2).fill('Нікого.')
    await seat.field(2).blur()
    await seat.page.locator(`#p-${room.segments[1]} .present`).getByText('Bob редагує цей абзац').waitFor()
    await assertFit(seat.page)
  })
})
