import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Answer, Browser } from '../../../test/browser.ts'
import { newPostgresDatabase } from '../../../test/databases.ts'
import { checkHtml } from '../../../test/markup.ts'
import { fieldsOf, wordsOf } from '../../../test/paragraph-form.ts'
import { newMember, startTestSite, type TestSite } from '../../../test/site.ts'
import { translatorOn, type Room } from '../../../test/translator.ts'
import { submit, type } from '../../../test/world.ts'
import { now } from '../../db/id.ts'
import { transact } from '../../db/transact.ts'
import { insertSuggestion } from '../../machine/store.ts'
import type { Actor } from '../../people/model.ts'
import { sendSubmission } from '../actions.ts'

const settings = { sqlite: async () => ({}), postgres: async () => ({ DATABASE_URL: await newPostgresDatabase() }) }
const TEXTS = ['Open', 'It rained — “hard”.', 'Nobody came.', 'It rained - "hard".', 'It rained — “hard”.', 'It rained — “hard”.']

for (const [name, read] of Object.entries(settings)) {
  describe(`paragraphs with the same original (${name})`, () => {
    let site: TestSite
    before(async () => { site = await startTestSite(await read()) })
    after(() => site.close())
    const { as, newRoom, factOf, approve } = translatorOn(() => site)

    const pathOf = (room: Room, i: number) => `${room.page}/segments/${room.segments[i]}`
    const pageOf = (browser: Browser, room: Room, i = 1) => browser.get(`${pathOf(room, i)}/same`)
    const put = (browser: Browser, room: Room, page: Answer, changes: Record<string, string> = {}) =>
      browser.postRaw(`${pathOf(room, 1)}/copies`, { ...fieldsOf(page, '/copies'), ...changes })
    const draftIn = async (room: Room, i: number, person: Actor = site.world.ada) => (await factOf(room, i, person)).draft
    const tickOf = (page: Answer, room: Room, i: number) => new RegExp(`name="to:${room.segments[i]}" value="([^"]*)"( checked)?`).exec(page.html)

    it('are offered, never filled in by themselves; nothing is ticked where a text stands (trap 1)', async () => {
      const room = await newRoom(TEXTS)
      await approve(room, { 4: 'Дощ був сильний.' })
      const ada = await as(site.world.ada)
      await type(site.db, site.world.ada, room, room.segments[1] ?? '', 'Лило як з відра.')
      const sheet = await ada.get(room.page)
      assert.match(sheet.html, new RegExp(`href="${pathOf(room, 1)}/same">3 other paragraphs have the same original<`))
      assert.equal(await draftIn(room, 3), null)
      const page = await pageOf(ada, room)
      assert.deepEqual(await checkHtml(page.html), [])
      assert.match(wordsOf(page), /3 paragraphs say something else or nothing/)
      assert.deepEqual([3, 4, 5].map((i) => tickOf(page, room, i)?.[2] ?? ''), [' checked', '', ' checked'])
      const done = await put(ada, room, page)
      assert.match(wordsOf(done), /The text stands in 2 more drafts/)
      assert.deepEqual(await checkHtml(done.html), [])
      const texts = await Promise.all([3, 4, 5].map(async (i) => (await draftIn(room, i))?.text))
      assert.deepEqual(texts, ['Лило як з відра.', undefined, 'Лило як з відра.'])
      assert.match(wordsOf(await pageOf(ada, room)), /2 more paragraphs have this text already/)
    })

    it('get their drafts taken back together, those that were there before with their words', async () => {
      const room = await newRoom(TEXTS)
      const ada = await as(site.world.ada)
      await type(site.db, site.world.ada, room, room.segments[1] ?? '', 'Лило.')
      await type(site.db, site.world.ada, room, room.segments[3] ?? '', 'Дощило.')
      const page = await pageOf(ada, room)
      const done = await put(ada, room, page, { [`to:${room.segments[3]}`]: tickOf(page, room, 3)?.[1] ?? '' })
      await type(site.db, site.world.ada, room, room.segments[5] ?? '', 'Лило, та ще й як.')
      const back = await ada.postRaw(`${pathOf(room, 1)}/copies/withdrawals`, fieldsOf(done, '/withdrawals'))
      assert.match(wordsOf(back), /Paragraph 6.*something changed here meanwhile/)
      const texts = await Promise.all([1, 3, 4, 5].map(async (i) => (await draftIn(room, i))?.text))
      assert.deepEqual(texts, ['Лило.', 'Дощило.', undefined, 'Лило, та ще й як.'])
      assert.equal((await draftIn(room, 3))?.offer, null)
    })

    it('stay as they are where something changed since the page was shown (P14)', async () => {
      const room = await newRoom(TEXTS)
      const ada = await as(site.world.ada)
      await type(site.db, site.world.ada, room, room.segments[1] ?? '', 'Лило.')
      const page = await pageOf(ada, room)
      await approve(room, { 3: 'Дощило.' })
      const done = await put(ada, room, page)
      assert.match(wordsOf(done), /Paragraph 4.*something changed here meanwhile/)
      assert.equal(await draftIn(room, 3), null)
      await type(site.db, site.world.ada, room, room.segments[1] ?? '', 'Інше.')
      assert.equal((await put(ada, room, page)).status, 409)
    })

    it('are found in one’s other open articles, and in nobody else’s', async () => {
      const mine = await newMember(site, 'Mine', ['translate:uk'])
      const [room, other, foreign] = [await newRoom(TEXTS.slice(0, 3)), await newRoom(['Other', TEXTS[1] ?? '', 'Last.']), await newRoom(['Foreign', TEXTS[1] ?? ''])]
      await type(site.db, mine, room, room.segments[1] ?? '', 'Лило.')
      await type(site.db, mine, other, other.segments[0] ?? '', 'Інша')
      const browser = await as(mine)
      assert.match(wordsOf(await browser.get(room.page)), /1 other paragraph has the same original/)
      assert.match(wordsOf(await browser.get(pathOf(room, 1))), /1 other paragraph has the same original/)
      const page = await pageOf(browser, room)
      assert.ok(tickOf(page, other, 1)?.[2])
      assert.equal(tickOf(page, foreign, 1), null)
      assert.match(wordsOf(await put(browser, room, page)), /The text stands in 1 more draft/)
      assert.equal((await draftIn(other, 1, mine))?.text, 'Лило.')
    })

    it('never say what somebody else has only drafted', async () => {
      const room = await newRoom(TEXTS)
      await type(site.db, site.world.bob, room, room.segments[3] ?? '', 'Канарка.')
      await type(site.db, site.world.ada, room, room.segments[1] ?? '', 'Лило.')
      const page = await pageOf(await as(site.world.ada, 'uk'), room)
      assert.doesNotMatch(page.html, /Канарка/)
      assert.ok(tickOf(page, room, 3)?.[2])
    })

    it('go to review as taken from what was translated before', async () => {
      const room = await newRoom(TEXTS)
      const ada = await as(site.world.ada)
      await submit(site.db, site.world.ada, room, { [room.segments[1] ?? '']: 'Лило.' })
      await put(ada, room, await pageOf(ada, room))
      const { text, version } = await draftIn(room, 3) ?? { text: '', version: 0 }
      assert.equal(text, 'Лило.')
      assert.equal(version, 1)
      await sendSubmission(site.db, site.world.ada, { ...room, message: '', drafts: [{ segment: room.segments[3] ?? '', version, anyway: true }] })
      const row = await site.db.selectFrom('revision').innerJoin('revision_offer', 'revision_offer.revision_id', 'revision.id')
        .select(['revision.origin', 'revision_offer.text']).where('revision.segment_id', '=', room.segments[3] ?? '').where('language', '=', 'uk').executeTakeFirst()
      assert.deepEqual(row, { origin: 'memory', text: 'Лило.' })
    })

    it('are a machine’s words there too, edited or not', async () => {
      const room = await newRoom(TEXTS)
      const ada = await as(site.world.ada)
      const source = (await factOf(room, 1)).source?.revision ?? ''
      const asked = { segment_id: room.segments[1] ?? '', language: 'uk', source_revision_id: source, engine: 'Weaver', person_id: site.world.ada.id }
      await transact(site.db, (tx) => insertSuggestion(tx, { ...asked, text: 'Лило машинно.', characters: 5, created_at: now() }))
      await type(site.db, site.world.ada, room, room.segments[1] ?? '', 'Лило машинно.')
      await put(ada, room, await pageOf(ada, room))
      const [, , , third, , fifth] = room.segments
      const send = (segment = '') =>
        sendSubmission(site.db, site.world.ada, { ...room, message: '', drafts: [{ segment, version: 1, anyway: true }] })
      await send(third)
      await type(site.db, site.world.ada, room, fifth ?? '', 'Лило, хоч і машинно.')
      await sendSubmission(site.db, site.world.ada, { ...room, message: '', drafts: [{ segment: fifth ?? '', version: 2, anyway: true }] })
      const origins = await site.db.selectFrom('revision').select('origin').where('segment_id', 'in', [third ?? '', fifth ?? ''])
        .where('language', '=', 'uk').execute()
      assert.deepEqual(origins.map(({ origin }) => origin), ['machine', 'machine'])
    })

    it('are for those who may write there, and of paragraphs that are there', async () => {
      const room = await newRoom(TEXTS)
      assert.equal((await (await as(site.world.rev)).once('GET', `${pathOf(room, 1)}/same`)).status, 403)
      const ada = await as(site.world.ada)
      assert.equal((await ada.once('GET', `${room.page}/segments/${room.article}/same`)).status, 404)
      const page = await pageOf(ada, room)
      assert.match(wordsOf(page), /no translation yet/)
      assert.equal((await put(ada, room, page, { mark: '0'.repeat(16) })).status, 409)
    })
  })
}
