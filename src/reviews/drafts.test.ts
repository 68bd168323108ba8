import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { fieldsIn } from '../../test/forms.ts'
import { checkHtml } from '../../test/markup.ts'
import { openNewsroom, type Newsroom } from '../../test/newsroom.ts'
import { browserOf, countDecisions, filledIn, newLongRoom, newOriginalRoom, newReviewRoom, proposalsAt } from '../../test/review-room.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { factsIn, reviewAll, shownOf, submit } from '../../test/world.ts'
import { reviewSubmission } from './actions.ts'
import { listReviewDrafts } from './draft-store.ts'
import { keepChoices } from './drafts.ts'
import type { Choice } from './verdicts.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`choices saved and not sent, on ${name}`, () => {
    let room: Newsroom
    before(async () => { room = await openNewsroom(await open()) })
    after(() => room.db.destroy())

    async function newChoice(): Promise<{ submission: string; choice: Choice; desk: Awaited<ReturnType<Newsroom['newDesk']>> }> {
      const desk = await room.newDesk()
      const { submission } = await submit(room.db, room.world.ada, desk, { [desk.segments[1] ?? '']: 'Дощило.' })
      const pair = shownOf((await room.stateIn(desk, 1)).facts)
      return { submission: submission ?? '', desk, choice: { ...pair, outcome: null, text: null, reason: '', minor: false, marks: [], version: 0 } }
    }

    it('are the reviewer’s own, and forgotten when taken back', async () => {
      const { db, world: { rev, sam } } = room
      const { submission, choice } = await newChoice()
      const kept = await keepChoices(db, rev, submission, [{ ...choice, outcome: 'return', reason: 'Не\r\nтак' }])
      assert.deepEqual([...kept.values()].map(({ outcome, reason, version }) => [outcome, reason, version]), [['return', 'Не\nтак', 1]])
      assert.deepEqual(await listReviewDrafts(db, rev.id, submission), kept)
      assert.equal((await listReviewDrafts(db, sam.id, submission)).size, 0)
      await keepChoices(db, rev, submission, [{ ...choice, version: 1 }])
      assert.equal((await listReviewDrafts(db, rev.id, submission)).size, 0)
    })

    it('of two windows lose nothing that only one of them has', async () => {
      const { db, world: { rev } } = room
      const { submission, choice } = await newChoice()
      await keepChoices(db, rev, submission, [{ ...choice, reason: 'Довга причина' }])
      await keepChoices(db, rev, submission, [choice])
      const kept = await keepChoices(db, rev, submission, [{ ...choice, outcome: 'edit', text: 'Дощило й дощило.' }])
      assert.deepEqual([...kept.values()].map(({ outcome, text, reason }) => [outcome, text, reason]), [['edit', 'Дощило й дощило.', 'Довга причина']])
    })

    it('are gone once decided, also what others only chose; words that others typed stay theirs', async () => {
      const { db, world: { rev, sam, bob } } = room
      const { submission, choice } = await newChoice()
      await keepChoices(db, rev, submission, [{ ...choice, outcome: 'approve' }])
      await keepChoices(db, sam, submission, [{ ...choice, outcome: 'approve' }])
      await keepChoices(db, bob, submission, [{ ...choice, outcome: 'return', reason: 'Ні.' }])
      await reviewSubmission(db, rev, submission, [{ proposal: choice.proposal, shown: choice.shown, outcome: 'approve' }])
      const left = await Promise.all([rev, sam, bob].map(async ({ id }) => (await listReviewDrafts(db, id, submission)).size))
      assert.deepEqual(left, [0, 0, 1])
    })

    it('are refused to who may not review the language, and for what is not in the submission', async () => {
      const { db, world: { rev, tom, ada } } = room
      const { submission, choice } = await newChoice()
      const other = await newChoice()
      for (const person of [tom, ada]) await assert.rejects(keepChoices(db, person, submission, [{ ...choice, outcome: 'approve' }]), { code: 'forbidden' })
      await assert.rejects(keepChoices(db, rev, submission, [{ ...other.choice, outcome: 'approve' }]), { code: 'not_found' })
    })

    it('keep any characters somebody types', async () => {
      const { db, world: { rev } } = room
      const { submission, choice } = await newChoice()
      const kept = await keepChoices(db, rev, submission, [{ ...choice, reason: 'a\0b\u{1F600}\ud800' }])
      assert.deepEqual(await listReviewDrafts(db, rev.id, submission), kept)
      assert.equal(kept.get(choice.proposal)?.reason, 'a\uFFFDb\u{1F600}\uFFFD')
    })
  })
}

describe('a reviewer who leaves halfway', () => {
  let site: TestSite
  before(async () => {
    site = await startTestSite()
  })
  after(() => site.close())

  it('finds every choice and word again, and nobody else does (P33)', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.', 2: 'Ніхто не прийшов!', 3: 'Ріка стала.' })
    const [first, second, third] = await proposalsAt(site, room, [1, 2, 3])
    const rev = await browserOf(site, site.world.rev)
    const typed = {
      [`outcome:${first}`]: 'approve', [`outcome:${second}`]: 'return', [`reason:${second}`]: '', [`outcome:${third}`]: 'edit', [`text:${third}`]: 'Ріка аж стала.',
    }
    const count = await countDecisions(site)
    const answer = await rev.postRaw(`${room.page}/drafts`, filledIn(await rev.get(room.page), room, typed))
    assert.match(answer.html, /role="status">Saved for later\. Nothing is sent yet, and only you can see it\./)
    const again = new Map(fieldsIn((await (await browserOf(site, site.world.rev)).get(room.page)).html, room.action))
    for (const [name, value] of Object.entries(typed)) assert.equal(again.get(name), value, name)
    assert.equal(answer.html.split('Saved, not sent').length - 1, 3)
    assert.equal(await countDecisions(site), count)
    const sams = (await (await browserOf(site, site.world.sam)).get(room.page)).html
    assert.doesNotMatch(sams, /Saved, not sent|аж стала/)
  })

  it('finds the words, but not the choice, where what was shown moved on (P08)', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.', 2: 'Ніхто не прийшов!' })
    const [first, second] = await proposalsAt(site, room, [1, 2])
    const rev = await browserOf(site, site.world.rev)
    await rev.postRaw(`${room.page}/drafts`, filledIn(await rev.get(room.page), room, {
      [`outcome:${first}`]: 'return', [`reason:${first}`]: 'Було інакше.', [`outcome:${second}`]: 'return', [`reason:${second}`]: 'Не так.',
    }))
    await newOriginalRoom(site, room, { 1: 'It rained for four days.' })
    await reviewAll(site.db, site.world.sam, { ...room, language: 'en' })
    await submit(site.db, site.world.ada, room, { [room.segments[2] ?? '']: 'Нікого.' })
    const page = await rev.get(room.page)
    const fields = new Map(fieldsIn(page.html, room.action))
    assert.deepEqual([fields.get(`outcome:${first}`), fields.get(`reason:${first}`)], ['', 'Було інакше.'])
    assert.match(page.html, /the choice is dropped, your words are kept/)
    assert.match(page.html, /What you typed before it changed[\s\S]*readonly[^>]*>\nНе так\./)
    assert.deepEqual(await checkHtml(page.html), [])
    const [, kept = ''] = /name="forget" value="(\w+)"/.exec(page.html) ?? []
    const gone = await rev.postRaw(`${room.page}/drafts`, [...fieldsIn(page.html, `${room.page}/drafts`), ['forget', kept]])
    assert.match(gone.html, /Your words are discarded/)
    assert.doesNotMatch(gone.html, /Не так\./)
    assert.match(gone.html, /Було інакше\./)
    assert.equal((await rev.post(room.page, `${room.page}/drafts`, [['forget', 'x\0']])).status, 422)
  })

  it('moves between sections with what was chosen, and sends all of it together (P33)', async () => {
    const room = await newLongRoom(site, 47)
    const [first, late] = await proposalsAt(site, room, [0, 45])
    const rev = await browserOf(site, site.world.rev)
    const page = await rev.get(room.page)
    assert.match(page.html, /Section 1[\s\S]*Section 2[\s\S]*Section 3/)
    const third = await rev.postRaw(`${room.page}/drafts`, filledIn(page, room, { [`outcome:${first}`]: 'approve', section: '3' }))
    assert.match(third.url, /page=3$/)
    assert.match(third.html, /20 wait, 1 chosen/)
    const answer = await rev.postRaw(room.action, filledIn(third, room, { [`outcome:${late}`]: 'return', [`reason:${late}`]: 'Не те.', all: 'yes' }))
    assert.match(answer.url, /approved=1&returned=1$/)
    assert.match(answer.html, /2 of 47 paragraphs decided/)
    assert.match(answer.html, /1 paragraph approved, 1 returned and 45 waiting for review/)
    const facts = await factsIn(site.db, room.article, 'en', 'uk')
    assert.deepEqual([facts[0]?.approved?.text, facts[45]?.returned?.reason], ['Абзац 0, перекладений уперше.', 'Не те.'])
  })

  it('is told once of what moved meanwhile in other sections, and it is not sent again', async () => {
    const room = await newLongRoom(site, 25)
    const [first, late] = await proposalsAt(site, room, [0, 24])
    const rev = await browserOf(site, site.world.rev)
    const chosen = { [`outcome:${first}`]: 'approve', section: '2' }
    const second = await rev.postRaw(`${room.page}/drafts`, filledIn(await rev.get(room.page), room, chosen))
    await submit(site.db, site.world.ada, room, { [room.segments[0] ?? '']: 'Зовсім інше.' })
    const answer = await rev.postRaw(room.action, filledIn(second, room, { [`outcome:${late}`]: 'approve', all: 'yes' }))
    assert.equal(answer.status, 409)
    assert.match(answer.html, /1 paragraph approved\.[\s\S]*1 paragraph changed meanwhile/)
    assert.doesNotMatch((await rev.get(room.page)).html, /\d chosen|saved in/)
  })

  it('is told of a mistake saved in another section, where it is', async () => {
    const room = await newLongRoom(site, 25)
    const [first] = await proposalsAt(site, room, [0])
    const rev = await browserOf(site, site.world.rev)
    const second = await rev.postRaw(`${room.page}/drafts`, filledIn(await rev.get(room.page), room, { [`outcome:${first}`]: 'return', section: '2' }))
    const count = await countDecisions(site)
    const answer = await rev.postRaw(room.action, filledIn(second, room, { all: 'yes' }))
    assert.equal(answer.status, 422)
    assert.match(answer.html, new RegExp(`href="#reason-${first}"`))
    assert.ok(fieldsIn(answer.html, room.action).some(([name]) => name === `shown:${first}`))
    assert.equal(await countDecisions(site), count)
  })

  it('loses nothing when a form is refused: it is saved as well', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.' })
    const [id = ''] = await proposalsAt(site, room, [1])
    const rev = await browserOf(site, site.world.rev)
    const refused = await rev.postRaw(room.action, filledIn(await rev.get(room.page), room, { [`reason:${id}`]: 'Бо ні.' }))
    assert.equal(refused.status, 422)
    assert.equal(new Map(fieldsIn((await rev.get(room.page)).html, room.action)).get(`reason:${id}`), 'Бо ні.')
  })

  it('answers a page that saves by itself with the versions to go on from', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.' })
    const [id = ''] = await proposalsAt(site, room, [1])
    const rev = await browserOf(site, site.world.rev)
    const fields = filledIn(await rev.get(room.page), room, { [`outcome:${id}`]: 'approve' })
    const answer = await rev.postRaw(`${room.page}/drafts`, fields, { accept: 'application/json' })
    assert.deepEqual((JSON.parse(answer.html) as { versions: object }).versions, { [id]: 1 })
    const gone = await rev.postRaw(`${room.page}/drafts`, [...fields, [`shown:${'0'.repeat(22)}`, `${'0'.repeat(22)},,`]], { accept: 'application/json' })
    assert.equal(gone.status, 404)
  })
})
