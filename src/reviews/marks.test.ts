import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { choicesIn } from '../../test/forms.ts'
import { checkHtml } from '../../test/markup.ts'
import { openNewsroom, type Newsroom } from '../../test/newsroom.ts'
import { browserOf, countDecisions, filledIn, newReviewRoom, proposalsAt, type ReviewRoom } from '../../test/review-room.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { shownOf, submit } from '../../test/world.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import type { Actor } from '../people/model.ts'
import { writeSettings } from '../people/settings.ts'
import { withdrawMark } from '../quality/marks-actions.ts'
import { listQualityMarks, tallySubmission } from '../quality/marks-store.ts'
import { penaltyOf, type NewMark } from '../quality/marks.ts'
import { returnSubmission, reviewSubmission } from './actions.ts'
import type { Verdict } from './model.ts'

const WRONG: NewMark = { category: 'accuracy', severity: 'major', words: 'Лило', comment: 'Не лило, а дощило.' }
const turn = (db: Db, on: boolean) => transact(db, (tx) => writeSettings(tx, { qualityMarks: on }))

for (const [name, open] of Object.entries(databases)) {
  describe(`quality marks, on ${name}`, () => {
    let db: Db
    let room: Newsroom
    before(async () => {
      db = await open()
      room = await openNewsroom(db)
      await turn(db, true)
    })
    after(() => db.destroy())

    /** A translated paragraph that waits, and what decides on it. */
    async function newWaiting(text = 'Лило.', sender: Actor = room.world.ada) {
      const desk = await room.newDesk()
      const { submission } = await submit(db, sender, desk, { [desk.segments[1] ?? '']: text })
      const { facts } = await room.stateIn(desk, 1)
      const decide = (reviewer: Actor, verdict: Partial<Verdict>) =>
        reviewSubmission(db, reviewer, submission ?? '', [{ ...shownOf(facts), outcome: 'approve', ...verdict } as Verdict])
      return { desk, submission: submission ?? '', revision: facts.proposal?.revision ?? '', verdict: shownOf(facts), decide }
    }

    const marksOn = async (revision: string) => (await listQualityMarks(db, [revision])).get(revision) ?? []

    it('are kept with the decision, whatever it is, and counted in words of the original', async () => {
      for (const verdict of [{}, { outcome: 'return', reason: 'Ні.' }, { outcome: 'edit', text: 'Дощило.' }] as Partial<Verdict>[]) {
        const { decide, revision, submission } = await newWaiting()
        await decide(room.world.rev, { ...verdict, marks: [WRONG, { ...WRONG, severity: 'minor', words: '', comment: '' }] })
        assert.deepEqual((await marksOn(revision)).map(({ severity, words, comment, by }) => [severity, words, comment, by]),
          [['major', 'Лило', WRONG.comment, room.world.rev.id], ['minor', '', '', room.world.rev.id]])
        const tally = await tallySubmission(db, submission)
        assert.deepEqual([tally.words, tally.paragraphs, penaltyOf(tally)], [2, 1, 6])
      }
    })

    it('are told to the ledger with the decision', async () => {
      const { decide, submission, desk } = await newWaiting()
      await decide(room.world.rev, { marks: [WRONG] })
      const { details } = await db.selectFrom('ledger').select('details').where('subject', '=', `submission:${submission}`)
        .orderBy('number', 'desc').executeTakeFirstOrThrow()
      assert.deepEqual((JSON.parse(details) as { marks: unknown }).marks, [[desk.segments[1], 'accuracy', 'major']])
    })

    it('are not kept of what moved meanwhile, nor of what a reviewer wrote, nor counted there', async () => {
      const { decide, desk, submission } = await newWaiting()
      await submit(db, room.world.ada, desk, { [desk.segments[1] ?? '']: 'Мжичило.' })
      assert.equal((await decide(room.world.rev, { marks: [WRONG] })).moved.length, 1)
      assert.equal((await tallySubmission(db, submission)).paragraphs, 0)
      const edited = await newWaiting()
      await edited.decide(room.world.rev, { outcome: 'edit', text: 'Лилося.' })
      const { facts } = await room.stateIn(edited.desk, 1)
      const again = (marks: NewMark[]) => reviewSubmission(db, room.world.sam, edited.submission, [{ ...shownOf(facts), outcome: 'approve', marks }])
      await assert.rejects(again([{ ...WRONG, words: '' }]), { code: 'wrong_state' })
      await again([])
      assert.equal((await tallySubmission(db, edited.submission)).paragraphs, 1)
    })

    it('are made once by the first of two reviewers who sends the same again, and again by the second', async () => {
      const setPolicy = (uk: 'two' | 'three') => transact(db, (tx) => writeSettings(tx, { reviewPolicy: { uk } }))
      await setPolicy('three')
      const { decide, revision, submission } = await newWaiting()
      const other: NewMark = { ...WRONG, severity: 'minor' }
      for (const marks of [[WRONG], [WRONG], [WRONG, other]]) assert.equal((await decide(room.world.rev, { marks })).done[0]?.result, 'passed')
      assert.deepEqual((await marksOn(revision)).map(({ severity, by }) => [severity, by]), [['major', room.world.rev.id], ['minor', room.world.rev.id]])
      await decide(room.world.sam, { marks: [WRONG] })
      const tally = await tallySubmission(db, submission)
      assert.deepEqual([(await marksOn(revision)).length, tally.paragraphs], [3, 1])
      await setPolicy('two')
    })

    it('are refused with the whole decision: on one’s own words, on words that are not in the text, and where they are off', async () => {
      const own = await newWaiting('Лило.', room.world.bob)
      await assert.rejects(own.decide(room.world.bob, { outcome: 'return', reason: 'Ні.', marks: [WRONG] }), { code: 'wrong_state' })
      const { decide } = await newWaiting()
      await assert.rejects(decide(room.world.rev, { marks: [{ ...WRONG, words: 'Сніжило' }] }), { code: 'invalid' })
      await turn(db, false)
      await assert.rejects(decide(room.world.rev, { marks: [WRONG] }), { code: 'wrong_state' })
      await decide(room.world.rev, {})
      await turn(db, true)
    })

    it('do not count what is decided while they are off, nor what is returned as a whole', async () => {
      await turn(db, false)
      const off = await newWaiting()
      await off.decide(room.world.rev, {})
      await turn(db, true)
      const whole = await newWaiting()
      await returnSubmission(db, room.world.rev, whole.submission, 'Усе.', [{ ...whole.verdict, outcome: 'return', reason: 'Усе.' }])
      for (const { submission } of [off, whole]) assert.equal((await tallySubmission(db, submission)).paragraphs, 0)
    })

    it('are taken back by whoever made them alone: they stay stored and count no more', async () => {
      const { decide, revision, submission } = await newWaiting()
      await decide(room.world.rev, { marks: [WRONG] })
      const [mark] = await marksOn(revision)
      for (const other of [room.world.sam, room.world.ada, room.world.admin]) {
        await assert.rejects(withdrawMark(db, other, mark?.id ?? ''), { code: 'forbidden' }, other.name)
      }
      await withdrawMark(db, room.world.rev, mark?.id ?? '')
      await withdrawMark(db, room.world.rev, mark?.id ?? '')
      assert.deepEqual(await marksOn(revision), [])
      const tally = await tallySubmission(db, submission)
      assert.deepEqual([penaltyOf(tally), tally.words], [0, 2])
      assert.equal((await db.selectFrom('ledger').select('number').where('act', '=', 'mark.withdrawn').where('subject', '=', `submission:${submission}`).execute()).length, 1)
      await assert.rejects(db.deleteFrom('quality_mark').where('id', '=', mark?.id ?? '').execute())
      await assert.rejects(withdrawMark(db, room.world.rev, '0'.repeat(22)), { code: 'not_found' })
    })
  })
}

describe('quality marks on the reviewer’s page', () => {
  let site: TestSite
  before(async () => {
    site = await startTestSite()
    await turn(site.db, true)
  })
  after(() => site.close())

  const newRoom = () => newReviewRoom(site, { 1: 'Дощило чотири дні.', 2: 'Нікого не було.' })
  const markedAt = (id: string | undefined, n: number, [category, severity, words, comment]: readonly string[]) => Object.fromEntries(
    Object.entries({ category, severity, words, comment }).map(([part, value]) => [`${part}-${n}:${id}`, value ?? '']))
  const linesOf = (html: string, id: string | undefined) => html.split(`name="category-`).filter((piece) => piece.startsWith(`${Number.parseInt(piece, 10)}:${id}"`)).length
  const paragraph = ({ article, segments }: ReviewRoom) => `/desk/articles/${article}/languages/uk/segments/${segments[1]}`

  it('stand ready in three lines, travel with the decision, and are shown to whom they concern (without scripts)', async () => {
    const room = await newRoom()
    const [first] = await proposalsAt(site, room, [1])
    const rev = await browserOf(site, site.world.rev)
    const form = await rev.get(room.page)
    assert.equal(linesOf(form.html, first), 3)
    assert.deepEqual(await checkHtml(form.html), [])
    const answer = await rev.postRaw(room.action, filledIn(form, room, {
      [`outcome:${first}`]: 'return', [`reason:${first}`]: 'Було три.', ...markedAt(first, 2, ['accuracy', 'critical', 'чотири', 'Три, а <не> чотири.']),
    }))
    assert.match(answer.url, /returned=1$/)
    assert.match(answer.html, /Accuracy<\/b>, critical: <q lang="uk">чотири<\/q>/)
    assert.match(answer.html, /Три, а &lt;не&gt; чотири\./)
    assert.match(answer.html, /Penalty points per 1,000 words: 5,000/)
    assert.deepEqual(await checkHtml(answer.html), [])
    const { ada, sam, admin, tom, ed } = site.world
    for (const [person, sees] of [[ada, true], [sam, true], [admin, true], [tom, false], [ed, false]] as const) {
      const browser = await browserOf(site, person)
      for (const page of [room.page, paragraph(room), paragraph(room).replace(/\/segments.*/, '')]) assert.equal((await browser.get(page)).html.includes('&lt;не&gt;'), sees, `${person.name} ${page}`)
      assert.doesNotMatch((await browser.get(room.page)).html, /Take the mark back/)
    }
  })

  it('are taken back by a button, by whoever made them', async () => {
    const room = await newRoom()
    const [first] = await proposalsAt(site, room, [1])
    const rev = await browserOf(site, site.world.rev)
    const { html } = await rev.postRaw(room.action, filledIn(await rev.get(room.page), room, {
      [`outcome:${first}`]: 'approve', ...markedAt(first, 1, ['style', 'minor', '', 'Сухо.']),
    }))
    const [, address = ''] = /formaction="(\/desk\/marks\/[^"]+)"/.exec(html) ?? []
    assert.equal((await (await browserOf(site, site.world.sam)).post(room.page, address, {})).status, 403)
    const after = await rev.post(room.page, address, {})
    assert.equal(after.status, 200)
    assert.doesNotMatch(after.html, /Сухо\./)
  })

  const mistakes: [what: string, mark: string[], says: RegExp][] = [
    ['without a severity', ['style', '', '', 'Сухо.'], /Say for each mark what is wrong and how badly/],
    ['of words that are not in the text', ['style', 'minor', 'Сніжило', ''], /The words named in a mark do not stand in the text/],
    ['with a control character', ['style', 'minor', '', 'a\u0001'], /control characters/],
    ['with a long comment', ['style', 'minor', '', 'а'.repeat(1001)], /too many characters/],
  ]
  for (const [what, mark, says] of mistakes) {
    it(`keep everything typed on a mark ${what}, and decide nothing (P01)`, async () => {
      const room = await newRoom()
      const [first] = await proposalsAt(site, room, [1])
      const rev = await browserOf(site, site.world.rev)
      const count = await countDecisions(site)
      const answer = await rev.postRaw(room.action, filledIn(await rev.get(room.page), room, { [`outcome:${first}`]: 'approve', ...markedAt(first, 1, mark) }))
      assert.equal(answer.status, 422)
      assert.match(answer.html, says)
      assert.equal(linesOf(answer.html, first), 4)
      const kept = new Map([...filledIn(answer, room, {}), ...choicesIn(answer.html, room.action)])
      assert.deepEqual(['category', 'severity', 'words', 'comment'].map((part) => kept.get(`${part}-1:${first}`)), mark)
      assert.equal(await countDecisions(site), count)
      assert.deepEqual(await checkHtml(answer.html), [])
    })
  }

  it('are saved for later with three more lines, and found again with the words when what was shown moved on (P01)', async () => {
    const room = await newRoom()
    const [first] = await proposalsAt(site, room, [1])
    const rev = await browserOf(site, site.world.rev)
    const form = filledIn(await rev.get(room.page), room, [1, 2, 3].reduce((fields, n) => ({ ...fields, ...markedAt(first, n, ['style', 'minor', '', `Примітка ${n}`]) }), {}))
    const saved = await rev.postRaw(`${room.page}/drafts`, form)
    assert.equal(linesOf(saved.html, first), 6)
    await submit(site.db, site.world.ada, room, { [room.segments[1] ?? '']: 'Дощило пʼять днів.' })
    assert.match((await rev.get(room.page)).html, /Style and minor[\s\S]*Примітка 3/)
  })

  it('keep what was typed when they are switched off meanwhile, and say so', async () => {
    const room = await newRoom()
    const [first] = await proposalsAt(site, room, [1])
    const rev = await browserOf(site, site.world.rev)
    const form = filledIn(await rev.get(room.page), room, { [`outcome:${first}`]: 'approve', ...markedAt(first, 1, ['style', 'minor', '', 'Сухо.']) })
    await turn(site.db, false)
    const answer = await rev.postRaw(room.action, form)
    assert.equal(answer.status, 422)
    assert.match(answer.html, /Quality marks were switched off meanwhile[\s\S]*Сухо\./)
    assert.doesNotMatch((await rev.get((await newRoom()).page)).html, /category-1/)
    await turn(site.db, true)
  })

  it('refuse what the form does not offer', async () => {
    const room = await newRoom()
    const [first] = await proposalsAt(site, room, [1])
    const rev = await browserOf(site, site.world.rev)
    for (const forged of [{ [`category-1:${first}`]: 'taste' }, { [`severity-21:${first}`]: 'minor' }, { [`severity-0:${first}`]: 'minor' }]) {
      const fields = [...filledIn(await rev.get(room.page), room, {}), ...Object.entries(forged)]
      assert.equal((await rev.postRaw(room.action, fields)).status, 422)
    }
  })
})
