import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { checkHtml } from '../../test/markup.ts'
import { browserOf, filledIn, newOriginalRoom, newReviewRoom, proposalsAt, type ReviewRoom } from '../../test/review-room.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { factsIn, newPerson, reviewAll } from '../../test/world.ts'
import { transact } from '../db/transact.ts'
import type { Actor } from '../people/model.ts'
import { writeSettings } from '../people/settings.ts'

const wordsOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

describe('the pages of two reviewers', () => {
  let site: TestSite
  let kim: Actor
  before(async () => {
    site = await startTestSite()
    kim = await newPerson(site.db, 'Kim', ['review:uk'])
  })
  after(() => site.close())

  async function newRoom(text = 'Дощило чотири дні.'): Promise<ReviewRoom> {
    await transact(site.db, (tx) => writeSettings(tx, { reviewPolicy: { uk: 'two' } }))
    const room = await newReviewRoom(site, { 1: text, 2: 'Ніхто так і не прийшов.' })
    await transact(site.db, (tx) => writeSettings(tx, { reviewPolicy: { uk: 'three' } }))
    return room
  }

  const approvedAt = async ({ article }: ReviewRoom, place: number) => (await factsIn(site.db, article, 'en', 'uk'))[place]?.approved?.text

  async function send(room: ReviewRoom, reviewer: Actor, typed: Record<string, string>) {
    const browser = await browserOf(site, reviewer)
    return browser.postRaw(room.action, filledIn(await browser.get(room.page), room, typed))
  }

  it('tell the first what comes next, and the second who was first; the text is approved by the second', async () => {
    const room = await newRoom()
    const [one = ''] = await proposalsAt(site, room, [1])
    const first = await (await browserOf(site, site.world.rev)).get(room.page)
    assert.match(wordsOf(first.html), /Two reviewers stand behind every text in this language/)
    const done = await send(room, site.world.rev, { [`outcome:${one}`]: 'approve' })
    assert.match(wordsOf(done.html), /Decided: 1 paragraph sent on to a second reviewer/)
    assert.match(wordsOf(done.html), /You have approved this\. Another reviewer decides now/)
    assert.doesNotMatch(done.html, new RegExp(`name="outcome:${one}"`))
    assert.deepEqual(await checkHtml(done.html), [])
    assert.equal(await approvedAt(room, 1), 'Дощило три дні.')

    const second = await (await browserOf(site, kim)).get(room.page)
    assert.match(wordsOf(second.html), /Waits for a second review first review: Rev/)
    assert.deepEqual(await checkHtml(second.html), [])
    const last = await send(room, kim, { [`outcome:${one}`]: 'approve' })
    assert.match(wordsOf(last.html), /1 paragraph approved/)
    assert.match(wordsOf(last.html), /Sent on to a second reviewer by Rev[^]*Approved by Kim/)
    assert.equal(await approvedAt(room, 1), 'Дощило чотири дні.')
  })

  it('count what waits for a second review, and lead nobody to what they have passed', async () => {
    const room = await newRoom()
    const [one = '', two = ''] = await proposalsAt(site, room, [1, 2])
    const linesFor = async (person: Actor, query = '') => {
      const { html } = await (await browserOf(site, person)).get(`/desk/reviews${query}`)
      return html.split('<tr').filter((line) => line.includes(room.page)).map(wordsOf)
    }
    await send(room, site.world.rev, { [`outcome:${one}`]: 'approve' })
    assert.match((await linesFor(site.world.rev))[0] ?? '', /1 for review 1 for a second review/)
    assert.match((await linesFor(site.world.rev, '?show=mine'))[0] ?? '', /1 for review/)
    await send(room, site.world.rev, { [`outcome:${two}`]: 'approve' })
    assert.deepEqual(await linesFor(site.world.rev, '?show=mine'), [])
    assert.match((await linesFor(kim, '?show=mine'))[0] ?? '', /2 for a second review/)
    const desk = await (await browserOf(site, site.world.rev)).get('/desk')
    assert.doesNotMatch(desk.html, new RegExp(room.page))
    assert.match((await (await browserOf(site, kim)).get('/desk')).html, new RegExp(room.page))
    const decided = await (await browserOf(site, kim)).get('/desk/reviews/decided')
    assert.match(wordsOf(decided.html), /Sent on to a second reviewer by Rev/)
  })

  it('count a reviewer’s typography as found good, and let whoever was first return it', async () => {
    const room = await newRoom('Дощило "чотири" дні.')
    const [one = '', two = ''] = await proposalsAt(site, room, [1, 2])
    await send(room, site.world.rev, { [`outcome:${one}`]: 'edit', [`text:${one}`]: 'Дощило «чотири» дні.' })
    const page = await send(room, site.world.rev, { [`outcome:${two}`]: 'approve' })
    const { html } = await (await browserOf(site, kim)).get('/desk/reviews')
    const line = wordsOf(html.split('<tr').find((some) => some.includes(room.page)) ?? '')
    assert.match(line, /2 for a second review/)
    const back = `${room.page}/return`
    assert.match(page.html, new RegExp(`href="${back}"`))
    const rev = await browserOf(site, site.world.rev)
    const offered = await rev.get(back)
    const marked = Object.fromEntries((await proposalsAt(site, room, [1, 2])).map((id) => [`reason:${id}`, 'Ні.']))
    const done = await rev.postRaw(back, filledIn(offered, { ...room, action: back }, { reason: 'Зовсім не те.', ...marked }))
    assert.match(wordsOf(done.html), /2 returned/)
  })

  it('approve the rest as far as that is theirs, and do not offer it again', async () => {
    const room = await newRoom()
    const rev = await browserOf(site, site.world.rev)
    const rest = `${room.page}/rest`
    const offered = await rev.get(rest)
    assert.match(wordsOf(offered.html), /exactly these 2 paragraphs[^.]*\.[^.]*\. Two reviewers stand/)
    const done = await rev.postRaw(rest, filledIn(offered, { ...room, action: rest }, {}))
    assert.match(wordsOf(done.html), /2 paragraphs sent on to a second reviewer/)
    assert.match(wordsOf((await rev.get(rest)).html), /There is nothing to approve together/)
    assert.equal(await approvedAt(room, 1), 'Дощило три дні.')
  })

  it('tell the sender who accepts an edit that a second reviewer comes next', async () => {
    const room = await newRoom()
    const [one = ''] = await proposalsAt(site, room, [1])
    await send(room, site.world.rev, { [`outcome:${one}`]: 'edit', [`text:${one}`]: 'Дощ ішов чотири дні.' })
    const [edited = ''] = await proposalsAt(site, room, [1])
    const ada = await browserOf(site, site.world.ada)
    const page = await ada.get(room.page)
    assert.match(wordsOf(page.html), /Once you confirm, these words go on to a second reviewer/)
    const action = `/desk/proposals/${edited}/confirmations`
    const done = await ada.postRaw(action, filledIn(page, { ...room, action }, {}))
    assert.match(wordsOf(done.html), /The edit is confirmed: the paragraph waits for a second review/)
    assert.equal(await approvedAt(room, 1), 'Дощило три дні.')
    await send(room, kim, { [`outcome:${edited}`]: 'approve' })
    assert.equal(await approvedAt(room, 1), 'Дощ ішов чотири дні.')
  })

  for (const [language, sends, follows, approves] of [
    ['en', /Two reviewers|In this language two reviewers, one after the other/, /Once you confirm, these words go on to a second reviewer; only then/, /Once you confirm, the paragraph is approved/],
    ['uk', /мають погодити двоє рецензентів/, /Після підтвердження ці слова перейдуть на другу рецензію/, /Після підтвердження абзац буде погоджено/],
  ] as const) {
    it(`say beside the translator’s buttons what follows, before they are pressed, in ${language}`, async () => {
      const room = await newRoom()
      const [one = ''] = await proposalsAt(site, room, [1])
      await send(room, site.world.rev, { [`outcome:${one}`]: 'edit', [`text:${one}`]: 'Дощ ішов чотири дні.' })
      const ada = await browserOf(site, site.world.ada, language)
      const desk = `/desk/articles/${room.article}/languages/uk`
      const places = [desk, `${desk}/segments/${room.segments[1]}`]
      for (const place of places) assert.match(wordsOf((await ada.get(place)).html), follows)
      assert.match(wordsOf((await ada.get(desk)).html), sends)
      const [edited = ''] = await proposalsAt(site, room, [1])
      await send(room, kim, { [`outcome:${edited}`]: 'edit', [`text:${edited}`]: 'Дощ ішов аж чотири дні.' })
      // Two reviewers have read it by now: the sender has the last word.
      for (const place of places) {
        const { html } = await ada.get(place)
        assert.match(wordsOf(html), approves)
        assert.doesNotMatch(wordsOf(html), follows)
        assert.deepEqual(await checkHtml(html), [])
      }
      await transact(site.db, (tx) => writeSettings(tx, { reviewPolicy: { uk: 'two' } }))
      assert.match(wordsOf((await ada.get(desk)).html), approves)
      assert.doesNotMatch(wordsOf((await ada.get(desk)).html), sends)
    })

    it(`say that a translation that still fits is looked at by two, in ${language}`, async () => {
      const room = await newRoom()
      const original = await newOriginalRoom(site, room, { 3: 'The river rose at night.' })
      await reviewAll(site.db, site.world.rev, original)
      const ada = await browserOf(site, site.world.ada, language)
      const page = `/desk/articles/${room.article}/languages/uk/segments/${room.segments[3]}`
      const says = { en: /Two reviewers, one after the other, approve that too/, uk: /Це теж мають погодити двоє рецензентів/ }[language]
      assert.match(wordsOf((await ada.get(page)).html), says)
      await transact(site.db, (tx) => writeSettings(tx, { reviewPolicy: { uk: 'two' } }))
      assert.doesNotMatch(wordsOf((await ada.get(page)).html), says)
      await transact(site.db, (tx) => writeSettings(tx, { reviewPolicy: { uk: 'three' } }))
    })
  }
})
