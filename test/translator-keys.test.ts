import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { checkAccessibility, openBrowser } from './chromium.ts'
import { startTestSite, type TestSite } from './site.ts'
import { openSeat, type Seat } from './translator-page.ts'
import { translatorOn } from './translator.ts'

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

/** The position of the field that has the focus; -1 when none has. */
const focused = ({ page }: Seat) => page.evaluate(() => [...document.querySelectorAll('.write textarea')].indexOf(document.activeElement as HTMLElement))

describe('a translator without a mouse (P18)', () => {
  it('saves and goes on, round by paragraphs that need work, to sending; the field says which it is (P19)', async () => {
    const room = await newRoom()
    await approve(room, { 0: 'Міст' })
    const seat = await openSeat(browser, site, room.page)
    await seat.field(1).focus()
    await seat.page.keyboard.type('Дощило.')
    await seat.page.keyboard.press('Control+Enter')
    await seat.saved(1).getByText('Saved at').waitFor()
    await seat.page.waitForFunction(() => document.activeElement === document.querySelectorAll('.write textarea')[2])
    const label = await seat.field(2).evaluate((area) => document.getElementById(area.getAttribute('aria-labelledby') ?? '')?.textContent)
    assert.equal(label?.replace(/\s+/g, ' '), 'Paragraph 3 of 3, not started')
    assert.match(await seat.page.locator('#said').innerText(), /Paragraph 2: Saved at/)
    await seat.page.keyboard.type('Нікого.')
    await seat.page.keyboard.press('Meta+Enter')
    await seat.page.waitForFunction(() => document.activeElement?.id === 'send-title')
    assert.equal((await factOf(room, 2, site.world.ada)).draft?.text, 'Нікого.')
    assert.equal(new URL(seat.page.url()).search, '', 'the page was not sent')
  })

  it('sends the paragraph in hand and goes on to the next that needs work', async () => {
    const room = await newRoom()
    const seat = await openSeat(browser, site, room.page)
    await seat.field(0).focus()
    await seat.page.keyboard.type('Міст')
    await seat.page.keyboard.press('Control+Shift+Enter')
    await seat.page.waitForURL(`**done=sent**#p-${room.segments[1]}`)
    assert.equal((await factOf(room, 0)).proposal?.text, 'Міст')
    await seat.page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA')
    assert.equal(await seat.page.evaluate(() => (document.activeElement as HTMLTextAreaElement).name), `text:${room.segments[1]}`)
  })

  it('moves between fields, saves all, copies the original and leaves the field', async () => {
    const room = await newRoom()
    const seat = await openSeat(browser, site, room.page)
    await seat.field(0).focus()
    for (const [key, at] of [['Alt+ArrowDown', 1], ['Alt+PageDown', 2], ['Alt+ArrowUp', 1], ['Alt+PageUp', 0]] as const) {
      await seat.page.keyboard.press(key)
      assert.equal(await focused(seat), at, key)
    }
    await seat.page.keyboard.press('Alt+KeyC')
    assert.equal(await seat.field(0).inputValue(), 'The quiet bridge')
    await seat.page.keyboard.press('Control+KeyZ')
    assert.equal(await seat.field(0).inputValue(), '')
    await seat.page.keyboard.type('Міст')
    await seat.field(1).fill('Дощило.')
    await seat.page.keyboard.press('Control+KeyS')
    for (const i of [0, 1]) await seat.saved(i).getByText('Saved at').waitFor()
    await seat.page.keyboard.press('Escape')
    assert.equal(await focused(seat), -1)
  })

  it('copies the original as it is now, where a comparison shows what it was', async () => {
    const room = await newRoom()
    await approve(room, { 1: 'Дощило.' })
    await changeOriginal(room, 1, 'It rained very hard.')
    const seat = await openSeat(browser, site, `${room.page}/segments/${room.segments[1]}`)
    await seat.field(0).focus()
    await seat.page.keyboard.press('Alt+KeyC')
    assert.equal(await seat.field(0).inputValue(), 'It rained very hard.')
  })

  it('finds every key in a list that opens by its button, and by a single key that can be switched off', async () => {
    const seat = await openSeat(browser, site, (await newRoom()).page, { language: 'uk' })
    const list = seat.page.locator('#keys')
    await seat.button('Клавіші').click()
    assert.match(await list.innerText(), /Ctrl\+Enter\s+зберегти й перейти до наступного абзацу/)
    assert.deepEqual(await checkAccessibility(seat.page), [])
    await list.getByRole('button', { name: 'Закрити' }).click()
    assert.equal(await list.isVisible(), false)
    await seat.page.keyboard.press('Shift+Slash')
    await list.getByRole('checkbox').uncheck()
    await seat.page.keyboard.press('Escape')
    await seat.page.keyboard.press('Shift+Slash')
    assert.equal(await list.isVisible(), false)
  })

  it('has the list of keys without scripts too', async () => {
    const seat = await openSeat(browser, site, (await newRoom()).page, { javaScriptEnabled: false })
    await seat.button('Keys').click()
    assert.match(await seat.page.locator('#keys').innerText(), /Ctrl\+Shift\+Enter/)
  })
})

describe('keys that are the browser’s and the writer’s (P18)', () => {
  type Init = Pick<KeyboardEventInit, 'key' | 'code' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'isComposing'> & { altGraph?: boolean }
  const cases: [what: string, init: Init][] = [
    ['Enter', { key: 'Enter', code: 'Enter' }],
    ['Shift+Enter', { key: 'Enter', code: 'Enter', shiftKey: true }],
    ...['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageDown'].map((code): [string, Init] => [code, { key: code, code }]),
    ['Ctrl+ArrowLeft', { key: 'ArrowLeft', code: 'ArrowLeft', ctrlKey: true }],
    ['Ctrl+Backspace', { key: 'Backspace', code: 'Backspace', ctrlKey: true }],
    ['Ctrl+Z', { key: 'z', code: 'KeyZ', ctrlKey: true }],
    ['Ctrl+Z in the Ukrainian layout', { key: 'я', code: 'KeyZ', ctrlKey: true }],
    ['Ctrl+C', { key: 'c', code: 'KeyC', ctrlKey: true }],
    ['Ctrl+0', { key: '0', code: 'Digit0', ctrlKey: true }],
    ['Ctrl+Shift+C', { key: 'C', code: 'KeyC', ctrlKey: true, shiftKey: true }],
    ['? in a field', { key: '?', code: 'Slash', shiftKey: true }],
    ['AltGr+U for ґ', { key: 'ґ', code: 'KeyU', ctrlKey: true, altKey: true, altGraph: true }],
    ['AltGr+S', { key: 'ы', code: 'KeyS', ctrlKey: true, altKey: true, altGraph: true }],
    ['AltGr+Enter', { key: 'Enter', code: 'Enter', ctrlKey: true, altGraph: true }],
    ['Ctrl+S while a letter is composed', { key: 's', code: 'KeyS', ctrlKey: true, isComposing: true }],
  ]
  let seat: Seat
  before(async () => { seat = await openSeat(browser, site, (await newRoom()).page) })

  const press = ({ altGraph = false, ...init }: Init) => seat.field(1).evaluate((area: HTMLTextAreaElement, written: string) => {
    area.focus()
    return area.dispatchEvent(new KeyboardEvent('keydown', JSON.parse(written) as KeyboardEventInit))
  }, JSON.stringify({ ...init, modifierAltGraph: altGraph, bubbles: true, cancelable: true }))

  for (const [what, init] of cases) {
    it(`are left alone: ${what}`, async () => { assert.equal(await press(init), true) })
  }

  it('differ from the page’s own, which go by the place of the key in any layout', async () => {
    assert.equal(await press({ key: 'і', code: 'KeyS', ctrlKey: true }), false)
    assert.equal(await press({ key: 'ArrowDown', code: 'ArrowDown', altKey: true }), false)
  })
})

describe('the field of a paragraph', () => {
  it('counts characters, takes signs at the caret, and shows no-break spaces', async () => {
    const room = await newRoom()
    const seat = await openSeat(browser, site, room.page, { language: 'uk' })
    const row = seat.page.locator('.row').nth(1)
    await seat.field(1).fill('Він  пішов')
    await row.locator('details.tools summary').click()
    await seat.field(1).evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(4, 4))
    await row.getByRole('button', { name: '«', exact: true }).click()
    await row.getByRole('button', { name: 'нерозривний пробіл' }).click()
    assert.equal(await seat.field(1).inputValue(), 'Він «\u00a0 пішов')
    assert.match(await row.locator('.tools .count').innerText(), /Знаків: 12 \/ 10/)
    assert.match(await row.locator('.spaces').innerText(), /«⍽ пішов/)
  })

  it('names its language, direction and spelling checker, as does the message to the reviewer (P45)', async () => {
    const room = await newRoom()
    const seat = await openSeat(browser, site, room.page)
    const attributes = await seat.page.locator('main textarea').evaluateAll((all) => all.map((area) =>
      ['lang', 'dir', 'spellcheck'].map((name) => area.getAttribute(name)).join(' ')))
    assert.deepEqual(attributes, [...Array.from({ length: 3 }, () => 'uk ltr true'), 'en  true'])
  })

  it('is told of a missing link while it is written, and takes it by a button (P16)', async () => {
    const room = await newRoom(['The bridge', 'See [the report](https://example.org/report).'])
    const seat = await openSeat(browser, site, room.page)
    await seat.field(1).pressSequentially('Див. звіт ')
    const fault = seat.page.locator('.findings li').filter({ hasText: 'is missing' })
    assert.match(await fault.innerText(), /The link to https:\/\/example\.org\/report is missing/)
    assert.match(await seat.page.locator('.chosen').innerText(), /It is meant so/)
    await fault.getByRole('button', { name: 'Insert' }).click()
    assert.equal(await seat.field(1).inputValue(), 'Див. звіт [](https://example.org/report)')
    await fault.waitFor({ state: 'detached' })
    await seat.page.locator('.chosen .anyway').waitFor({ state: 'detached' })
  })
})

describe('a page that is saved (P50)', () => {
  it('stays where it is: with scripts nothing moves, without them the paragraph is in view', async () => {
    const room = await newRoom(Array.from({ length: 30 }, (_, i) => `Paragraph ${i}.`))
    const seat = await openSeat(browser, site, room.page)
    await seat.field(20).scrollIntoViewIfNeeded()
    await seat.field(20).pressSequentially('Абзац.')
    const before = await seat.field(20).boundingBox()
    await seat.saved(20).getByText('Saved at').waitFor()
    assert.deepEqual(await seat.field(20).boundingBox(), before)
    const plain = await openSeat(browser, site, room.page, { javaScriptEnabled: false })
    await plain.field(21).fill('Абзац.')
    await plain.page.locator('.row').nth(21).getByRole('button', { name: 'Save and go on' }).click()
    assert.equal(new URL(plain.page.url()).hash, `#p-${room.segments[22]}`)
    const top = (await plain.page.locator('.row').nth(22).boundingBox())?.y ?? -1
    assert.ok(top >= 0 && top < 400, `${top}`)
  })
})
