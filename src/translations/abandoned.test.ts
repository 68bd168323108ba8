import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { openNewsroom, type Newsroom } from '../../test/newsroom.ts'
import { factsIn, newPerson, reviewAll, submit, type, type Desk } from '../../test/world.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { changeAccess, changeRights } from '../people/actions.ts'
import type { Actor } from '../people/model.ts'
import { updatePerson } from '../people/store.ts'
import { sendSubmission } from './actions.ts'

const refused = (code: AppError['code']) => (error: unknown) => error instanceof AppError && error.code === code

for (const [name, open] of Object.entries(databases)) {
  describe(`work that somebody left lying (${name})`, () => {
    let db: Db
    let room: Newsroom
    before(async () => {
      db = await open()
      room = await openNewsroom(db)
      // Somebody must be able to sign in as administrator before anybody is kept out.
      await transact(db, (tx) => updatePerson(tx, room.world.admin.id, { password_hash: 'x' }))
    })
    after(() => db.destroy())

    const newDesk = async () => {
      const desk = await room.newDesk()
      return { ...desk, one: desk.segments[1] ?? '' }
    }

    /** Somebody who translates into Ukrainian and then is not there any more: kept out, or without the right. */
    async function newLeaver(): Promise<{ leaver: Actor; leave: () => Promise<void> }> {
      const leaver = await newPerson(db, 'Lea', ['translate:uk'])
      return { leaver, leave: () => changeAccess(db, room.world.admin, leaver.id, false, 'Gone') }
    }

    const waitsFor = async (desk: Desk & { one: Id }) => (await room.stateIn(desk, 1)).facts.proposal

    /** Another translator writes the same paragraph, sends it, and it is approved. */
    async function goesThrough(desk: Desk & { one: Id }, text: string): Promise<void> {
      const { bob, sam } = room.world
      await submit(db, bob, desk, { [desk.one]: text })
      assert.equal((await waitsFor(desk))?.sender, bob.id)
      await reviewAll(db, sam, desk)
      assert.equal((await room.stateIn(desk, 1)).text, text)
    }

    it('keeps nobody from the paragraph as a draft (P32)', async () => {
      const desk = await newDesk()
      const { leaver, leave } = await newLeaver()
      for (const segment of desk.segments) await type(db, leaver, desk, segment, 'Почато й покинуто.')
      await leave()
      await goesThrough(desk, 'Дощило.')
    })

    it('keeps nobody from the rest of a half-done page (P32)', async () => {
      const desk = await newDesk()
      const { leaver, leave } = await newLeaver()
      await submit(db, leaver, desk, { [desk.segments[0] ?? '']: 'Тихий міст' })
      await type(db, leaver, desk, desk.segments[2] ?? '', 'Ніхто…')
      await leave()
      await goesThrough(desk, 'Дощило.')
    })

    it('keeps nobody from the paragraph as a returned text, which stays in the history (P32)', async () => {
      const desk = await newDesk()
      const { leaver, leave } = await newLeaver()
      await submit(db, leaver, desk, { [desk.one]: 'Ішов дощ.' })
      await reviewAll(db, room.world.rev, desk, () => ({ outcome: 'return', reason: 'Не те.' }))
      await leave()
      await goesThrough(desk, 'Дощило.')
      const texts = await db.selectFrom('revision').select('text').where('segment_id', '=', desk.one).where('language', '=', 'uk').execute()
      assert.deepEqual(new Set(texts.map(({ text }) => text)), new Set(['Ішов дощ.', 'Дощило.']))
    })

    for (const how of ['kept out', 'without the right']) {
      it(`waits for review as before when its sender is ${how}: it can be approved, returned, or edited and confirmed (P32)`, async () => {
        for (const verdict of ['approve', 'return', 'edit'] as const) {
          const desk = await newDesk()
          const { leaver, leave } = await newLeaver()
          await submit(db, leaver, desk, { [desk.one]: 'Ішов дощ.' })
          await (how === 'kept out' ? leave() : changeRights(db, room.world.admin, leaver.id, []))
          await reviewAll(db, room.world.rev, desk, () => ({ outcome: verdict, text: 'Падав дощ.', reason: 'Не те.' }))
          if (verdict === 'edit') await reviewAll(db, room.world.sam, desk)
          assert.equal(await waitsFor(desk), null)
          await goesThrough(desk, 'Дощило.')
        }
      })
    }

    it('can be taken on by another translator as a draft while it waits, and is free after the decision (P32)', async () => {
      const { bob, rev } = room.world
      const desk = await newDesk()
      const { leaver, leave } = await newLeaver()
      await submit(db, leaver, desk, { [desk.one]: 'Ішов дощ.' })
      await leave()
      const { skipped } = await submit(db, bob, desk, { [desk.one]: 'Дощило.' })
      assert.deepEqual(skipped, [{ segment: desk.one, why: 'waits_already' }])
      await reviewAll(db, rev, desk, () => ({ outcome: 'return', reason: 'Її вже немає.' }))
      const draft = (await factsIn(db, desk.article, 'en', 'uk', bob)).find(({ segment }) => segment === desk.one)?.draft
      const sent = await sendSubmission(db, bob, { ...desk, message: '', drafts: [{ segment: desk.one, version: draft?.version ?? 0 }] })
      assert.notEqual(sent.submission, null)
    })

    it('is freed where no reviewer is left by whoever is given the right, with a reason and nothing lost (P32)', async () => {
      const { bob, admin, ada } = room.world
      const desk = await newDesk()
      const { leaver, leave } = await newLeaver()
      await submit(db, leaver, desk, { [desk.one]: 'Ішов дощ.' })
      await leave()
      await assert.rejects(reviewAll(db, ada, desk, () => ({ outcome: 'return', reason: 'Не те.' })), refused('forbidden'))
      await changeRights(db, admin, ada.id, [{ right: 'review', language: 'uk' }])
      const reviewer: Actor = { ...ada, grants: [{ right: 'review', language: 'uk' }] }
      await reviewAll(db, reviewer, desk, () => ({ outcome: 'return', reason: 'Її вже немає, пишемо наново.' }))
      const { details } = await db.selectFrom('ledger').select('details').where('act', '=', 'submission.reviewed')
        .where('actor', '=', ada.id).executeTakeFirstOrThrow()
      assert.match(details, /returned/)
      await submit(db, bob, desk, { [desk.one]: 'Дощило.' })
      assert.equal((await waitsFor(desk))?.sender, bob.id)
    })
  })
}
