import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import type { PluginTransformQueryArgs } from 'kysely'
import { databases } from '../../test/databases.ts'
import { byLength } from '../../test/long.ts'
import { openRoom, Play, setPolicy, type Room, type Who } from '../../test/second-review.ts'
import { reviewAll, shownOf, submit } from '../../test/world.ts'
import { withdrawSubmission } from '../translations/withdrawing.ts'
import { confirmProposal } from './actions.ts'
import { listFirstReviewers } from '../segments/passes-store.ts'
import { listStalledQueues } from './stalled-store.ts'

/** One paragraph that somebody translated. */
async function newSent(room: Room, text = 'Дощило.', sender: Who = 'ada') {
  const desk = await room.newDesk()
  const segment = desk.segments[1] ?? ''
  await submit(room.db, room.people[sender], desk, { [segment]: text })
  const approve = (who: Who) => reviewAll(room.db, room.people[who], desk)
  const edit = (who: Who, words: string) => reviewAll(room.db, room.people[who], desk, () => ({ outcome: 'edit', text: words }))
  const state = () => room.stateIn(desk, 1)
  const confirm = async (who: Who) => {
    const { proposal, shown } = shownOf((await state()).facts)
    return confirmProposal(room.db, room.people[who], proposal, shown)
  }
  return { desk, segment, approve, edit, confirm, state }
}

for (const [name, open] of Object.entries(databases)) {
  describe(`two reviewers behind a text, on ${name}`, () => {
    let room: Room
    before(async () => { room = await openRoom(await open()) })
    after(() => room.db.destroy())

    it('approves what a second reviewer finds good after the first, and nothing before that', async () => {
      const { approve, state } = await newSent(room)
      await approve('rev')
      assert.deepEqual([(await state()).work, (await state()).text], ['waiting_review', null])
      await approve('sam')
      const { facts, text } = await state()
      assert.deepEqual([text, facts.approved?.eyes], ['Дощило.', 'two'])
      const decision = facts.approved?.decision ?? ''
      assert.deepEqual([...await listFirstReviewers(room.db, [decision])], [[decision, [room.people.rev.id]]])
    })

    it('counts nobody twice, however often they send it', async () => {
      const { approve, state } = await newSent(room)
      for (const again of ['rev', 'rev', 'rev'] as const) await approve(again)
      assert.equal((await state()).text, null)
      const { facts } = await state()
      assert.equal((await room.db.selectFrom('review_pass').select('id').where('proposal_id', '=', facts.proposal?.id ?? '').execute()).length, 1)
    })

    it('falls with a changed original', async () => {
      const { desk, segment, approve, state } = await newSent(room)
      await approve('rev')
      await room.changeSource(desk, segment, 'It rained a lot.')
      await approve('sam')
      assert.equal((await state()).text, null)
      await approve('kim')
      assert.equal((await state()).text, 'Дощило.')
    })

    it('falls with a text that is sent anew', async () => {
      const { desk, segment, approve, state } = await newSent(room)
      await approve('rev')
      await reviewAll(room.db, room.people.sam, desk, () => ({ outcome: 'return', reason: 'Ні.' }))
      await submit(room.db, room.people.ada, desk, { [segment]: 'Мжичило.' })
      await approve('rev')
      assert.equal((await state()).text, null)
      await approve('kim')
      assert.equal((await state()).text, 'Мжичило.')
    })

    it('takes an edit for a review: another reviewer who accepts it is the second', async () => {
      const { edit, confirm, state } = await newSent(room)
      await edit('rev', 'Ішов дощ.')
      await confirm('sam')
      assert.equal((await state()).text, 'Ішов дощ.')
    })

    it('credits all who edited a text, whoever had the last word', async () => {
      const { edit, confirm, state } = await newSent(room)
      await edit('rev', 'Ішов дощ.')
      await edit('sam', 'Ішов дощ, і довго.')
      assert.equal(await confirm('ada'), 'confirmed')
      const decision = (await state()).facts.approved?.decision ?? ''
      assert.deepEqual([...(await listFirstReviewers(room.db, [decision])).get(decision) ?? []], [room.people.rev.id, room.people.sam.id])
    })

    it('sends an edit that its sender accepts on to a second reviewer', async () => {
      const { approve, edit, confirm, state } = await newSent(room)
      await edit('rev', 'Ішов дощ.')
      assert.equal(await confirm('ada'), 'passed')
      assert.deepEqual([(await state()).work, (await state()).text], ['waiting_review', null])
      await assert.rejects(approve('rev'), { code: 'own_words' })
      await approve('sam')
      assert.equal((await state()).text, 'Ішов дощ.')
    })

    it('lets the second reviewer edit what the first passed: the sender’s word, or the first’s, is the last', async () => {
      for (const last of ['ada', 'rev'] as const) {
        const { approve, edit, confirm, state } = await newSent(room)
        await approve('rev')
        await edit('sam', 'Ішов дощ.')
        assert.equal((await state()).text, null)
        assert.equal(await confirm(last), 'confirmed')
        assert.equal((await state()).text, 'Ішов дощ.')
      }
    })

    it('starts anew with what its sender makes of a reviewer’s edit, though the sender may review', async () => {
      const { edit, confirm, approve, state } = await newSent(room, 'Дощило.', 'bob')
      await edit('rev', 'Ішов дощ.')
      await edit('bob', 'Цілу ніч періщив дощ.')
      assert.deepEqual([await confirm('sam'), (await state()).text], ['passed', null])
      await approve('kim')
      assert.equal((await state()).text, 'Цілу ніч періщив дощ.')
    })

    it('counts no writer of the text, whatever the language allowed when they edited it', async () => {
      const { desk, segment, edit, confirm, state } = await newSent(room, 'Дощило.', 'bob')
      await reviewAll(room.db, room.people.rev, desk, () => ({ outcome: 'return', reason: 'Ні.' }))
      await submit(room.db, room.people.ada, desk, { [segment]: 'Дощило знов.' })
      await setPolicy(room.db, 'one')
      await edit('bob', 'Цілу ніч періщив дощ.')
      await setPolicy(room.db, 'three')
      assert.deepEqual([await confirm('sam'), (await state()).text], ['passed', null])
    })

    it('does not let typography past the second reviewer', async () => {
      const { approve, edit, state } = await newSent(room, 'Він сказав "так".')
      await edit('rev', 'Він сказав «так».')
      assert.deepEqual([(await state()).work, (await state()).text], ['waiting_review', null])
      await approve('sam')
      assert.equal((await state()).text, 'Він сказав «так».')
    })

    it('keeps two pairs of eyes: a writer is never one of the reviewers', async () => {
      const desk = await room.newDesk()
      await submit(room.db, room.people.bob, desk, { [desk.segments[1] ?? '']: 'Дощило.' })
      await assert.rejects(reviewAll(room.db, room.people.bob, desk), { code: 'own_words' })
      await reviewAll(room.db, room.people.rev, desk)
      await assert.rejects(reviewAll(room.db, room.people.bob, desk), { code: 'own_words' })
      assert.equal((await room.stateIn(desk, 1)).text, null)
    })

    it('asks for no second reviewer where the language does not, even for what waits', async () => {
      const { approve, state } = await newSent(room)
      await approve('rev')
      await setPolicy(room.db, 'two')
      await approve('rev')
      assert.equal((await state()).text, 'Дощило.')
      await setPolicy(room.db, 'three')
    })

    /** A room in which these are gone, and why its reviews stand still. */
    async function openWithout(...gone: Who[]) {
      const alone = await openRoom(await open())
      await alone.db.updateTable('person').set({ disabled_at: '2026-01-01T00:00:00.000Z' }).where('id', 'in', gone.map((who) => alone.people[who].id)).execute()
      return { alone, why: async () => (await listStalledQueues(alone.db, ['uk'], new Date().toISOString())).map((one) => one.why) }
    }

    it('is told to be stuck once everybody who may review it passed it', async () => {
      const { alone, why } = await openWithout('bob', 'sam', 'kim')
      const { approve } = await newSent(alone)
      assert.deepEqual(await why(), [])
      await approve('rev')
      assert.deepEqual(await why(), ['no_reviewer'])
      await alone.db.destroy()
    })

    it('is told to be stuck at once where whoever did not pass it wrote a part of it', async () => {
      const { alone, why } = await openWithout('bob', 'kim')
      const { desk, segment, approve, edit, confirm, state } = await newSent(alone)
      await edit('rev', 'Ішов дощ.')
      await confirm('ada')
      await withdrawSubmission(alone.db, alone.people.ada, (await state()).facts.proposal?.submission ?? '')
      await submit(alone.db, alone.people.ada, desk, { [segment]: 'Ішов дощ уночі.' })
      assert.deepEqual(await why(), [])
      await approve('sam')
      assert.deepEqual([(await state()).text, await why()], [null, ['no_reviewer']])
      await alone.db.destroy()
    })

    it('is told to be stuck where the oldest submission is not, and which one is', async () => {
      const { alone, why } = await openWithout('bob', 'kim')
      await newSent(alone)
      const later = await newSent(alone)
      assert.deepEqual(await why(), [])
      await later.edit('rev', 'Ішов дощ.')
      await later.confirm('ada')
      assert.deepEqual(await why(), [])
      await alone.db.updateTable('person').set({ disabled_at: '2026-01-01T00:00:00.000Z' }).where('id', '=', alone.people.sam.id).execute()
      const [stalled] = await listStalledQueues(alone.db, ['uk'], new Date().toISOString())
      const { facts } = await later.state()
      assert.deepEqual([stalled?.why, stalled?.submission, stalled?.waiting], ['no_reviewer', facts.proposal?.submission, 2])
      await alone.db.destroy()
    })

    it('looks at all that waits with so many queries, however much it is', async () => {
      const { alone } = await openWithout('bob', 'kim')
      const count = async () => {
        let queries = 0
        const transformQuery = ({ node }: PluginTransformQueryArgs) => {
          queries += 1
          return node
        }
        const heard = alone.db.withPlugin({ transformQuery, transformResult: ({ result }) => Promise.resolve(result) })
        await listStalledQueues(heard, ['uk', 'en'], new Date().toISOString())
        return queries
      }
      await newSent(alone)
      const once = await count()
      for (let i = 0; i < 4; i += 1) await (await newSent(alone)).approve('rev')
      assert.ok(once > 2)
      assert.equal(await count(), once)
      await alone.db.destroy()
    })

    it('writes each pass into the ledger with its act', async () => {
      const { approve, segment, state } = await newSent(room)
      const { facts } = await state()
      await approve('rev')
      const row = await room.db.selectFrom('ledger').select(['act', 'actor', 'details'])
        .where('subject', '=', `submission:${facts.proposal?.submission}`).orderBy('number', 'desc').executeTakeFirstOrThrow()
      assert.deepEqual([row.act, row.actor, JSON.parse(row.details)], ['submission.reviewed', room.people.rev.id, { results: [[segment, 'passed']] }])
    })

    it('lets nobody change or delete a pass', async () => {
      const { approve } = await newSent(room)
      await approve('rev')
      await assert.rejects(room.db.deleteFrom('review_pass').execute())
      await assert.rejects(room.db.updateTable('review_pass').set({ reviewer_id: room.people.sam.id }).execute())
    })

    it('approves nothing before two reviewers stood for it, whatever they do, and in whatever order', async () => {
      const step = fc.record({
        who: fc.constantFrom<Who>('ada', 'bob', 'rev', 'sam', 'kim'),
        does: fc.constantFrom('send', 'approve', 'approve', 'approve', 'edit', 'typography', 'confirm', 'return', 'original', 'policy'),
      })
      await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 24, size: 'max' }), async (steps) => {
        await setPolicy(room.db, 'three')
        await new Play(room).run(steps)
      }), { numRuns: byLength(name === 'sqlite' ? 40 : 6, 400) })
      await setPolicy(room.db, 'three')
    })
  })
}
