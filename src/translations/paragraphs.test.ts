import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { checkHtml } from '../../test/markup.ts'
import { fieldsOf, wordsOf } from '../../test/paragraph-form.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { draftOf, textOf, translatorOn } from '../../test/translator.ts'
import { factsIn, reviewAll, submit, type } from '../../test/world.ts'
import { stateOf } from '../segments/states.ts'

let site: TestSite
before(async () => { site = await startTestSite() })
after(() => site.close())
const { as, newRoom, factOf, press, save, send, changeOriginal, approve } = translatorOn(() => site)

describe('what a paragraph says about itself', () => {
  it('shows why it was returned, by whom, and what was returned as a diff', async () => {
    const room = await newRoom()
    await approve(room, { 1: 'Дощило зранку.' })
    await submit(site.db, site.world.ada, room, { [room.segments[1] ?? '']: 'Дощило ввечері.' })
    await reviewAll(site.db, site.world.rev, room, () => ({ outcome: 'return', reason: 'Not in <the> original' }))
    const answer = await (await as(site.world.ada)).get(room.page)
    assert.match(wordsOf(answer), /Returned by Rev/)
    assert.match(wordsOf(answer), /Not in <the> original/)
    assert.match(answer.html, /<del>.*зранку.*<\/del>.*<ins>.*ввечері/)
    assert.deepEqual(await checkHtml(answer.html), [])
  })

  it('offers a reviewer’s edit to its translator with what was changed, and to nobody else', async () => {
    const room = await newRoom()
    await submit(site.db, site.world.ada, room, { [room.segments[1] ?? '']: 'Дощило зранку.' })
    await reviewAll(site.db, site.world.rev, room, () => ({ outcome: 'edit', text: 'Дощило вранці.' }))
    const { proposal, source } = await factOf(room, 1)
    const browser = await as(site.world.ada)
    const answer = await browser.get(room.page)
    assert.match(answer.html, /<del>.*зранку.*<\/del>.*<ins>.*вранці/)
    const button = `confirm:${room.segments[1]}:${proposal?.id},${proposal?.revision},${source?.revision},`
    assert.ok(answer.html.includes(`value="${button}"`))
    assert.doesNotMatch((await (await as(site.world.bob)).get(room.page)).html, /value="confirm:/)
    const confirmed = await press(browser, room.page, button)
    assert.match(wordsOf(confirmed), /Edit confirmed/)
    assert.equal((await factOf(room, 1)).approved?.text, 'Дощило вранці.')
  })

  it('shows what changed in the original since the translation, and lets it be offered again as it is', async () => {
    const room = await newRoom()
    await approve(room, { 1: 'Дощило.' })
    await changeOriginal(room, 1, 'It rained hard.')
    await changeOriginal(room, 1, 'It rained very hard.')
    const browser = await as(site.world.ada)
    const answer = await browser.get(room.page)
    assert.match(answer.html, /It rained<ins>.*very hard/)
    assert.deepEqual(await checkHtml(answer.html), [])
    assert.equal(fieldsOf(answer, '/drafts')[textOf(room.segments[1])], 'Дощило.')
    await press(browser, room.page, `fits:${room.segments[1]}`)
    await send(browser, room.page)
    await reviewAll(site.db, site.world.rev, room)
    const facts = await factOf(room, 1)
    assert.equal(stateOf(facts).step, 'in_step')
    assert.equal(facts.approved?.text, 'Дощило.')
  })

  it('shows another translator’s words that wait, and lets one write a draft that cannot be sent yet (P14)', async () => {
    const room = await newRoom()
    const [, segment = ''] = room.segments
    await submit(site.db, site.world.bob, room, { [segment]: 'Слова Боба.' })
    const browser = await as(site.world.ada)
    const page = await browser.get(room.page)
    assert.match(wordsOf(page), /Sent to review by Bob.*You may write a draft of your own; it can be sent after the review.*Слова Боба\..*Write a draft of your own/)
    assert.ok(!page.html.includes(`value="send:${segment}"`))
    const saved = await save(browser, room.page, segment, 'Моя чернетка.')
    assert.match(wordsOf(saved), /1 draft saved/)
    assert.match(wordsOf(saved), /Слова Боба\..*Моя чернетка\./)
    assert.match(wordsOf(saved), /Paragraph 2 *: another person’s text waits for review/)
    assert.equal((await send(browser, room.page, { [`draft:${segment}`]: '1' })).status, 409)
    await reviewAll(site.db, site.world.rev, room)
    await send(browser, room.page)
    assert.equal((await factOf(room, 1)).proposal?.text, 'Моя чернетка.')
  })

  it('keeps a draft begun before another person’s words went to review, and gives it up by its button', async () => {
    const room = await newRoom()
    await type(site.db, site.world.ada, room, room.segments[1] ?? '', 'Моя чернетка.')
    await submit(site.db, site.world.bob, room, { [room.segments[1] ?? '']: 'Слова Боба.' })
    const browser = await as(site.world.ada)
    assert.match(wordsOf(await browser.get(room.page)), /Paragraph 2 *: the text changed meanwhile/)
    await press(browser, room.page, `discard:${room.segments[1]}`)
    assert.equal((await factOf(room, 1, site.world.ada)).draft, null)
  })

  it('lets somebody replace what they sent themselves', async () => {
    const room = await newRoom()
    await submit(site.db, site.world.ada, room, { [room.segments[1] ?? '']: 'Дощило.' })
    const browser = await as(site.world.ada)
    await save(browser, room.page, room.segments[1], 'Лило.')
    await send(browser, room.page)
    assert.equal((await factOf(room, 1)).proposal?.text, 'Лило.')
  })
})

describe('the page of the original', () => {
  it('changes it through the same gate, one column wide', async () => {
    const room = await newRoom()
    const browser = await as(site.world.ed)
    const page = await browser.get(room.original)
    assert.match(wordsOf(page), /You are changing the original \(English\)/)
    assert.doesNotMatch(page.html, /class="desk wide"/)
    await save(browser, room.original, room.segments[1], 'It poured.')
    await send(browser, room.original)
    const source = { ...room, language: 'en' }
    const [, facts] = await factsIn(site.db, room.article, 'en', 'en')
    assert.equal(facts?.proposal?.text, 'It poured.')
    assert.equal(facts.approved?.text, 'It rained.')
    await reviewAll(site.db, site.world.rev, source)
    assert.equal((await factOf(room, 1)).source?.text, 'It poured.')
  })

  it('is read-only for translators', async () => {
    const room = await newRoom()
    assert.doesNotMatch((await (await as(site.world.ada)).get(room.original)).html, /<textarea/)
  })

  it('keeps translators from words that were never approved', async () => {
    const room = await newRoom(['Bridge', 'It rained.'], false)
    const browser = await as(site.world.ada)
    const answer = await browser.get(room.page)
    assert.match(wordsOf(answer), /waits for approval/)
    assert.doesNotMatch(answer.html, /<textarea/)
    const form_token = /name="form_token" value="([^"]+)"/.exec(answer.html)?.[1] ?? ''
    const forced = await browser.postRaw(room.page + draftOf(room.segments[1]), { form_token, text: 'Дощило.', base: '', source: '', version: '0' })
    assert.equal(forced.status, 409)
  })
})
