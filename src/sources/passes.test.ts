import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { openNewsroom, type Newsroom } from '../../test/newsroom.ts'
import { blocksOf, sendBlocks } from '../../test/originals.ts'
import { findArticle } from '../articles/store.ts'
import { readHistory } from '../desk/history.ts'
import type { Id } from '../db/columns.ts'
import { transact } from '../db/transact.ts'
import type { Actor } from '../people/model.ts'
import { writeSettings } from '../people/settings.ts'
import { listQueue } from '../reviews/queue-store.ts'
import { listStalledQueues } from '../reviews/stalled-store.ts'
import { findOpenChange } from '../segments/source-changes.ts'
import { decideSourceChange } from './deciding.ts'
import type { Block } from './model.ts'
import { readStructure } from './structure.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`two reviewers behind a new order of paragraphs, on ${name}`, () => {
    let room: Newsroom
    before(async () => { room = await openNewsroom(await open()) })
    after(() => room.db.destroy())

    const setPolicy = (policy: 'two' | 'three') => transact(room.db, (tx) => writeSettings(tx, { reviewPolicy: { en: policy } }))
    const openOf = async (article: Id) => (await findOpenChange(room.db, article))?.id ?? ''
    const decide = async (reviewer: Actor, article: Id, outcome: 'approved' | 'returned' = 'approved') => {
      const id = await openOf(article)
      const { mark: shown } = await readStructure(room.db, await findArticle(room.db, article), id, reviewer.id)
      return decideSourceChange(room.db, reviewer, id, { outcome, shown, reason: 'Not so' })
    }

    /** An article whose second and third paragraphs are to change places. */
    async function newSwapped() {
      const desk = await room.newDesk(['The quiet bridge', 'It rained.', 'Nobody came.', 'The river rose.'])
      const [a, b, c, ...rest] = await blocksOf(room.db, room.world.ed, desk.article) as [Block, Block, Block]
      await sendBlocks(room.db, room.world.ed, desk.article, [a, c, b, ...rest])
      await setPolicy('three')
      return desk
    }

    it('approves what a second reviewer finds good as the first saw it', async () => {
      const { article, segments } = await newSwapped()
      const { rev, sam } = room.world
      assert.deepEqual([await decide(rev, article), await decide(rev, article)], ['passed', 'passed'])
      const id = await openOf(article)
      // An approved text makes it another page, which whoever passed it has not seen.
      await setPolicy('two')
      await room.changeSource({ article, source: 'en', language: 'uk' }, segments[0] ?? '', 'The quiet bridge, again')
      await setPolicy('three')
      assert.deepEqual([await openOf(article), await decide(sam, article), await decide(rev, article)], [id, 'passed', 'approved'])
      const acts = await room.db.selectFrom('ledger').select('act').where('act', 'like', 'source_change.%').orderBy('number').execute()
      assert.deepEqual(acts.map(({ act }) => act), ['passed', 'passed', 'passed', 'approved'].map((result) => `source_change.${result}`))
      assert.equal(await openOf(article), '')
    })

    it('stands in the history of the article with who was first, while it waits and after it', async () => {
      const { article } = await newSwapped()
      const { rev, sam, ed } = room.world
      const told = async (person: Actor | null = null) => (await readHistory(room.db, await findArticle(room.db, article), { kinds: ['structure'], before: null, limit: 9, language: null, person: person?.id ?? null }))
        .events.map((event) => event.kind === 'structure' ? [event.outcome, event.passedBy, event.decidedBy] : [])
      assert.deepEqual(await told(), [['open', [], null]])
      await decide(rev, article)
      assert.deepEqual(await told(), [['open', [rev.name], null]])
      assert.deepEqual([await told(rev), await told(sam), await told(ed)], [[['open', [rev.name], null]], [], [['open', [rev.name], null]]])
      await decide(sam, article)
      assert.deepEqual(await told(rev), [['approved', [rev.name], sam.name]])
    })

    it('is nothing for whoever passed it any more, and is told to be stuck where there is nobody else', async () => {
      const { article, segments } = await newSwapped()
      const { rev, sam } = room.world
      const mine = async () => (await listQueue(room.db, { person: rev.id, limit: 9, offset: 0, mine: ['en'], second: ['en'] })).filter((row) => row.article === article)
      const why = async () => (await listStalledQueues(room.db, ['en'], new Date().toISOString())).map((one) => one.why)
      assert.deepEqual((await mine()).map(({ structure, second, settled }) => [structure, second, settled]), [[1, 0, 0]])
      await decide(rev, article)
      assert.deepEqual([await mine(), await why()], [[], []])
      await room.db.updateTable('person').set({ disabled_at: new Date().toISOString() }).where('id', '=', sam.id).execute()
      assert.deepEqual(await why(), ['no_reviewer'])
      await room.db.updateTable('person').set({ disabled_at: null }).where('id', '=', sam.id).execute()
      const all = await listQueue(room.db, { person: rev.id, limit: 9, offset: 0, second: ['en'] })
      assert.deepEqual(all.map(({ open, structure, second, settled }) => [open, structure, second, settled]), [[1, 1, 0, 1]])
      await setPolicy('two')
      await room.changeSource({ article, source: 'en', language: 'uk' }, segments[0] ?? '', 'The quiet bridge, again')
      await setPolicy('three')
      assert.equal((await mine()).length, 1)
      await decide(sam, article, 'returned')
    })

    it('is returned by either of them', async () => {
      const { article } = await newSwapped()
      await decide(room.world.rev, article)
      assert.equal(await decide(room.world.sam, article, 'returned'), 'returned')
    })
  })
}
