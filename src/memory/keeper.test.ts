import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { newArticle, newWorld, translateAll } from '../../test/world.ts'
import type { Db } from '../db/schema.ts'
import type { Log } from '../log.ts'
import { MemoryKeeper } from './keeper.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`a server that keeps the memory, on ${name}`, () => {
    let db: Db
    before(async () => { db = await open() })
    after(() => db.destroy())

    it('takes in what was decided, and goes on after a failure that it tells of', async () => {
      const told: string[] = []
      const log: Log = (event) => { told.push(event) }
      const keeper = new MemoryKeeper(db, log)
      const world = await newWorld(db)
      const { article } = await newArticle(world, 'en', ['The quiet bridge', 'It rained.'])
      await translateAll(world, { article, source: 'en', language: 'uk' }, ['Тихий міст', 'Дощило.'])
      await db.schema.alterTable('memory_pending').renameTo('memory_away').execute()
      await keeper.work()
      assert.deepEqual(told, ['memory.failed'])
      await db.schema.alterTable('memory_away').renameTo('memory_pending').execute()
      await Promise.all([keeper.work(), keeper.work()])
      assert.deepEqual(await db.selectFrom('memory_unit').select('text_b').orderBy('text_b').execute(), [{ text_b: 'Дощило.' }, { text_b: 'Тихий міст' }])
      assert.deepEqual(await db.selectFrom('memory_pending').selectAll().execute(), [])
      await keeper.close()
      assert.deepEqual(told, ['memory.failed'])
    })
  })
}
