import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { checkHtml } from '../../test/markup.ts'
import { fieldsOf, wordsOf } from '../../test/paragraph-form.ts'
import { newMember, startTestSite, type TestSite } from '../../test/site.ts'
import { draftOf, translatorOn } from '../../test/translator.ts'
import { submit, type } from '../../test/world.ts'
import { newId } from '../db/id.ts'

let site: TestSite
before(async () => { site = await startTestSite() })
after(() => site.close())
const { as, newRoom, factOf, save, approve } = translatorOn(() => site)

describe('two windows', () => {
  it('of one person: the second save overwrites nothing and shows both texts, and saving it again works', async () => {
    const room = await newRoom()
    const browser = await as(site.world.ada)
    const old = fieldsOf(await browser.get(room.page), draftOf(room.segments[1]))
    await browser.postRaw(room.page + draftOf(room.segments[1]), { ...old, text: 'Перше вікно.' })
    const clash = await browser.postRaw(room.page + draftOf(room.segments[1]), { ...old, text: 'Друге вікно.' })
    assert.equal(clash.status, 409)
    assert.deepEqual(await checkHtml(clash.html), [])
    assert.match(wordsOf(clash), /Перше вікно\./)
    const again = fieldsOf(clash, draftOf(room.segments[1]))
    assert.equal(again['text'], 'Друге вікно.')
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Перше вікно.')
    const kept = await browser.postRaw(room.page + draftOf(room.segments[1]), again)
    assert.equal(kept.status, 200)
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Друге вікно.')
  })

  for (const [language, words] of [['en', /The present text/], ['uk', /Теперішній текст/]] as const) {
    it(`of two people: mine, theirs and the difference are shown, in ${language}`, async () => {
      const room = await newRoom()
      const browser = await as(site.world.ada, language)
      const old = fieldsOf(await browser.get(room.page), draftOf(room.segments[1]))
      await submit(site.db, site.world.bob, room, { [room.segments[1] ?? '']: 'Слова Боба тут.' })
      const clash = await browser.postRaw(room.page + draftOf(room.segments[1]), { ...old, text: 'Слова Ади тут.' })
      assert.equal(clash.status, 409)
      assert.match(wordsOf(clash), words)
      assert.match(clash.html, /<del>.*Боба.*<\/del>.*<ins>.*Ади/)
      assert.equal(fieldsOf(clash, draftOf(room.segments[1]))['text'], 'Слова Ади тут.')
      assert.equal((await factOf(room, 1, site.world.ada)).proposal?.text, 'Слова Боба тут.')
      assert.deepEqual(await checkHtml(clash.html), [])
    })
  }
})

describe('a text that cannot be stored', () => {
  const cases: [what: string, typed: string, shown: string, words: RegExp][] = [
    ['a NUL', 'До\0щ', 'Дощ', /cannot be stored/],
    ['a control character', 'До\u0007щ', 'Дощ', /control characters/],
    ['a turned direction', 'До\u202eщ', 'Дощ', /reverse the direction of writing/],
    ['a broken character', 'До\ufffdщ', 'Дощ', /wrong encoding/],
    ['fifty thousand letters and one', 'ї'.repeat(50_001), 'ї'.repeat(50_001), /too long/],
  ]
  for (const [what, typed, shown, words] of cases) {
    it(`is refused for ${what} and kept as far as it can be shown`, async () => {
      const room = await newRoom()
      const browser = await as(site.world.ada)
      const answer = await save(browser, room.page, room.segments[1], typed)
      assert.equal(answer.status, 422)
      assert.match(wordsOf(answer), words)
      assert.equal(fieldsOf(answer, draftOf(room.segments[1]))['text'], shown)
      assert.equal((await factOf(room, 1, site.world.ada)).draft, null)
      assert.deepEqual(await checkHtml(answer.html), [])
    })
  }
})

describe('a forged form', () => {
  it('names an original of another paragraph: nothing is saved', async () => {
    const room = await newRoom()
    const browser = await as(site.world.ada)
    const fields = fieldsOf(await browser.get(room.page), draftOf(room.segments[1]))
    const other = (await factOf(room, 2)).source?.revision ?? ''
    for (const source of [other, newId()]) {
      assert.equal((await browser.postRaw(room.page + draftOf(room.segments[1]), { ...fields, source, text: 'x' })).status, 404)
    }
    assert.equal((await factOf(room, 1, site.world.ada)).draft, null)
  })

  it('names a base that does not stand there: a conflict, and nothing is saved', async () => {
    const room = await newRoom()
    const browser = await as(site.world.ada)
    const fields = fieldsOf(await browser.get(room.page), draftOf(room.segments[1]))
    for (const base of [newId(), 'x', (await factOf(room, 1)).source?.revision ?? '']) {
      assert.equal((await browser.postRaw(room.page + draftOf(room.segments[1]), { ...fields, base, text: 'x' })).status, 409)
    }
    assert.equal((await factOf(room, 1, site.world.ada)).draft, null)
  })

  it('names a paragraph of another article, or none: 404', async () => {
    const room = await newRoom()
    const other = await newRoom()
    const browser = await as(site.world.ada)
    const fields = { ...fieldsOf(await browser.get(room.page), draftOf(room.segments[1])), text: 'x' }
    for (const segment of [other.segments[1] ?? '', newId(), 'x', '%00']) {
      assert.equal((await browser.postRaw(room.page + draftOf(segment), fields)).status, 404, segment)
      assert.equal((await browser.get(`${room.page}/segments/${segment}`)).status, 404, segment)
    }
    for (const page of [`/desk/articles/${newId()}/languages/uk`, `/desk/articles/${room.article}/languages/de`, '/desk/articles/x/languages/uk']) {
      assert.equal((await browser.get(page)).status, 404, page)
    }
    const { form_token = '' } = fields as Record<string, string>
    const sent = await browser.postRaw(`${room.page}/submissions`, { form_token, message: '', [`draft:${other.segments[1]}`]: '1' })
    assert.equal(sent.status, 404)
  })

  it('has fields that no page shows: 422, never a crash', async () => {
    const room = await newRoom()
    const browser = await as(site.world.ada)
    const fields = { ...fieldsOf(await browser.get(room.page), draftOf(room.segments[1])), text: 'x' }
    for (const change of [{ version: '-1' }, { version: 'x' }, { version: '' }, { extra: '1' }]) {
      assert.equal((await browser.postRaw(room.page + draftOf(room.segments[1]), { ...fields, ...change })).status, 422)
    }
    const { form_token = '' } = fields as Record<string, string>
    for (const bad of [{ 'draft:x': '1' }, { [`draft:${room.segments[1]}`]: 'x' }, { 'draft:__proto__': '1' }]) {
      assert.equal((await browser.postRaw(`${room.page}/submissions`, { form_token, message: '', ...bad })).status, 422)
    }
  })
})

describe('people without the right to write', () => {
  it('read everything and change nothing', async () => {
    const room = await newRoom()
    await approve(room, { 1: 'Дощило.' })
    await type(site.db, site.world.ada, room, room.segments[2] ?? '', 'Таємна чернетка.')
    for (const person of [site.world.tom, site.world.rev, site.world.ed, site.world.admin]) {
      const browser = await as(person)
      const answer = await browser.get(room.page)
      assert.equal(answer.status, 200)
      assert.match(wordsOf(answer), /Дощило\./)
      assert.doesNotMatch(answer.html, /<textarea|Таємна|id="send"/)
      const form = { form_token: /name="form_token" value="([^"]+)"/.exec(answer.html)?.[1] ?? '' }
      const segment = room.segments[1] ?? ''
      const shown = { base: '', source: '', version: '0' }
      assert.equal((await browser.postRaw(room.page + draftOf(segment), { ...form, ...shown, text: 'x' })).status, 403)
      assert.equal((await browser.postRaw(room.page + draftOf(segment), { ...form, ...shown, text: 'x\u0007' })).status, 403)
      assert.equal((await browser.postRaw(`${room.page}/submissions`, { ...form, message: '', [`draft:${segment}`]: '1' })).status, 403)
      assert.equal((await browser.postRaw(`${room.page}/submissions`, { ...form, message: '' })).status, 403)
      const revision = (await factOf(room, 1)).approved?.revision ?? ''
      assert.equal((await browser.postRaw(`${room.page}/segments/${segment}/restorations`, { ...form, revision, message: '' })).status, 403)
    }
  })

  it('see nothing at all without any right, or signed out', async () => {
    const room = await newRoom()
    const nobody = await newMember(site, 'Nobody', [])
    assert.equal((await (await as(nobody)).get(room.page)).status, 403)
    assert.equal((await new Browser(site).get(room.page)).status, 401)
  })
})
