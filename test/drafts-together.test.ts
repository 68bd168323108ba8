import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser } from './chromium.ts'
import { startTestSite, type TestSite } from './site.ts'
import { openBeside, openSeat } from './translator-page.ts'
import { translatorOn } from './translator.ts'
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

describe('a preview beside the text', () => {
  it('follows a draft as soon as it is saved, and stays where it is being read (P31)', async () => {
    const room = await newRoom(['The quiet bridge', ...Array.from({ length: 30 }, (_, i) => `Sentence ${i}, long enough. `.repeat(8).trim())])
    const seat = await openSeat(browser, site, room.page)
    const preview = await openBeside(seat, `${room.page}/preview?drafts=mine`)
    const place = preview.page.locator(`#p-${room.segments[20]}`)
    await place.evaluate((passage) => passage.scrollIntoView({ behavior: 'instant' }))
    const top = await place.evaluate((passage) => passage.getBoundingClientRect().top)
    await seat.field(1).fill(`Дощило. ${'Дуже довго. '.repeat(60)}`)
    await seat.field(1).blur()
    await preview.page.locator(`#p-${room.segments[1]}[data-state="draft"]`).waitFor({ state: 'attached' })
    assert.ok(Math.abs(await place.evaluate((passage) => passage.getBoundingClientRect().top) - top) < 2)
    await seat.field(2).fill('Лило.')
    await seat.field(2).blur()
    await preview.page.locator(`#p-${room.segments[2]}[data-state="draft"]`).getByText('Лило.').waitFor({ state: 'attached' })
  })

  it('tells of no other article, and is left alone by what others write', async () => {
    const [room, other] = [await newRoom(), await newRoom()]
    const seat = await openSeat(browser, site, other.page)
    const preview = await openBeside(seat, `${room.page}/preview?drafts=mine`)
    await preview.page.evaluate(() => { document.querySelector('.article')?.setAttribute('data-untouched', '') })
    await typeInto(site.db, site.world.bob, room, room.segments[1] ?? '', 'Канарка.')
    await seat.field(1).fill('Лило.')
    await seat.field(1).blur()
    await seat.saved(1).getByText('Saved at').waitFor()
    const mine = await openBeside(seat, room.page)
    await mine.field(2).fill('Нікого.')
    await mine.field(2).blur()
    await preview.page.locator('.article:not([data-untouched])').getByText('Нікого.').waitFor({ state: 'attached' })
    assert.doesNotMatch(await preview.page.content(), /Канарка|Лило/)
  })
})

describe('several drafts at once', () => {
  it('are changed, looked at and put back by hand and keyboard, without scripts', async () => {
    const room = await newRoom()
    await typeInto(site.db, site.world.ada, room, room.segments[0] ?? '', 'Тихий міст')
    await typeInto(site.db, site.world.ada, room, room.segments[1] ?? '', 'Мокрий міст.')
    const { page, button } = await openSeat(browser, site, room.page, { javaScriptEnabled: false })
    await page.getByRole('link', { name: 'Find and replace' }).click()
    await page.getByLabel('Find', { exact: true }).fill('міст')
    await page.getByLabel('Replace with').fill('брід')
    await page.getByLabel('Replace with').press('Enter')
    await page.locator('.several input[type=checkbox]').nth(1).uncheck()
    await button('Replace what is ticked').click()
    await page.getByRole('heading', { name: 'Replaced in 1 draft' }).waitFor()
    assert.equal((await factOf(room, 0, site.world.ada)).draft?.text, 'Тихий брід')
    await button('Put the earlier words back').click()
    await page.getByRole('status').getByText('1 draft').waitFor()
    assert.deepEqual([(await factOf(room, 0, site.world.ada)).draft?.text, (await factOf(room, 1, site.world.ada)).draft?.text], ['Тихий міст', 'Мокрий міст.'])
  })
})

describe('the bar of signs', () => {
  it('has what keyboards lack, what the field’s language needs first, by mouse and keyboard', async () => {
    const room = await newRoom()
    const { page, field } = await openSeat(browser, site, room.page)
    const tools = page.locator('.write details.tools').nth(1)
    await tools.locator('summary').click()
    const signs = await tools.locator('[data-sign]').evaluateAll((buttons) => buttons.map((one) => one.getAttribute('data-sign')))
    assert.deepEqual(signs, ['«', '»', 'ʼ', 'ґ', '—', '–', '“', '”', '…', '№', '°', '−', '×', '\u2011', '\u00a0'])
    await field(1).fill('аб')
    await field(1).press('ArrowLeft')
    await tools.locator('[data-sign="−"]').focus()
    await page.keyboard.press('Enter')
    assert.equal(await field(1).inputValue(), 'а−б')
    await tools.locator('[data-sign="\u00a0"]').click()
    await tools.getByText('а−⍽б').waitFor()
    const { page: english } = await openSeat(browser, site, room.original, { person: site.world.ed })
    await english.locator('.row details.fold > summary').nth(1).click()
    const other = english.locator('.write details.tools').nth(1)
    await other.locator('summary').click()
    assert.deepEqual((await other.locator('[data-sign]').evaluateAll((all) => all.map((one) => one.getAttribute('data-sign')))).slice(0, 4), ['“', '”', '’', '—'])
  })
})
