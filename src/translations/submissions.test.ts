import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { checkHtml } from '../../test/markup.ts'
import { fieldsOf, wordsOf } from '../../test/paragraph-form.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { translatorOn } from '../../test/translator.ts'
import { reviewAll, submit } from '../../test/world.ts'
import { addWord, markSiteWord } from '../words/actions.ts'

let site: TestSite
before(async () => { site = await startTestSite() })
after(() => site.close())
const { as, newRoom, factOf, save, send, changeOriginal, approve } = translatorOn(() => site)

describe('sending to review', () => {
  it('skips a draft that changed in another window and says so; the others go', async () => {
    const room = await newRoom()
    const browser = await as(site.world.ada)
    await save(browser, room.page, room.segments[1], 'Дощило.')
    await save(browser, room.page, room.segments[2], 'Нікого.')
    const stale = { ...fieldsOf(await browser.get(room.page), '/submissions'), do: 'chosen' }
    await save(browser, room.page, room.segments[1], 'Лило.')
    const answer = await browser.postRaw(`${room.page}/submissions`, stale)
    assert.equal(answer.status, 200)
    assert.match(wordsOf(answer), /1 paragraph sent to review, but not every draft/)
    assert.match(wordsOf(answer), /Paragraph 2 *: the draft was changed in another window/)
    assert.deepEqual(await checkHtml(answer.html), [])
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Лило.')
    assert.equal((await factOf(room, 2)).proposal?.text, 'Нікого.')
    const again = await browser.postRaw(`${room.page}/submissions`, stale)
    assert.equal(again.status, 409)
    assert.match(wordsOf(again), /Nothing was sent/)
  })

  it('holds back a draft whose original changed, and lets it go once it was saved again', async () => {
    const room = await newRoom()
    const browser = await as(site.world.ada)
    await save(browser, room.page, room.segments[1], 'Дощило.')
    await changeOriginal(room, 1, 'It rained hard.')
    const held = await browser.get(room.page)
    assert.match(wordsOf(held), /Paragraph 2 *: the original changed meanwhile/)
    assert.match(held.html, /<ins>.*hard/)
    await save(browser, room.page, room.segments[1], 'Дощило сильно.')
    await send(browser, room.page)
    assert.equal((await factOf(room, 1)).proposal?.text, 'Дощило сильно.')
  })

  it('refuses an empty choice and a message that is too long, and keeps what was chosen and written', async () => {
    const room = await newRoom()
    const browser = await as(site.world.ada)
    await save(browser, room.page, room.segments[1], 'Дощило.')
    await save(browser, room.page, room.segments[2], 'Нікого.')
    const none = { [`draft:${room.segments[1]}`]: '', [`draft:${room.segments[2]}`]: '' }
    const page = fieldsOf(await browser.get(room.page), '/submissions')
    const unticked = (fields: Record<string, string>) => Object.fromEntries(Object.entries(fields).filter(([name]) => !(name in none)))
    const nothing = await browser.postRaw(`${room.page}/submissions`, { ...unticked(page), message: 'Ось воно', do: 'chosen' })
    assert.equal(nothing.status, 422)
    assert.match(wordsOf(nothing), /Choose at least one draft/)
    assert.deepEqual(fieldsOf(nothing, '/submissions'), { ...unticked(page), message: 'Ось воно' })
    const message = 'ї'.repeat(2001)
    const long = await browser.postRaw(`${room.page}/submissions`, { ...unticked(page), message, [`draft:${room.segments[2]}`]: '1', do: 'chosen' })
    assert.equal(long.status, 422)
    assert.match(wordsOf(long), /up to 2,000 characters/)
    assert.equal(fieldsOf(long, '/submissions')['message'], message)
    assert.deepEqual(await checkHtml(long.html), [])
  })
})

describe('the history of a paragraph', () => {
  it('lists every text, the newest first, with what was decided on it, and offers an old one again', async () => {
    const room = await newRoom()
    await approve(room, { 1: 'Дощило.' })
    await approve(room, { 1: 'Дощило зранку.' })
    await submit(site.db, site.world.ada, room, { [room.segments[1] ?? '']: 'Дощило ввечері.' })
    await reviewAll(site.db, site.world.sam, room, () => ({ outcome: 'return', reason: 'Ні.' }))
    const browser = await as(site.world.ada)
    const path = `${room.page}/segments/${room.segments[1]}`
    const answer = await browser.get(path)
    assert.deepEqual(await checkHtml(answer.html), [])
    const words = wordsOf(answer)
    assert.match(words, /Version 3.*Returned by Sam.*Ні\..*Version 2.*Approved by Rev.*Version 1.*Approved by Rev/)
    assert.match(answer.html, /<del>.*зранку.*<\/del>.*<ins>.*ввечері/)
    const { approved } = await factOf(room, 1)
    const forms = [...answer.html.matchAll(/name="revision" value="([^"]+)"/g)].map(([, revision]) => revision)
    assert.equal(forms.length, 2)
    assert.ok(!forms.includes(approved?.revision))
    const form_token = /name="form_token" value="([^"]+)"/.exec(answer.html)?.[1] ?? ''
    const revision = forms.at(-1) ?? ''
    const refused = await browser.postRaw(`${path}/restorations`, { form_token, revision, message: 'ї'.repeat(2001) })
    assert.equal(refused.status, 422)
    assert.ok(refused.html.includes('ї'.repeat(2001)))
    const restored = await browser.postRaw(`${path}/restorations`, { form_token, revision, message: 'Було краще' })
    assert.match(wordsOf(restored), /1 paragraph sent to review/)
    assert.equal((await factOf(room, 1)).proposal?.text, 'Дощило.')
    assert.equal((await browser.postRaw(`${path}/restorations`, { form_token, revision, message: '' })).status, 409)
    assert.doesNotMatch((await browser.get(path)).html, /\/restorations/)
  })

  it('does not send an older text with an error, and keeps the message', async () => {
    const room = await newRoom()
    const { id } = await addWord(site.db, site.world.rev, { language: 'uk', word: 'Дoщилo', note: '' })
    await approve(room, { 1: 'Дoщилo.' })
    await approve(room, { 1: 'Дощило зранку.' })
    await markSiteWord(site.db, site.world.rev, id, 'removed')
    const browser = await as(site.world.ada)
    const path = `${room.page}/segments/${room.segments[1]}`
    const { html } = await browser.get(path)
    const [, revision = ''] = /name="revision" value="([^"]+)"/.exec(html) ?? []
    const form_token = /name="form_token" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const refused = await browser.postRaw(`${path}/restorations`, { form_token, revision, message: 'Було краще' })
    assert.equal(refused.status, 422)
    assert.match(wordsOf(refused), /Checks find an error in that text/)
    assert.ok(refused.html.includes('Було краще'))
    assert.equal((await factOf(room, 1)).proposal, null)
  })

  it('says so where there is no text yet, in both languages', async () => {
    const room = await newRoom()
    const path = `${room.page}/segments/${room.segments[1]}`
    assert.match(wordsOf(await (await as(site.world.ada)).get(path)), /There is no text in this language yet/)
    assert.match(wordsOf(await (await as(site.world.ada, 'uk')).get(path)), /Тексту цією мовою ще немає/)
  })

  it('does not offer a text of another paragraph', async () => {
    const room = await newRoom()
    await approve(room, { 1: 'Дощило.', 2: 'Нікого.' })
    const browser = await as(site.world.ada)
    const form_token = /name="form_token" value="([^"]+)"/.exec((await browser.get(room.page)).html)?.[1] ?? ''
    const revision = (await factOf(room, 2)).approved?.revision ?? ''
    assert.equal((await browser.postRaw(`${room.page}/segments/${room.segments[1]}/restorations`, { form_token, revision, message: '' })).status, 404)
  })
})
