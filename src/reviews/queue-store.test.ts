import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { factsIn, newArticle, newPerson, newWorld, reviewAll, shownOf, submit, type Desk, type World } from '../../test/world.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { changeSettings } from '../people/settings-actions.ts'
import { updatePerson } from '../people/store.ts'
import { reviewSubmission } from './actions.ts'
import { countQueue, listQueue, listRepeats } from './queue-store.ts'
import { countActiveReviewers, listStalledQueues } from './stalled-store.ts'

const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString()

for (const [name, open] of Object.entries(databases)) {
  describe(`the review queue, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())

    async function newDesk(): Promise<Desk & { segments: Id[] }> {
      const { article, segments } = await newArticle(world, 'en', ['The quiet bridge', 'It rained.', 'Nobody came.'])
      return { article, source: 'en', language: 'uk', segments }
    }
    const send = async (desk: Desk & { segments: Id[] }, sender: World['ada'], ...texts: string[]) =>
      (await submit(db, sender, desk, Object.fromEntries(texts.map((text, i) => [desk.segments[i] ?? '', text])))).submission ?? ''

    it('tells nobody of a stall while nothing waits', async () => {
      assert.deepEqual(await listStalledQueues(db, ['uk', 'en'], inDays(400)), [])
    })

    it('tells editors when something waits and no reviewer was active for 30 days, or it waits for more than 14 (P07)', async () => {
      const desk = await newDesk()
      const first = await send(desk, world.ada, 'Тихий міст', 'Дощило.')
      const why = async (days: number) => (await listStalledQueues(db, ['uk', 'en'], inDays(days))).map((one) => [one.language, one.why, one.reviewers, one.waiting])
      assert.deepEqual([await why(0), await why(2.9)], [[], []], 'a queue that has just begun does not stand still')
      assert.deepEqual(await why(3.1), [['uk', 'nobody', 0, 1]])
      const { proposal, shown } = shownOf((await factsIn(db, desk.article, 'en', 'uk'))[0] ?? assert.fail())
      await reviewSubmission(db, world.rev, first, [{ proposal, shown, outcome: 'approve' }])
      assert.deepEqual(await why(0), [])
      assert.deepEqual(await why(13.9), [])
      assert.deepEqual(await why(14.1), [['uk', 'too_old', 1, 1]])
      assert.deepEqual(await why(30.1), [['uk', 'nobody', 0, 1]])
      const [stalled] = await listStalledQueues(db, ['uk'], inDays(20))
      assert.equal(stalled?.submission, first)
      assert.deepEqual(await listStalledQueues(db, ['en'], inDays(20)), [])
      await reviewAll(db, world.sam, desk)
      assert.deepEqual(await why(40), [])
    })

    it('tells at once when nobody may review what waits, unless people may approve their own words', async () => {
      const alone = await open()
      const small = await newWorld(alone)
      const { article, segments } = await newArticle(small, 'en', ['The quiet bridge', 'It rained.'])
      const only = await newPerson(alone, 'Only', ['translate:uk', 'review:uk'])
      for (const { id } of [small.bob, small.rev, small.sam]) await alone.updateTable('person').set({ disabled_at: inDays(0) }).where('id', '=', id).execute()
      await submit(alone, only, { article, source: 'en', language: 'uk' }, { [segments[0] ?? '']: 'Тихий міст' })
      const why = async () => (await listStalledQueues(alone, ['uk', 'en'], inDays(0))).map((one) => [one.language, one.why])
      assert.deepEqual(await why(), [['uk', 'no_reviewer']])
      await changeSettings(alone, small.admin, { reviewPolicy: { uk: 'one' } })
      assert.deepEqual(await why(), [])
      await alone.destroy()
    })

    it('counts as active whoever may still review and decided lately', async () => {
      const count = async (days: number) => (await countActiveReviewers(db, ['uk', 'en'], inDays(days))).get('uk')
      assert.deepEqual([await count(0), await count(31)], [2, 0])
      const eva = await newPerson(db, 'Eva', ['review:uk'])
      const desk = await newDesk()
      await send(desk, world.ada, 'Міст')
      await reviewAll(db, eva, desk)
      assert.equal(await count(0), 3)
      await transact(db, (tx) => updatePerson(tx, eva.id, { disabled_at: inDays(0) }))
      assert.equal(await count(0), 2)
    })

    it('lists what is open, the oldest first, with what waits for whom', async () => {
      const desk = await newDesk()
      const submission = await send(desk, world.ada, 'Тихий міст', 'Дощило.')
      const later = await newDesk()
      const second = await send(later, world.bob, 'Тихий міст')
      await reviewAll(db, world.rev, desk, ({ position }) => position === 0 ? { outcome: 'edit', text: 'Спокійний міст' } : { outcome: 'approve' })
      const queue = (person: Id, filter = {}) => listQueue(db, { person, limit: 10, offset: 0, ...filter })
      const rows = await queue(world.rev.id)
      assert.deepEqual(rows.map((row) => [row.submission, row.sender, row.open, row.confirmation, row.settled]),
        [[submission, world.ada.id, 1, 1, 1], [second, world.bob.id, 1, 0, 0]])
      assert.deepEqual((await queue(world.sam.id, { language: 'uk' })).map(({ settled }) => settled), [0, 0])
      assert.deepEqual(await queue(world.sam.id, { language: 'en' }), [])
      assert.deepEqual((await listQueue(db, { person: world.sam.id, limit: 1, offset: 1 })).map((row) => row.submission), [second])
      assert.deepEqual([...await countQueue(db, world.sam.id, {})], [['uk', 2]])
      const mine = async (person: World['rev'], languages: string[]) => (await queue(person.id, { mine: languages })).map((row) => row.submission)
      assert.deepEqual(await mine(world.rev, ['uk']), [second])
      assert.deepEqual(await mine(world.sam, ['uk']), [submission, second])
      assert.deepEqual(await mine(world.bob, ['uk']), [submission])
      assert.deepEqual([await mine(world.sam, ['en']), await mine(world.sam, [])], [[], []])
      assert.deepEqual([...await countQueue(db, world.rev.id, { mine: ['uk'] })], [['uk', 1]])
      assert.deepEqual((await queue(world.sam.id, { kind: 'original' })).length, 0)
      assert.equal((await queue(world.sam.id, { kind: 'translation' })).length, 2)
    })

    it('knows what comes again after a return, and to whom', async () => {
      const desk = await newDesk()
      await send(desk, world.ada, 'Тихий міст', 'Дощило.')
      await reviewAll(db, world.rev, desk, () => ({ outcome: 'return', reason: 'Ні.' }))
      const again = await send(desk, world.ada, 'Тихенький міст', 'Мжичило.', 'Нікого.')
      assert.deepEqual((await listRepeats(db, world.rev.id, [again])).get(again), { again: 2, mine: 2 })
      assert.deepEqual((await listRepeats(db, world.sam.id, [again])).get(again), { again: 2, mine: 0 })
      assert.equal((await listRepeats(db, world.sam.id, [])).size, 0)
    })
  })
}
