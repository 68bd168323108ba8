import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { checkHtml } from '../../test/markup.ts'
import { fieldsOf, wordsOf } from '../../test/paragraph-form.ts'
import { newMember, startTestSite, type TestSite } from '../../test/site.ts'
import { draftOf, textOf, translatorOn, type Room } from '../../test/translator.ts'
import { submit, type } from '../../test/world.ts'
import { newId } from '../db/id.ts'

let site: TestSite
before(async () => { site = await startTestSite() })
after(() => site.close())
const { as, newRoom, factOf, save, approve } = translatorOn(() => site)

describe('two windows', () => {
  it('of one person: the second save overwrites nothing and shows both texts, and saving it again works (P14)', async () => {
    const room = await newRoom()
    const [, segment] = room.segments
    const browser = await as(site.world.ada)
    const old = { ...fieldsOf(await browser.get(room.page), '/drafts'), do: `next:${segment}` }
    await browser.postRaw(`${room.page}/drafts`, { ...old, [textOf(segment)]: 'Перше вікно.' })
    const clash = await browser.postRaw(`${room.page}/drafts`, { ...old, [textOf(segment)]: 'Друге вікно.' })
    assert.equal(clash.status, 409)
    assert.deepEqual(await checkHtml(clash.html), [])
    assert.match(wordsOf(clash), /Перше вікно\./)
    const again = fieldsOf(clash, '/drafts')
    assert.equal(again[textOf(segment)], 'Друге вікно.')
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Перше вікно.')
    const kept = await browser.postRaw(`${room.page}/drafts`, { ...again, do: `stay:${segment}` })
    assert.equal(kept.status, 200)
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Друге вікно.')
  })

  it('of one person: the same words sent twice are no conflict', async () => {
    const room = await newRoom()
    const browser = await as(site.world.ada)
    const form = { ...fieldsOf(await browser.get(room.page), '/drafts'), [textOf(room.segments[1])]: 'Дощило.', do: 'all' }
    for (let i = 0; i < 2; i += 1) assert.equal((await browser.postRaw(`${room.page}/drafts`, form)).status, 200)
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.version, 1)
  })

  for (const [language, words] of [['en', /The present text/], ['uk', /Теперішній текст/]] as const) {
    it(`of two people: mine, theirs and the difference are shown, in ${language} (P14)`, async () => {
      const room = await newRoom()
      const [, segment] = room.segments
      const browser = await as(site.world.ada, language)
      const old = { ...fieldsOf(await browser.get(room.page), '/drafts'), do: 'all' }
      await submit(site.db, site.world.bob, room, { [segment ?? '']: 'Слова Боба тут.' })
      const clash = await browser.postRaw(`${room.page}/drafts`, { ...old, [textOf(segment)]: 'Слова Ади тут.' })
      assert.equal(clash.status, 409)
      assert.match(wordsOf(clash), words)
      assert.match(clash.html, /<del>.*Боба.*<\/del>.*<ins>.*Ади/)
      assert.equal(fieldsOf(clash, '/drafts')[textOf(segment)], 'Слова Ади тут.')
      assert.equal((await factOf(room, 1, site.world.ada)).proposal?.text, 'Слова Боба тут.')
      assert.deepEqual(await checkHtml(clash.html), [])
      const left = await browser.postRaw(`${room.page}/drafts`, { ...fieldsOf(clash, '/drafts'), do: `drop:${segment}` })
      assert.equal(left.status, 200)
      assert.equal((await factOf(room, 1, site.world.ada)).draft, null)
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
      assert.equal(fieldsOf(answer, '/drafts')[textOf(room.segments[1])], shown)
      assert.equal((await factOf(room, 1, site.world.ada)).draft, null)
      assert.deepEqual(await checkHtml(answer.html), [])
    })
  }
})

describe('a forged form', () => {
  async function formOf(room: Room, browser: Browser) {
    const { form_token = '' } = fieldsOf(await browser.get(room.page), '/drafts')
    const source = (await factOf(room, 1)).source?.revision ?? ''
    return { form_token, base: '', source, version: '0', text: 'x' }
  }

  it('names an original of another paragraph: nothing is saved', async () => {
    const room = await newRoom()
    const browser = await as(site.world.ada)
    const fields = await formOf(room, browser)
    const other = (await factOf(room, 2)).source?.revision ?? ''
    for (const source of [other, newId()]) {
      assert.equal((await browser.postRaw(room.page + draftOf(room.segments[1]), { ...fields, source })).status, 404)
    }
    assert.equal((await factOf(room, 1, site.world.ada)).draft, null)
  })

  it('names a base that does not stand there: a conflict, and nothing is saved', async () => {
    const room = await newRoom()
    const browser = await as(site.world.ada)
    const fields = await formOf(room, browser)
    for (const base of [newId(), 'x', (await factOf(room, 1)).source?.revision ?? '']) {
      assert.equal((await browser.postRaw(room.page + draftOf(room.segments[1]), { ...fields, base })).status, 409)
    }
    assert.equal((await factOf(room, 1, site.world.ada)).draft, null)
  })

  it('names a paragraph of another article, or none: 404', async () => {
    const room = await newRoom()
    const other = await newRoom()
    const browser = await as(site.world.ada)
    const fields = await formOf(room, browser)
    for (const segment of [other.segments[1] ?? '', newId(), 'x', '%00']) {
      assert.equal((await browser.postRaw(room.page + draftOf(segment), fields)).status, 404, segment)
      assert.equal((await browser.get(`${room.page}/segments/${segment}`)).status, 404, segment)
    }
    for (const page of [`/desk/articles/${newId()}/languages/uk`, `/desk/articles/${room.article}/languages/de`, '/desk/articles/x/languages/uk']) {
      assert.equal((await browser.get(page)).status, 404, page)
    }
    const { form_token } = fields
    const shown = `,${fields.source},0,${'0'.repeat(16)}`
    const [segment] = other.segments
    assert.equal((await browser.postRaw(`${room.page}/drafts`, { form_token, [`shown:${segment}`]: shown, [textOf(segment)]: 'x' })).status, 404)
    assert.equal((await browser.postRaw(`${room.page}/submissions`, { form_token, message: '', [`draft:${segment}`]: '1' })).status, 404)
  })

  it('has fields that no page shows: 422, never a crash', async () => {
    const room = await newRoom()
    const browser = await as(site.world.ada)
    const fields = await formOf(room, browser)
    for (const change of [{ version: '-1' }, { version: 'x' }, { version: '' }, { extra: '1' }]) {
      assert.equal((await browser.postRaw(room.page + draftOf(room.segments[1]), { ...fields, ...change })).status, 422)
    }
    const { form_token } = fields
    const [, segment] = room.segments
    const forged = [
      { 'draft:x': '1' }, { [`draft:${segment}`]: 'x' }, { 'draft:__proto__': '1' }, { __proto__x: '1' }, { [textOf(segment)]: 'x' }, { do: 'fly' },
      { do: `next:${segment}:x` }, { do: 'next:x' }, { [`shown:${segment}`]: 'x' }, { [`shown:${segment}`]: ',,,' }, { extra: '1' },
    ]
    for (const bad of forged) {
      for (const end of ['submissions', 'drafts']) {
        const answer = await browser.postRaw(`${room.page}/${end}`, Object.entries({ form_token, ...bad }))
        assert.equal(answer.status, 422, JSON.stringify(bad))
      }
    }
    const twice: [string, string][] = [['form_token', form_token], ['do', 'all'], ['do', 'all']]
    assert.equal((await browser.postRaw(`${room.page}/drafts`, twice)).status, 422)
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
