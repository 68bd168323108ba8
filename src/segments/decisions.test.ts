import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { openNewsroom, type Newsroom } from '../../test/newsroom.ts'
import { assertSound } from '../../test/originals.ts'
import { reviewAll, submit, type Desk } from '../../test/world.ts'
import { newId } from '../db/id.ts'
import { transact } from '../db/transact.ts'
import { revokeApproval } from './decisions.ts'
import { listWriters } from './lineage.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`an approval taken back, on ${name}`, () => {
    let room: Newsroom
    before(async () => { room = await openNewsroom(await open()) })
    after(() => room.db.destroy())

    const approve = async (desk: Desk, segment: string, text: string) => {
      await submit(room.db, room.world.ada, desk, { [segment]: text })
      await reviewAll(room.db, room.world.rev, desk)
    }
    const revoke = (desk: Desk, segment: string, decision: string, language = desk.language) =>
      transact(room.db, (tx) => revokeApproval(tx, { segment, language, decision, by: room.world.admin.id, reason: 'Not theirs' }))
    const approvedIn = async (desk: Desk) => (await room.stateIn(desk, 1)).facts.approved

    it('gives the paragraph the text approved before, or none', async () => {
      const desk = await room.newDesk()
      const segment = desk.segments[1] ?? ''
      await approve(desk, segment, 'Дощило.')
      const first = await approvedIn(desk)
      await approve(desk, segment, 'Ішов дощ.')
      await revoke(desk, segment, (await approvedIn(desk))?.decision ?? '')
      assert.deepEqual(await approvedIn(desk), first)
      await assertSound(room.db)
      await revoke(desk, segment, first?.decision ?? '')
      assert.deepEqual([await approvedIn(desk), (await room.stateIn(desk, 1)).headline], [null, 'not_started'])
      await assertSound(room.db)
    })

    it('leaves the text that stands when an older approval is taken back, and then goes past it', async () => {
      const desk = await room.newDesk()
      const segment = desk.segments[1] ?? ''
      for (const text of ['Дощило.', 'Ішов дощ.', 'Ллє.']) await approve(desk, segment, text)
      const decisions = await room.db.selectFrom('decision').select('id').where('segment_id', '=', segment).where('language', '=', 'uk').orderBy('number').execute()
      await revoke(desk, segment, decisions[1]?.id ?? '')
      assert.equal((await approvedIn(desk))?.text, 'Ллє.')
      await revoke(desk, segment, decisions[2]?.id ?? '')
      assert.equal((await approvedIn(desk))?.text, 'Дощило.')
      await assertSound(room.db)
    })

    it('happens once to each approval, and to nothing else', async () => {
      const desk = await room.newDesk()
      const [title = '', segment = ''] = desk.segments
      await approve(desk, segment, 'Дощило.')
      const { decision = '' } = await approvedIn(desk) ?? {}
      await assert.rejects(revoke(desk, title, decision), { code: 'moved_on' })
      await assert.rejects(revoke(desk, segment, decision, 'en'), { code: 'moved_on' })
      await assert.rejects(revoke(desk, segment, newId()), { code: 'moved_on' })
      await revoke(desk, segment, decision)
      await assert.rejects(revoke(desk, segment, decision), { code: 'moved_on' })
    })

    it('ends no line of writers: the same words need a second pair of eyes again', async () => {
      const desk = await room.newDesk()
      const segment = desk.segments[1] ?? ''
      const { bob, ada, rev, sam } = room.world
      await submit(room.db, bob, desk, { [segment]: 'Дощило.' })
      await reviewAll(room.db, rev, desk)
      const { decision = '', revision = '' } = await approvedIn(desk) ?? {}
      assert.equal((await listWriters(room.db, [revision])).get(revision), undefined)
      await revoke(desk, segment, decision)
      assert.deepEqual((await listWriters(room.db, [revision])).get(revision), new Set([bob.id]))
      await submit(room.db, ada, desk, { [segment]: 'Дощило.' })
      await assert.rejects(reviewAll(room.db, bob, desk), { code: 'own_words' })
      await reviewAll(room.db, sam, desk)
      assert.equal((await approvedIn(desk))?.text, 'Дощило.')
    })

    it('answers no return', async () => {
      const desk = await room.newDesk()
      const segment = desk.segments[1] ?? ''
      await approve(desk, segment, 'Дощило.')
      const { decision = '' } = await approvedIn(desk) ?? {}
      await submit(room.db, room.world.ada, desk, { [segment]: 'Ллє.' })
      await reviewAll(room.db, room.world.rev, desk, () => ({ outcome: 'return', reason: 'Ні' }))
      await revoke(desk, segment, decision)
      assert.deepEqual([(await room.stateIn(desk, 1)).headline, (await room.stateIn(desk, 1)).facts.returned?.text], ['returned', 'Ллє.'])
    })

    it('of an original puts translations back where they were, and a minor change after it means what the text before meant', async () => {
      const desk = await room.newDesk()
      const segment = desk.segments[1] ?? ''
      await approve(desk, segment, 'Дощило.')
      const step = async () => (await room.stateIn(desk, 1)).step
      await room.changeSource(desk, segment, 'It snowed.')
      assert.equal(await step(), 'behind')
      const english = await room.stateIn({ ...desk, language: 'en' }, 1)
      await revoke(desk, segment, english.facts.approved?.decision ?? '', 'en')
      assert.equal(await step(), 'in_step')
      await room.changeSource(desk, segment, 'It rained!', true)
      assert.equal(await step(), 'in_step')
      await room.changeSource(desk, segment, 'It snowed.')
      assert.equal(await step(), 'behind')
      await assertSound(room.db)
    })
  })
}
