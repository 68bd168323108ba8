import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { openNewsroom, type Newsroom } from '../../test/newsroom.ts'
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
