import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { addTerm } from '../src/glossary/actions.ts'
import { speller } from '../src/spelling/speller.ts'
import { openBrowser } from './chromium.ts'
import { fieldsOf } from './paragraph-form.ts'
import { startTestSite, type TestSite } from './site.ts'
import { openSeat } from './translator-page.ts'
import { translatorOn, type Room } from './translator.ts'

const KNOWN = 'The river crossing stays closed until the spring of 2024.'
const THEIRS = 'Переправу через річку закрито до весни 2024 року.'
const WANTED = KNOWN.replace('2024', '2026')

describe('the instruments beside the paragraph in hand', () => {
  let site: TestSite
  let browser: Browser
  before(async () => {
    site = await startTestSite()
    browser = await openBrowser()
    await approve(await newRoom(['A bridge', KNOWN]), { 1: THEIRS })
    const word = (language: string, text: string, status: 'preferred' | 'forbidden' = 'preferred') =>
      ({ language, text, status, speech: 'noun' as const, note: '', rule: 'none' as const })
    await addTerm(site.db, site.world.rev, {
      kind: 'term', domain: '', note: '', definitions: {}, variants: [word('en', 'ally'), word('uk', 'союзник'), word('uk', 'спільник', 'forbidden')],
    })
  })
  after(async () => {
    await browser.close()
    await site.close()
  })
  const { as, newRoom, approve, factOf, save, press, send } = translatorOn(() => site)

  const originOf = async (room: Room) => site.db.selectFrom('revision').leftJoin('revision_offer', 'revision_offer.revision_id', 'revision.id')
    .select(['revision.origin', 'revision_offer.score', 'revision_offer.text']).where('revision.id', '=', (await factOf(room, 1)).proposal?.revision ?? '')
    .executeTakeFirstOrThrow()

  it('offer what was approved for the like, with its numbers, by key; what is sent says where it is from', async () => {
    const room = await newRoom(['T', WANTED])
    const seat = await openSeat(browser, site, room.page)
    await seat.field(1).focus()
    const match = seat.page.locator('.matches li').first()
    assert.match(await match.innerText(), /with the numbers of this original/)
    await seat.page.keyboard.press('Control+Shift+Digit1')
    assert.equal(await seat.field(1).inputValue(), THEIRS.replace('2024', '2026'))
    await seat.page.keyboard.press('Control+Shift+Enter')
    await seat.page.waitForURL(/done=sent/)
    const { origin, text, score } = await originOf(room)
    assert.deepEqual([origin, text], ['memory', THEIRS])
    assert.ok(score !== null && score >= 75 && score < 100, String(score))
  })

  it('put a match into the field by a plain button, without scripts', async () => {
    const room = await newRoom(['T', WANTED])
    const ada = await as(site.world.ada)
    const page = `${room.page}/segments/${room.segments[1]}`
    const filled = await ada.postRaw(`${room.page}/drafts`, { ...fieldsOf(await ada.get(page), '/drafts'), do: `match:${room.segments[1]}:1` })
    assert.match(filled.html, new RegExp(`<textarea[^>]*data-unsaved>\\s*${THEIRS.replace('2024', '2026')}`))
  })

  it('underline the terms of the original, list them, and insert one by key', async () => {
    const room = await newRoom(['T', 'Our allies came.'])
    const seat = await openSeat(browser, site, room.page)
    await seat.field(1).focus()
    await seat.page.locator('.terms dt', { hasText: 'allies' }).waitFor()
    assert.equal(await seat.page.locator(`#o-${room.segments[1]} mark`).innerText(), 'allies')
    await seat.page.keyboard.press('Control+Shift+Digit5')
    assert.equal(await seat.field(1).inputValue(), 'союзник')
  })

  it('say while somebody types what the site would say once it is saved', async () => {
    const room = await newRoom(['T', 'Our allies came in 2024.'])
    const seat = await openSeat(browser, site, room.page)
    await seat.field(1).focus()
    await seat.page.locator('.terms').waitFor()
    const said = async () => (await seat.page.locator('.findings li [data-part=words]').allInnerTexts()).toSorted()
    const places = async () => (await seat.page.locator('.findings .place').allTextContents()).filter(Boolean)
    await seat.field(1).fill('Наші спільники прийшли  у 2042.')
    await seat.page.locator('.findings li').nth(1).waitFor()
    const live = await said()
    assert.deepEqual(await places(), ['Наші спільники прийшли  у 2042.'])
    await seat.page.keyboard.press('Control+KeyS')
    await seat.saved(1).getByText(/Saved/).waitFor()
    assert.deepEqual([await said(), await places()], [live, ['Наші спільники прийшли  у 2042.']])
    const plain = (await (await as(site.world.ada)).get(room.page)).html
    assert.equal(plain.split('class="place"').length - 1, 2, 'one in the list, one in what scripts copy')
    assert.ok(plain.includes('прийшли<mark><span class="space"> </span><span class="space"> </span></mark>у 2042.'))
    assert.ok(live.some((words) => words.includes('спільники')), live.join('\n'))
    assert.ok(live.some((words) => words.includes('2024')), live.join('\n'))
  })

  it('keep an error from review and never from being saved; one click mends it', async () => {
    const room = await newRoom(['T', 'The world is here.'])
    const ada = await as(site.world.ada)
    const wrong = 'Cвіт тут.'
    await save(ada, room.page, room.segments[1], wrong)
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, wrong)
    await press(ada, room.page, `send:${room.segments[1]}`)
    assert.equal((await factOf(room, 1)).proposal, null)
    const fix = /value="(fix:[^"]+)"/.exec((await ada.get(room.page)).html)?.[1] ?? assert.fail()
    await press(ada, room.page, fix)
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Світ тут.')
    await send(ada, room.page)
    assert.equal((await factOf(room, 1)).proposal?.text, 'Світ тут.')
  })

  it('take a reason for what is meant so, whichever button is pressed, and ask again when somebody wants that', async () => {
    const room = await newRoom(['T', 'He came in 2024.'])
    const [, segment] = room.segments
    const ada = await as(site.world.ada)
    await save(ada, room.page, segment, 'Він прийшов того року.')
    const finding = new RegExp(`name="reason:${segment}:([0-9a-f]{16})"`).exec((await ada.get(room.page)).html)?.[1] ?? assert.fail()
    const refused = await press(ada, room.page, `meant:${segment}:${finding}`)
    assert.equal(refused.status, 422)
    await press(ada, room.page, 'all', { [`reason:${segment}:${finding}`]: 'Рік названо в попередньому абзаці' })
    assert.match((await ada.get(room.page)).html, /Рік названо в попередньому абзаці/)
    await press(ada, room.page, `reopen:${segment}:${finding}`)
    assert.doesNotMatch((await ada.get(room.page)).html, /Рік названо в попередньому абзаці/)
    const acts = await site.db.selectFrom('ledger').select('act').where('subject', '=', `segment:${segment}`).execute()
    assert.deepEqual(acts.map(({ act }) => act), ['finding.answered', 'finding.reopened'])
  })

  it('name a misspelled word with what may have been meant, which a plain button puts in', async () => {
    const room = await newRoom(['T', 'Вона прийшла вчора.'], true)
    const ada = await as(site.world.ada)
    // Whoever opened the page has let the dictionary be opened; what it once suggested it knows.
    await speller.suggest('прийшлла', 'uk')
    await save(ada, room.page, room.segments[1], 'Вона вчора прийшлла додому.')
    const { html } = await ada.get(`${room.page}/segments/${room.segments[1]}`)
    assert.match(html, /прийшлла.{1,3} немає в словнику|прийшлла.{1,4} is not in the dictionary/)
    const press = new RegExp(`value="(fix:${room.segments[1]}:11-19-${encodeURIComponent('прийшла')})"`).exec(html)?.[1] ?? assert.fail(html)
    await ada.postRaw(`${room.page}/drafts`, { ...fieldsOf(await ada.get(room.page), '/drafts'), do: press })
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Вона вчора прийшла додому.')
  })

  it('say that the same original was translated otherwise, live and once it is saved', async () => {
    const room = await newRoom(['T', KNOWN])
    const ada = await as(site.world.ada)
    await save(ada, room.page, room.segments[1], 'Переїзд через річку не працюватиме аж до весни 2024 року.')
    assert.match((await ada.get(room.page)).html, new RegExp(THEIRS))
    const seat = await openSeat(browser, site, `${room.page}/segments/${room.segments[1]}`)
    await seat.field(0).fill('Перехід через річку не працюватиме аж до весни 2024 року.')
    await seat.page.locator('.findings li:has([data-part])', { hasText: THEIRS }).waitFor()
  })
})
