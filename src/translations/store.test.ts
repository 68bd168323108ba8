import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { factsIn, newArticle, newWorld, reviewAll, submit, type, type World } from '../../test/world.ts'
import type { Db } from '../db/schema.ts'
import { listDecisions, listDrafts, listOffered, listRevisions, listTexts } from './store.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`what the translator's pages read, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())

    async function newDesk() {
      const { article, segments } = await newArticle(world, 'en', ['The quiet bridge', 'It rained.'])
      return { article, source: 'en', language: 'uk', segment: segments[1] ?? '' }
    }

    it('lists every text of a paragraph with its writer, the newest first', async () => {
      const desk = await newDesk()
      await submit(db, world.ada, desk, { [desk.segment]: 'Дощило.' })
      await reviewAll(db, world.rev, desk, () => ({ outcome: 'edit', text: 'Лило.' }))
      const revisions = await listRevisions(db, desk.segment, 'uk')
      assert.deepEqual(revisions.map(({ text, writer, origin }) => [text, writer, origin]), [['Лило.', 'Rev', 'written'], ['Дощило.', 'Ada', 'written']])
      assert.deepEqual((await listRevisions(db, desk.segment, 'en')).map(({ text, origin }) => [text, origin]), [['It rained.', 'imported']])
    })

    it('lists the decisions on it in their order, with who decided and in which submission', async () => {
      const desk = await newDesk()
      const { submission } = await submit(db, world.ada, desk, { [desk.segment]: 'Дощило.' })
      await reviewAll(db, world.rev, desk, () => ({ outcome: 'return', reason: 'Ні.' }))
      await submit(db, world.ada, desk, { [desk.segment]: 'Лило.' })
      await reviewAll(db, world.sam, desk)
      const decisions = await listDecisions(db, desk.segment, 'uk')
      assert.deepEqual(decisions.map(({ outcome, reviewer, reason }) => [outcome, reviewer, reason]), [['returned', 'Rev', 'Ні.'], ['approved', 'Sam', '']])
      assert.equal(decisions[0]?.submission, submission)
      assert.deepEqual((await listDecisions(db, desk.segment, 'en')).map(({ outcome, submission: none }) => [outcome, none]), [['imported', null]])
    })

    it('finds texts by revision and by the proposal that a reviewer edited', async () => {
      const desk = await newDesk()
      await submit(db, world.ada, desk, { [desk.segment]: 'Дощило.' })
      await reviewAll(db, world.rev, desk, () => ({ outcome: 'edit', text: 'Лило.' }))
      const proposal = (await factsIn(db, desk.article, 'en', 'uk'))[1]?.proposal
      assert.ok(proposal?.editedFrom)
      assert.deepEqual([...await listOffered(db, [proposal.editedFrom])], [[proposal.editedFrom, 'Дощило.']])
      assert.deepEqual([...await listTexts(db, [proposal.revision, proposal.revision])], [[proposal.revision, 'Лило.']])
      assert.equal((await listTexts(db, [])).size + (await listOffered(db, [])).size, 0)
    })

    it('lists a person’s drafts and nobody else’s', async () => {
      const desk = await newDesk()
      await type(db, world.ada, desk, desk.segment, 'Моє.')
      await type(db, world.bob, desk, desk.segment, 'Твоє.')
      const mine = (await listDrafts(db, world.ada.id)).filter(({ article }) => article === desk.article)
      assert.deepEqual(mine.map(({ language, segment }) => [language, segment]), [['uk', desk.segment]])
    })
  })
}
