import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { checkHtml } from '../../test/markup.ts'
import { fieldsOf, wordsOf } from '../../test/paragraph-form.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { draftOf, translatorOn } from '../../test/translator.ts'
import { factsIn, reviewAll, submit, type } from '../../test/world.ts'
import { stateOf } from '../segments/states.ts'

let site: TestSite
before(async () => { site = await startTestSite() })
after(() => site.close())
const { as, newRoom, factOf, save, changeOriginal, approve } = translatorOn(() => site)

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
    const { proposal } = await factOf(room, 1)
    const browser = await as(site.world.ada)
    const answer = await browser.get(room.page)
    assert.match(answer.html, /<del>.*зранку.*<\/del>.*<ins>.*вранці/)
    const confirmation = `/desk/proposals/${proposal?.id}/confirmations`
    const fields = fieldsOf(answer, confirmation)
    assert.equal(fields['revision'], proposal?.revision)
    assert.doesNotMatch((await (await as(site.world.bob)).get(room.page)).html, /\/confirmations/)
    const confirmed = await browser.postRaw(confirmation, fields)
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
    const fields = { ...fieldsOf(answer, draftOf(room.segments[1])), fits: '1' }
    assert.equal(new Map(Object.entries(fields)).get('text'), 'Дощило.')
    await browser.postRaw(room.page + draftOf(room.segments[1]), fields)
    await browser.postRaw(`${room.page}/submissions`, fieldsOf(await browser.get(room.page), '/submissions'))
    await reviewAll(site.db, site.world.rev, room)
    const facts = await factOf(room, 1)
    assert.equal(stateOf(facts).step, 'in_step')
    assert.equal(facts.approved?.text, 'Дощило.')
  })

  it('shows another translator’s words that wait, without a form, and keeps one’s own draft', async () => {
    const room = await newRoom()
    await type(site.db, site.world.ada, room, room.segments[1] ?? '', 'Моя чернетка.')
    await submit(site.db, site.world.bob, room, { [room.segments[1] ?? '']: 'Слова Боба.' })
    const browser = await as(site.world.ada)
    const words = wordsOf(await browser.get(room.page))
    assert.match(words, /Sent to review by Bob/)
    assert.match(words, /Слова Боба\./)
    assert.match(words, /Моя чернетка\./)
    assert.match(words, /Paragraph 2 *: the text changed meanwhile/)
    const fields = { ...fieldsOf(await browser.get(room.page), draftOf(room.segments[1])), discard: '1' }
    await browser.postRaw(room.page + draftOf(room.segments[1]), fields)
    assert.equal((await factOf(room, 1, site.world.ada)).draft, null)
  })

  it('lets somebody replace what they sent themselves', async () => {
    const room = await newRoom()
    await submit(site.db, site.world.ada, room, { [room.segments[1] ?? '']: 'Дощило.' })
    const browser = await as(site.world.ada)
    await save(browser, room.page, room.segments[1], 'Лило.')
    await browser.postRaw(`${room.page}/submissions`, fieldsOf(await browser.get(room.page), '/submissions'))
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
    await browser.postRaw(`${room.original}/submissions`, fieldsOf(await browser.get(room.original), '/submissions'))
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
