import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { factsIn, newArticle, newWorld, reviewAll, submit, type Desk, type World } from '../../test/world.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { listWriters, writersOf } from '../segments/lineage.ts'
import { countOutcomes, listDecisions, listMarks, listReturns, listTexts } from './store.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`the reads of the review room, on ${name}`, () => {
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
    const textsOf = ({ segments }: { segments: Id[] }, ...texts: string[]) => Object.fromEntries(texts.map((text, i) => [segments[i] ?? '', text]))

    it('reads a submission with its edits, decisions and texts', async () => {
      const desk = await newDesk()
      const { submission } = await submit(db, world.ada, desk, textsOf(desk, 'Тихий міст', 'Дощило.', 'Ніхто.'))
      assert.ok(submission)
      await reviewAll(db, world.rev, desk, ({ position }) => position === 0 ? { outcome: 'edit', text: 'Спокійний міст' }
        : position === 1 ? { outcome: 'return', reason: 'Точніше.' } : { outcome: 'approve' })
      const marks = await listMarks(db, submission)
      assert.deepEqual(marks.map(({ awaits, closedAt, editedFrom, length }) => [awaits, closedAt !== null, editedFrom !== null, length]),
        [['review', true, false, 10], ['review', true, false, 7], ['review', true, false, 6], ['confirmation', false, true, 14]])
      const decisions = await listDecisions(db, marks.map(({ id }) => id))
      assert.deepEqual(decisions.map(({ outcome }) => outcome).sort(), ['approved', 'edited', 'returned'])
      assert.deepEqual(await countOutcomes(db, submission), { approved: 1, edited: 0, returned: 1 })
      const texts = await listTexts(db, marks.map(({ revision }) => revision))
      assert.equal(texts.get(marks[3]?.revision ?? '')?.text, 'Спокійний міст')
      const returns = await listReturns(db, desk.segments, 'uk')
      assert.deepEqual([...returns.values()].map(({ segment, reason, text }) => [segment, reason, text]), [[desk.segments[1], 'Точніше.', 'Дощило.']])
    })

    it('asks for nothing when there is nothing to ask for', async () => {
      assert.deepEqual([await listTexts(db, []), await listDecisions(db, []), await listReturns(db, [], 'uk'), await listWriters(db, [])],
        [new Map(), [], new Map(), new Map()])
    })

    it('knows the same writers as the rule that refuses them', async () => {
      const desk = await newDesk()
      await submit(db, world.ada, desk, textsOf(desk, 'Тихий міст', 'Дощило.', 'Ніхто.'))
      await reviewAll(db, world.rev, desk, ({ position }) => position === 0 ? { outcome: 'edit', text: 'Спокійний міст' } : { outcome: 'approve' })
      await submit(db, world.bob, desk, { [desk.segments[1] ?? '']: 'Дощило й дощило.' })
      await submit(db, world.ada, desk, { [desk.segments[0] ?? '']: 'Спокійний, тихий міст' })
      const revisions = (await db.selectFrom('revision').select('id').execute()).map(({ id }) => id)
      const together = await listWriters(db, revisions)
      const none = new Set<Id>()
      for (const id of revisions) {
        assert.deepEqual([...together.get(id) ?? none].sort(), [...await transact(db, (tx) => writersOf(tx, id))].sort())
      }
      const [first] = await factsIn(db, desk.article, 'en', 'uk')
      assert.deepEqual([...together.get(first?.proposal?.revision ?? '') ?? none].sort(), [world.ada.id, world.rev.id].sort())
    })
  })
}
