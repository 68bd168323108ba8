import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { checkHtml } from '../../test/markup.ts'
import { openNewsroom, type Newsroom } from '../../test/newsroom.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { textOf, translatorOn, type Room } from '../../test/translator.ts'
import { factsIn, reviewAll, shownOf, submit, type Desk } from '../../test/world.ts'
import type { Id } from '../db/columns.ts'
import type { Actor } from '../people/model.ts'
import { returnSubmission } from '../reviews/actions.ts'
import { findFault } from '../upkeep/soundness.ts'
import { listRevisions } from './store.ts'
import { saveDraft, sendSubmission } from './actions.ts'
import { withdrawSubmission } from './withdrawing.ts'

const WHY = 'Терміни не за словником.'

for (const [name, open] of Object.entries(databases)) {
  describe(`a returned text sent again as it is, on ${name}`, () => {
    let room: Newsroom
    before(async () => { room = await openNewsroom(await open()) })
    after(async () => {
      assert.equal(await findFault(room.db), null)
      await room.db.destroy()
    })

    const giveBack = (desk: Desk) => reviewAll(room.db, room.world.rev, desk, () => ({ outcome: 'return', reason: WHY }))
    async function sendAgain(writer: Actor, desk: Desk, segment: Id, message = '') {
      const one = (await factsIn(room.db, desk.article, desk.source, desk.language, writer)).find((facts) => facts.segment === segment)
      assert.ok(one?.returned)
      const shown = { base: one.returned.revision, source: one.source?.revision ?? null, version: one.draft?.version ?? 0 }
      const saved = await saveDraft(room.db, writer, { ...desk, segment, text: one.returned.text, shown, fits: true })
      return sendSubmission(room.db, writer, { ...desk, message, drafts: [{ segment, version: saved.saved === null ? 0 : saved.version }] })
    }

    it('makes no new text, and keeps its writers: neither they nor who sent it approve it', async () => {
      const desk = await room.newDesk()
      const one = desk.segments[1] ?? ''
      const { bob, ada, sam } = room.world
      await submit(room.db, bob, desk, { [one]: 'Дощило.' })
      await giveBack(desk)
      const revision = (await room.stateIn(desk, 1)).facts.returned?.revision
      assert.deepEqual((await sendAgain(ada, desk, one, 'Так у словнику.')).skipped, [])
      const { facts, work } = await room.stateIn(desk, 1)
      assert.deepEqual([work, facts.proposal?.revision, facts.proposal?.sender, facts.draft], ['waiting_review', revision, ada.id, null])
      assert.equal((await listRevisions(room.db, one, 'uk')).length, 1)
      await assert.rejects(reviewAll(room.db, bob, desk), { code: 'own_words' })
      await giveBack(desk)
      await sendAgain(bob, desk, one)
      await assert.rejects(reviewAll(room.db, bob, desk), { code: 'own_words' })
      await reviewAll(room.db, sam, desk)
      assert.deepEqual([(await room.stateIn(desk, 1)).text, (await room.stateIn(desk, 1)).facts.approved?.reviewer], ['Дощило.', sam.id])
    })

    it('only on purpose: typing the same words again says nothing', async () => {
      const desk = await room.newDesk()
      const one = desk.segments[1] ?? ''
      await submit(room.db, room.world.ada, desk, { [one]: 'Дощило.' })
      await giveBack(desk)
      const { facts: { returned, source } } = await room.stateIn(desk, 1)
      const shown = { base: returned?.revision ?? null, source: source?.revision ?? null, version: 0 }
      assert.deepEqual(await saveDraft(room.db, room.world.ada, { ...desk, segment: one, text: 'Дощило.', shown }), { saved: 'nothing', version: 0 })
    })

    it('and taken back comes to be sent again as it is', async () => {
      const desk = await room.newDesk()
      const one = desk.segments[1] ?? ''
      const { ada } = room.world
      await submit(room.db, ada, desk, { [one]: 'Дощило.' })
      await giveBack(desk)
      const { submission } = await sendAgain(ada, desk, one)
      await withdrawSubmission(room.db, ada, submission ?? '')
      const [, facts] = await factsIn(room.db, desk.article, 'en', 'uk', ada)
      assert.deepEqual([facts?.returned?.text, facts?.draft?.text], ['Дощило.', 'Дощило.'])
      const { skipped } = await sendSubmission(room.db, ada, { ...desk, message: '', drafts: [{ segment: one, version: facts?.draft?.version ?? 0 }] })
      assert.deepEqual(skipped, [])
      assert.equal((await listRevisions(room.db, one, 'uk')).length, 1)
    })

    it('is not sent over an original that changed unseen (P04)', async () => {
      const desk = await room.newDesk()
      const one = desk.segments[1] ?? ''
      const { ada } = room.world
      await submit(room.db, ada, desk, { [one]: 'Дощило.' })
      await giveBack(desk)
      const { facts: { returned, source } } = await room.stateIn(desk, 1)
      const shown = { base: returned?.revision ?? null, source: source?.revision ?? null, version: 0 }
      await saveDraft(room.db, ada, { ...desk, segment: one, text: 'Дощило.', shown, fits: true })
      await room.changeSource(desk, one, 'It poured.')
      const { skipped } = await sendSubmission(room.db, ada, { ...desk, message: '', drafts: [{ segment: one, version: 1 }] })
      assert.deepEqual(skipped, [{ segment: one, why: 'source_moved' }])
    })
  })
}

describe('the page of a translator whose texts were returned', () => {
  let site: TestSite
  const { as, newRoom, press, send, factOf, changeOriginal } = translatorOn(() => site)
  before(async () => { site = await startTestSite() })
  after(() => site.close())

  /** Everything of an article is returned in one act; the first paragraph is an example. */
  async function returnAll(texts = ['Тихий міст', 'Дощило.', 'Ніхто не прийшов.']): Promise<Room> {
    const room = await newRoom()
    const typed = Object.fromEntries(room.segments.map((segment, i) => [segment, texts[i] ?? '']))
    const { submission } = await submit(site.db, site.world.ada, room, typed)
    const verdicts = (await factsIn(site.db, room.article, 'en', 'uk')).map((facts, i) =>
      ({ ...shownOf(facts), outcome: 'return' as const, reason: i === 0 ? 'Краще «спокійний».' : WHY }))
    await returnSubmission(site.db, site.world.rev, submission ?? '', WHY, verdicts)
    return room
  }

  it('sends a returned text again as it is, on purpose and with a word to the reviewer', async () => {
    const room = await returnAll()
    const one = room.segments[0] ?? ''
    const ada = await as(site.world.ada)
    const kept = await press(ada, room.page, `again:${one}`)
    assert.match(kept.url, /done=kept&count=1/)
    assert.match(kept.html, /1 returned text stays as it is/)
    assert.match(kept.html, /Краще «спокійний»\.[\s\S]*goes to review again as it is/)
    assert.match(kept.html, /returned, unchanged[\s\S]*tell the reviewer why they stay/)
    assert.deepEqual(await checkHtml(kept.html), [])
    assert.equal((await press(ada, room.page, `next:${one}`)).status, 200)
    assert.equal((await factOf(room, 0, site.world.ada)).draft?.text, 'Тихий міст', 'saving it once more keeps it')
    assert.match((await send(ada, room.page, { message: 'Так у словнику.' })).url, /done=sent&count=1/)
    const { proposal } = await factOf(room, 0)
    const rev = await as(site.world.rev)
    const { html } = await rev.get(`/desk/submissions/${proposal?.submission ?? ''}`)
    assert.match(html, /Так у словнику\.[\s\S]*Краще «спокійний»\.[\s\S]*no change/)
  })

  it('says what is so when a button sends nothing', async () => {
    const room = await returnAll()
    const ada = await as(site.world.ada)
    const cases: [segment: number, typed: string | null, sentence: RegExp][] = [
      [1, null, /the very text that was returned; change it, or press “Send again as it is”/], [2, '', /the field is empty/],
    ]
    for (const [at, typed, sentence] of cases) {
      const segment = room.segments[at] ?? ''
      const answer = await press(ada, room.page, `send:${segment}`, typed === null ? {} : { [textOf(segment)]: typed })
      assert.equal(answer.status, 409)
      assert.match(answer.html, sentence)
      assert.doesNotMatch(answer.html, /in another window/)
    }
  })

  it('shows a whole return as one message, and the common reason beside each paragraph in short (P33)', async () => {
    const room = await returnAll()
    const ada = await as(site.world.ada)
    const { html } = await ada.get(room.page)
    assert.deepEqual(await checkHtml(html), [])
    const [message = ''] = /<section class="message returned whole"[\s\S]*?<\/section>/.exec(html) ?? []
    assert.match(message, new RegExp(`returned by Rev[\\s\\S]*${WHY}[\\s\\S]*href="#p-${room.segments[0]}">Paragraph 1</a>: Краще «спокійний»\\.`))
    assert.match(message, /2 more paragraphs were returned without a reason of their own[\s\S]*Send them again as they are/)
    assert.equal(html.split(`<p class="reason">${WHY}</p>`).length, 1, 'not repeated as the reason of each')
    const rows = html.split('<section class="row"').slice(1)
    for (const row of rows) assert.match(row, /Returned with the whole submission: “Терміни не за словником\.” <a href="[^"]*#whole-/)
    assert.match(rows[0] ?? '', /<p class="reason">Краще «спокійний»\.<\/p>/)
    const alone = await ada.get(`${room.page}/segments/${room.segments[1]}`)
    assert.match(alone.html, new RegExp(`href="${room.page}#whole-`))
    const work = await ada.get('/desk')
    assert.match(work.html, new RegExp(`returned by Rev[\\s\\S]*${WHY}[\\s\\S]*Paragraph 1</a>: Краще «спокійний»`))
    assert.deepEqual(await checkHtml(work.html), [])
  })

  it('keeps all the others of a whole return as they are in one act, and no example', async () => {
    const room = await returnAll()
    const ada = await as(site.world.ada)
    const whole = await ada.get(room.page)
    const button = /name="do" value="(rest:[0-9a-z]{22})"/.exec(whole.html)?.[1] ?? ''
    const kept = await press(ada, room.page, button)
    assert.match(kept.url, /done=kept&count=2$/)
    const texts = (await factsIn(site.db, room.article, 'en', 'uk', site.world.ada)).map(({ draft }) => draft?.text ?? null)
    assert.deepEqual(texts, [null, 'Дощило.', 'Ніхто не прийшов.'])
    assert.match((await send(ada, room.page, { [textOf(room.segments[0])]: 'Спокійний міст', message: 'Решта за словником.' })).url, /done=sent&count=2/)
    assert.equal((await press(ada, room.page, button)).status, 409, 'nothing of it is left')
  })

  it('offers to save all only while something is left to do', async () => {
    const room = await returnAll()
    const ada = await as(site.world.ada)
    assert.match((await ada.get(room.page)).html, /name="do" value="all" aria/)
    await submit(site.db, site.world.ada, room, Object.fromEntries(room.segments.map((segment, i) => [segment, `Слово ${i}`])))
    await reviewAll(site.db, site.world.rev, room)
    assert.match((await ada.get(room.page)).html, /name="do" value="all" hidden/)
  })

  it('leaves out of them what was begun to be changed, and what has another original since (P04)', async () => {
    const room = await returnAll()
    await changeOriginal(room, 2, 'Nobody came at all.')
    const ada = await as(site.world.ada)
    const button = /name="do" value="(rest:[0-9a-z]{22})"/.exec((await ada.get(room.page)).html)?.[1] ?? ''
    const answer = await press(ada, room.page, button, { [textOf(room.segments[1])]: 'Ішов дощ.' })
    assert.equal(answer.status, 409)
    const texts = (await factsIn(site.db, room.article, 'en', 'uk', site.world.ada)).map(({ draft }) => draft?.text ?? null)
    assert.deepEqual(texts, [null, 'Ішов дощ.', null])
  })
})
