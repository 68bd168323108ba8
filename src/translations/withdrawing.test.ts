import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { openNewsroom, type Newsroom } from '../../test/newsroom.ts'
import { factsIn, reviewAll, shownOf, submit, type } from '../../test/world.ts'
import type { Db } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { findLedgerFault } from '../ledger/store.ts'
import { reviewSubmission } from '../reviews/actions.ts'
import { listWriters } from '../segments/lineage.ts'
import { giveUpReturn, withdrawSubmission } from './withdrawing.ts'

const refused = (code: AppError['code']) => (error: unknown) => error instanceof AppError && error.code === code

for (const [name, open] of Object.entries(databases)) {
  describe(`taking back what was sent (${name})`, () => {
    let db: Db
    let room: Newsroom
    before(async () => {
      db = await open()
      room = await openNewsroom(db)
    })
    after(() => db.destroy())

    it('closes what waits and brings the texts back as drafts that can be sent again', async () => {
      const { world: { ada } } = room
      const desk = await room.newDesk()
      const [, one = '', two = ''] = desk.segments
      const { submission } = await submit(db, ada, desk, { [one]: 'Дощило.', [two]: 'Нікого.' })
      const withdrawn = await withdrawSubmission(db, ada, submission ?? '')
      assert.deepEqual(new Set(withdrawn.segments), new Set([one, two]))
      const facts = await factsIn(db, desk.article, 'en', 'uk', ada)
      assert.deepEqual(facts.map(({ draft, proposal }) => [draft?.text ?? null, proposal]), [[null, null], ['Дощило.', null], ['Нікого.', null]])
      await submit(db, ada, desk, { [one]: 'Дощило.' })
      assert.equal((await room.stateIn(desk, 1)).facts.proposal?.text, 'Дощило.')
      const { details } = await db.selectFrom('ledger').select('details').where('act', '=', 'submission.withdrawn')
        .where('subject', '=', `submission:${submission}`).executeTakeFirstOrThrow()
      assert.deepEqual(JSON.parse(details), { article: desk.article, language: 'uk', segments: withdrawn.segments })
      assert.equal(await findLedgerFault(db), null)
    })

    it('takes back single paragraphs, and leaves what a reviewer has decided', async () => {
      const { world: { ada, rev } } = room
      const desk = await room.newDesk()
      const [title = '', one = '', two = ''] = desk.segments
      const { submission } = await submit(db, ada, desk, { [title]: 'Міст', [one]: 'Дощило.', [two]: 'Нікого.' })
      const facts = await factsIn(db, desk.article, 'en', 'uk')
      const [first, second] = facts.map((one) => shownOf(one))
      await withdrawSubmission(db, ada, submission ?? '', [first?.proposal ?? ''])
      await reviewSubmission(db, rev, submission ?? '', [{ ...second ?? assert.fail(), outcome: 'approve' }])
      const { segments } = await withdrawSubmission(db, ada, submission ?? '')
      assert.deepEqual(segments, [two])
      assert.equal((await room.stateIn(desk, 1)).text, 'Дощило.')
      await assert.rejects(withdrawSubmission(db, ada, submission ?? ''), refused('moved_on'))
    })

    it('makes a reviewer’s open page skip what was taken back', async () => {
      const { world: { ada, rev } } = room
      const desk = await room.newDesk()
      const { submission } = await submit(db, ada, desk, { [desk.segments[1] ?? '']: 'Дощило.' })
      const shown = shownOf((await room.stateIn(desk, 1)).facts)
      await withdrawSubmission(db, ada, submission ?? '')
      const { done, moved } = await reviewSubmission(db, rev, submission ?? '', [{ ...shown, outcome: 'approve' }])
      assert.deepEqual([done, moved], [[], [desk.segments[1]]])
    })

    it('is for whoever sent it alone, and only while they may write', async () => {
      const { world } = room
      const desk = await room.newDesk()
      const { submission } = await submit(db, world.ada, desk, { [desk.segments[1] ?? '']: 'Дощило.' })
      for (const person of [world.bob, world.rev, world.ed, world.admin, { ...world.ada, grants: [] }]) {
        await assert.rejects(withdrawSubmission(db, person, submission ?? ''), refused('forbidden'))
      }
      await assert.rejects(withdrawSubmission(db, world.ada, submission ?? '', ['x'.repeat(22)]), refused('not_found'))
    })

    it('keeps a newer draft, which goes on from what stands there then', async () => {
      const { world: { ada } } = room
      const desk = await room.newDesk()
      const [, one = ''] = desk.segments
      const { submission } = await submit(db, ada, desk, { [one]: 'Дощило.' })
      await type(db, ada, desk, one, 'Лило як із відра.')
      await withdrawSubmission(db, ada, submission ?? '')
      assert.equal((await submit(db, ada, desk, { [one]: 'Лило як із відра.' })).skipped.length, 0)
      assert.equal((await room.stateIn(desk, 1)).facts.proposal?.text, 'Лило як із відра.')
    })

    it('does not hide who wrote the words: a reviewer’s edit in them stays the reviewer’s', async () => {
      const { world: { ada, rev } } = room
      const desk = await room.newDesk()
      const [, one = ''] = desk.segments
      await submit(db, ada, desk, { [one]: 'Дощило.' })
      await reviewAll(db, rev, desk, () => ({ outcome: 'edit', text: 'Дощило вранці.' }))
      const { submission } = await submit(db, ada, desk, { [one]: 'Дощило вранці й увечері.' })
      await withdrawSubmission(db, ada, submission ?? '')
      await submit(db, ada, desk, { [one]: 'Дощило вранці, а також увечері.' })
      const { proposal } = (await room.stateIn(desk, 1)).facts
      assert.deepEqual((await listWriters(db, [proposal?.revision ?? ''])).get(proposal?.revision ?? ''), new Set([ada.id, rev.id]))
    })

    it('opens a return again that the withdrawn text had answered', async () => {
      const { world: { ada, rev } } = room
      const desk = await room.newDesk()
      const [, one = ''] = desk.segments
      await submit(db, ada, desk, { [one]: 'Дощило.' })
      await reviewAll(db, rev, desk, () => ({ outcome: 'return', reason: 'Ні.' }))
      const { submission } = await submit(db, ada, desk, { [one]: 'Лило.' })
      await withdrawSubmission(db, ada, submission ?? '')
      assert.equal((await room.stateIn(desk, 1)).work, 'returned')
      assert.equal((await submit(db, ada, desk, { [one]: 'Лило.' })).skipped.length, 0)
    })
  })

  describe(`giving up a returned text (${name})`, () => {
    let db: Db
    let room: Newsroom
    before(async () => {
      db = await open()
      room = await openNewsroom(db)
    })
    after(() => db.destroy())

    it('goes back to the approved text, or to none, and is in the ledger; the text stays in the history', async () => {
      const { world: { ada, bob, rev } } = room
      const desk = await room.newDesk()
      const [, one = '', two = ''] = desk.segments
      await submit(db, ada, desk, { [one]: 'Дощило.' })
      await reviewAll(db, rev, desk)
      await submit(db, ada, desk, { [one]: 'Лило.', [two]: 'Нікого.' })
      await reviewAll(db, rev, desk, () => ({ outcome: 'return', reason: 'Ні.' }))
      for (const [i, segment] of [[1, one], [2, two]] as const) {
        const { facts } = await room.stateIn(desk, i)
        await giveUpReturn(db, bob, { ...desk, segment, decision: facts.returned?.decision ?? '' })
        await assert.rejects(giveUpReturn(db, bob, { ...desk, segment, decision: facts.returned?.decision ?? '' }), refused('moved_on'))
      }
      assert.deepEqual([(await room.stateIn(desk, 1)).headline, (await room.stateIn(desk, 2)).headline], ['approved', 'not_started'])
      assert.equal((await db.selectFrom('ledger').select('number').where('act', '=', 'return.given_up').execute()).length, 2)
      assert.equal(await findLedgerFault(db), null)
    })

    it('is refused for people who may not write, over one’s own draft, and for a return of another paragraph', async () => {
      const { world: { ada, bob, rev, tom } } = room
      const desk = await room.newDesk()
      const [, one = '', two = ''] = desk.segments
      await submit(db, ada, desk, { [one]: 'Дощило.', [two]: 'Нікого.' })
      await reviewAll(db, rev, desk, () => ({ outcome: 'return', reason: 'Ні.' }))
      const decision = (await room.stateIn(desk, 1)).facts.returned?.decision ?? ''
      for (const person of [rev, tom]) await assert.rejects(giveUpReturn(db, person, { ...desk, segment: one, decision }), refused('forbidden'))
      await assert.rejects(giveUpReturn(db, bob, { ...desk, segment: two, decision }), refused('moved_on'))
      await type(db, ada, desk, one, 'Лило.')
      await assert.rejects(giveUpReturn(db, ada, { ...desk, segment: one, decision }), refused('moved_on'))
      assert.equal((await room.stateIn(desk, 1)).work, 'returned')
    })

    it('a later return is one of its own', async () => {
      const { world: { ada, rev } } = room
      const desk = await room.newDesk()
      const [, one = ''] = desk.segments
      const give = async () => giveUpReturn(db, ada, { ...desk, segment: one, decision: (await room.stateIn(desk, 1)).facts.returned?.decision ?? '' })
      await submit(db, ada, desk, { [one]: 'Дощило.' })
      await reviewAll(db, rev, desk, () => ({ outcome: 'return', reason: 'Ні.' }))
      await give()
      await submit(db, ada, desk, { [one]: 'Дощило.' })
      await reviewAll(db, rev, desk, () => ({ outcome: 'return', reason: 'Знову ні.' }))
      assert.equal((await room.stateIn(desk, 1)).facts.returned?.reason, 'Знову ні.')
      await give()
      assert.equal((await room.stateIn(desk, 1)).headline, 'not_started')
    })
  })
}
