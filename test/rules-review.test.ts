import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { transact } from '../src/db/transact.ts'
import { writeSettings } from '../src/people/settings.ts'
import { confirmProposal } from '../src/reviews/actions.ts'
import { restoreRevision } from '../src/translations/actions.ts'
import { databases } from './databases.ts'
import { openNewsroom, type Newsroom } from './newsroom.ts'
import { reviewAll, shownOf, submit, type } from './world.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`two pairs of eyes, on ${name}`, () => {
    let room: Newsroom
    before(async () => { room = await openNewsroom(await open()) })
    after(() => room.db.destroy())

    describe('rule 4: two pairs of eyes', () => {
      it('refuses the writer, whatever rights they hold, and decides nothing of that request', async () => {
        const desk = await room.newDesk()
        const [, one = '', two = ''] = desk.segments
        await submit(room.db, room.world.bob, desk, { [one]: 'Дощило.' })
        await assert.rejects(reviewAll(room.db, room.world.bob, desk), { code: 'own_words' })
        assert.equal((await room.stateIn(desk, 1)).headline, 'waiting')
        await reviewAll(room.db, room.world.rev, desk)
        await submit(room.db, room.world.ada, desk, { [two]: 'Ніхто не прийшов.' })
        await reviewAll(room.db, room.world.bob, desk)
        assert.equal((await room.stateIn(desk, 2)).text, 'Ніхто не прийшов.')
      })

      it('refuses whoever wrote a part of it since the last approved text, through any number of edits', async () => {
        const desk = await room.newDesk()
        const one = desk.segments[1] ?? ''
        await submit(room.db, room.world.bob, desk, { [one]: 'Дощило і дощило.' })
        await reviewAll(room.db, room.world.rev, desk, () => ({ outcome: 'return', reason: 'Задовго' }))
        await submit(room.db, room.world.ada, desk, { [one]: 'Дощило і дощило!' })
        await assert.rejects(reviewAll(room.db, room.world.bob, desk), { code: 'own_words' })
        await reviewAll(room.db, room.world.sam, desk)
        await submit(room.db, room.world.ada, desk, { [one]: 'Дощило, дощило!' })
        await reviewAll(room.db, room.world.bob, desk)
        assert.equal((await room.stateIn(desk, 1)).text, 'Дощило, дощило!')
      })

      it('refuses the writer of the very same words sent by somebody else', async () => {
        const desk = await room.newDesk()
        const one = desk.segments[1] ?? ''
        await submit(room.db, room.world.bob, desk, { [one]: 'Дощило.' })
        await reviewAll(room.db, room.world.rev, desk, () => ({ outcome: 'return', reason: 'Ні' }))
        await submit(room.db, room.world.ada, desk, { [one]: 'Мжичило.' })
        await submit(room.db, room.world.ada, desk, { [one]: 'Дощило.' })
        await assert.rejects(reviewAll(room.db, room.world.bob, desk), { code: 'own_words' })
      })

      it('refuses the writer of the very same words brought back by somebody else', async () => {
        const desk = await room.newDesk()
        const one = desk.segments[1] ?? ''
        const { ada, bob, rev, sam } = room.world
        const giveBack = () => reviewAll(room.db, rev, desk, () => ({ outcome: 'return', reason: 'Ні' }))
        await submit(room.db, ada, desk, { [one]: 'Дощило.' })
        await giveBack()
        const revision = (await room.stateIn(desk, 1)).facts.returned?.revision ?? ''
        for (const text of ['Мжичило.', 'Дощило.']) await submit(room.db, bob, desk, { [one]: text })
        await giveBack()
        await restoreRevision(room.db, ada, { ...desk, segment: one, revision, message: '' })
        await assert.rejects(reviewAll(room.db, bob, desk), { code: 'own_words' })
        await reviewAll(room.db, sam, desk)
        assert.equal((await room.stateIn(desk, 1)).text, 'Дощило.')
      })

      it('refuses the writer of the very same words that a reviewer put in the place of others', async () => {
        const desk = await room.newDesk()
        const one = desk.segments[1] ?? ''
        const { ada, bob, rev, sam } = room.world
        await submit(room.db, bob, desk, { [one]: 'Дощило.' })
        await reviewAll(room.db, rev, desk, () => ({ outcome: 'return', reason: 'Ні' }))
        await submit(room.db, ada, desk, { [one]: 'Мжичило.' })
        await reviewAll(room.db, sam, desk)
        await submit(room.db, ada, desk, { [one]: 'Ллє.' })
        await reviewAll(room.db, rev, desk, () => ({ outcome: 'edit', text: 'Дощило.' }))
        await assert.rejects(reviewAll(room.db, bob, desk), { code: 'own_words' })
        await reviewAll(room.db, sam, desk)
        assert.equal((await room.stateIn(desk, 1)).text, 'Дощило.')
      })

      it('refuses a right for another language', async () => {
        const desk = await room.newDesk()
        await submit(room.db, room.world.ada, desk, { [desk.segments[1] ?? '']: 'Дощило.' })
        await assert.rejects(reviewAll(room.db, { ...room.world.tom, grants: [{ right: 'review', language: 'en' }] }, desk), { code: 'forbidden' })
        await assert.rejects(reviewAll(room.db, room.world.admin, desk), { code: 'forbidden' })
        await assert.rejects(type(room.db, room.world.tom, desk, desk.segments[1] ?? '', 'x'), { code: 'forbidden' })
      })

      it('records an approval of own words as one pair of eyes where the policy allows it', async () => {
        const desk = await room.newDesk()
        const settings = { name: {}, place: {}, reviewPolicy: { uk: 'one' as const } }
        await transact(room.db, (tx) => writeSettings(tx, settings))
        await submit(room.db, room.world.bob, desk, { [desk.segments[1] ?? '']: 'Дощило.' })
        await reviewAll(room.db, room.world.bob, desk)
        assert.equal((await room.stateIn(desk, 1)).facts.approved?.eyes, 'one')
        await transact(room.db, (tx) => writeSettings(tx, { ...settings, reviewPolicy: { uk: 'two' } }))
      })
    })

    describe('rule 5: returning and editing', () => {
      it('needs a reason to return', async () => {
        const desk = await room.newDesk()
        await submit(room.db, room.world.ada, desk, { [desk.segments[1] ?? '']: 'Дощило.' })
        await assert.rejects(reviewAll(room.db, room.world.rev, desk, () => ({ outcome: 'return', reason: ' ' })), { code: 'reason_needed' })
        await reviewAll(room.db, room.world.rev, desk, () => ({ outcome: 'return', reason: 'Краще «ішов дощ»' }))
        const state = await room.stateIn(desk, 1)
        assert.deepEqual([state.headline, state.facts.returned?.reason], ['returned', 'Краще «ішов дощ»'])
      })

      it('approves nothing by editing until the translator, or another reviewer, accepts the words', async () => {
        const desk = await room.newDesk()
        const [, one = '', two = ''] = desk.segments
        await submit(room.db, room.world.ada, desk, { [one]: 'Дощило.', [two]: 'Ніхто не був.' })
        await reviewAll(room.db, room.world.rev, desk, ({ segment }) => ({ outcome: 'edit', text: segment === one ? 'Ішов дощ.' : 'Ніхто не прийшов.' }))
        const waiting = await room.stateIn(desk, 1)
        assert.deepEqual([waiting.work, waiting.text], ['waiting_confirmation', null])
        const pair = shownOf(waiting.facts)
        await assert.rejects(confirmProposal(room.db, room.world.rev, pair.proposal, pair.shown), { code: 'own_words' })
        await assert.rejects(confirmProposal(room.db, room.world.tom, pair.proposal, pair.shown), { code: 'forbidden' })
        await confirmProposal(room.db, room.world.ada, pair.proposal, pair.shown)
        assert.deepEqual([(await room.stateIn(desk, 1)).text, (await room.stateIn(desk, 1)).facts.approved?.outcome], ['Ішов дощ.', 'confirmed'])
        await reviewAll(room.db, room.world.sam, desk)
        assert.equal((await room.stateIn(desk, 2)).text, 'Ніхто не прийшов.')
      })

      it('lets nobody accept an edit of their words who may not write in the language any more', async () => {
        const desk = await room.newDesk()
        await submit(room.db, room.world.ada, desk, { [desk.segments[1] ?? '']: 'Дощило.' })
        await reviewAll(room.db, room.world.rev, desk, () => ({ outcome: 'edit', text: 'Ішов дощ.' }))
        const { proposal, shown } = shownOf((await room.stateIn(desk, 1)).facts)
        const moved = { ...room.world.ada, grants: [{ right: 'translate' as const, language: 'en' }] }
        await assert.rejects(confirmProposal(room.db, moved, proposal, shown), { code: 'forbidden' })
        assert.equal((await room.stateIn(desk, 1)).text, null)
        await confirmProposal(room.db, room.world.ada, proposal, shown)
      })

      it('needs no confirmation where only typography was edited', async () => {
        const desk = await room.newDesk()
        await submit(room.db, room.world.ada, desk, { [desk.segments[1] ?? '']: 'П\'ять "мостів"' })
        await reviewAll(room.db, room.world.rev, desk, () => ({ outcome: 'edit', text: 'Пʼять «мостів»' }))
        assert.equal((await room.stateIn(desk, 1)).text, 'Пʼять «мостів»')
      })
    })
  })
}
