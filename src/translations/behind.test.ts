import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newPostgresDatabase } from '../../test/databases.ts'
import { checkHtml } from '../../test/markup.ts'
import { wordsOf } from '../../test/paragraph-form.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { textOf, translatorOn, type Room } from '../../test/translator.ts'
import { factsIn, reviewAll, shownOf, submit, type } from '../../test/world.ts'
import { AppError } from '../errors.ts'
import { reviewSubmission } from '../reviews/actions.ts'
import { stateOf } from '../segments/states.ts'

const settings = { sqlite: async () => ({}), postgres: async () => ({ DATABASE_URL: await newPostgresDatabase() }) }

for (const [name, read] of Object.entries(settings)) {
  describe(`a translator whose original changed (${name})`, () => {
    let site: TestSite
    before(async () => { site = await startTestSite(await read()) })
    after(() => site.close())
    const { as, newRoom, factOf, press, send, changeOriginal, approve } = translatorOn(() => site)

    const bothPages = (room: Room) => [room.page, `${room.page}/segments/${room.segments[1]}`]
    const EDITS = ['It rained hard.', 'It rained hard and long.', 'It rained very hard and long.']
    const changes = async (room: Room) => {
      for (const text of EDITS) await changeOriginal(room, 1, text)
    }

    async function changeMinorly(room: Room, text: string): Promise<void> {
      const desk = { ...room, language: room.source }
      await submit(site.db, site.world.ed, desk, { [room.segments[1] ?? '']: text })
      const facts = (await factsIn(site.db, room.article, 'en', 'en'))[1] ?? assert.fail()
      await reviewSubmission(site.db, site.world.rev, facts.proposal?.submission ?? '', [{ ...shownOf(facts), outcome: 'approve', minor: true }])
    }

    const ways: [what: string, words: RegExp, begin: (room: Room) => Promise<unknown>][] = [
      ['an approved translation', /What changed in the original since this translation/, (room) => approve(room, { 1: 'Дощило.' })],
      ['their own draft', /What changed in the original since your draft.*The original changed after you began this draft.*Keep the draft as it is/,
        (room) => type(site.db, site.world.ada, room, room.segments[1] ?? '', 'Дощило.')],
      ['what waits for review', /What changed in the original since this was sent.*The original changed after this was sent\. The reviewer sees how\./,
        (room) => submit(site.db, site.world.ada, room, { [room.segments[1] ?? '']: 'Дощило.' })],
      ['a returned text', /What changed in the original since the return/, async (room) => {
        await submit(site.db, site.world.ada, room, { [room.segments[1] ?? '']: 'Дощило.' })
        await reviewAll(site.db, site.world.rev, room, () => ({ outcome: 'return', reason: 'Ні' }))
      }],
    ]
    for (const [what, words, begin] of ways) {
      it(`sees word by word what changed since ${what} was made, across any number of edits, beside the text (P02)`, async () => {
        const room = await newRoom()
        await begin(room)
        await changes(room)
        const browser = await as(site.world.ada)
        for (const path of bothPages(room)) {
          const answer = await browser.get(path)
          assert.match(answer.html, /lang="en">It rained<ins>.*very hard and long/, path)
          assert.match(wordsOf(answer), words, path)
          assert.deepEqual(await checkHtml(answer.html), [], path)
        }
      })
    }

    it('still sees it when an update is half done, and both ways when the original moved on under a draft (P02)', async () => {
      const room = await newRoom()
      await approve(room, { 1: 'Дощило.' })
      await changeOriginal(room, 1, 'It rained hard.')
      await type(site.db, site.world.ada, room, room.segments[1] ?? '', 'Дуже дощило.')
      const browser = await as(site.world.ada)
      for (const path of bothPages(room)) {
        assert.match(wordsOf(await browser.get(path)), /What changed in the original since this translation.*It rained \[added: hard/, path)
      }
      await changeOriginal(room, 1, 'It rained hard and long.')
      for (const path of bothPages(room)) {
        const words = wordsOf(await browser.get(path))
        assert.match(words, /since your draft.*It rained hard \[added: and long.*since the approved translation It rained \[added: hard and long/, path)
      }
      await press(browser, room.page, `stay:${room.segments[1]}`)
      assert.equal((await factOf(room, 1, site.world.ada)).draft?.sourceRevision, (await factOf(room, 1)).source?.revision)
      assert.match(wordsOf(await send(browser, room.page)), /1 paragraph sent to review/)
    })

    it('is told of a minor change, with its words, and never that the translation is behind (P12)', async () => {
      const room = await newRoom()
      await approve(room, { 1: 'Дощило.' })
      await changeMinorly(room, 'It rained!')
      const browser = await as(site.world.ada, 'uk')
      for (const path of bothPages(room)) {
        const answer = await browser.get(path)
        assert.match(wordsOf(answer), /Незначна зміна в оригіналі; переклад лишається чинним.*rained.*!.*Зміна не потрібна/, path)
        assert.doesNotMatch(answer.html, /data-state="behind"/, path)
      }
      const { headline, step } = stateOf(await factOf(room, 1))
      assert.deepEqual([headline, step], ['approved', 'in_step'])
    })

    it('says with one click that a minor change needs nothing, and a reviewer’s word ends the note (P12)', async () => {
      const room = await newRoom()
      await approve(room, { 1: 'Дощило.' })
      await changeMinorly(room, 'It rained!')
      const browser = await as(site.world.ada)
      await press(browser, room.page, `stay:${room.segments[1]}`)
      assert.equal((await factOf(room, 1, site.world.ada)).draft, null, 'nothing is begun by saving the same words')
      await press(browser, room.page, `fits:${room.segments[1]}`)
      await send(browser, room.page)
      const { proposal, approved } = await factOf(room, 1)
      assert.equal(proposal?.revision, approved?.revision, 'the approved text itself is offered')
      await reviewAll(site.db, site.world.rev, room)
      assert.doesNotMatch(wordsOf(await browser.get(room.page)), /minor change/)
    })

    it('offers the words again for a changed original with one button, and whoever edits the original decides nothing (P03)', async () => {
      const { world, db } = site
      const room = await newRoom()
      await approve(room, { 1: 'Дощило.' })
      await changes(room)
      const browser = await as(world.ada)
      await press(browser, room.page, `fits:${room.segments[1]}`)
      assert.match(wordsOf(await send(browser, room.page)), /1 paragraph sent to review/)
      await assert.rejects(reviewAll(db, world.ed, room), (error: unknown) => error instanceof AppError && error.code === 'forbidden')
      const submission = (await factOf(room, 1)).proposal?.submission
      const page = wordsOf(await (await as(world.rev)).get(`/desk/submissions/${submission}`))
      assert.match(page, /since the approved translation.*It rained \[added: very hard and long.*Дощило\..*The words are the same/)
      await reviewAll(db, world.rev, room)
      assert.equal(stateOf(await factOf(room, 1)).step, 'in_step')
      assert.equal((await factOf(room, 1)).approved?.text, 'Дощило.')
    })

    it('loses nothing typed for a paragraph that is behind when the page is sent for another one (P01)', async () => {
      const room = await newRoom()
      await approve(room, { 1: 'Дощило.' })
      await changes(room)
      const browser = await as(site.world.ada)
      await press(browser, room.page, `fits:${room.segments[1]}`, { [textOf(room.segments[1])]: 'Дуже довго дощило.' })
      assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Дуже довго дощило.')
    })
  })
}
