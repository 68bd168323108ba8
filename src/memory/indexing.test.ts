import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { pairsOf } from '../../bench/memory-texts.ts'
import { databases } from '../../test/databases.ts'
import { newWorld } from '../../test/world.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { Gathering } from './gathering.ts'
import { holdRuns, insertRun, leaveRuns, listUnits } from './index-store.ts'
import { keepIndex } from './indexing.ts'
import { findMatches } from './matches.ts'
import { INDEX_RULES } from './model.ts'
import { firstPosting, insertPostings } from './postings-store.ts'
import { RunMaker } from './run-maker.ts'
import { finishImport, insertImport, insertUnits } from './store.ts'
import { Readers } from './terms.ts'

const COUNT = 3000

for (const [name, open] of Object.entries(databases)) {
  describe(`the index of the memory, on ${name}`, () => {
    let db: Db
    const pairs = [...pairsOf(COUNT)]
    before(async () => {
      db = await open()
      const { ed } = await newWorld(db)
      await transact(db, async (tx) => {
        const id = await insertImport(tx, 'real', ed.id)
        await insertUnits(tx, id, pairs.map(({ en, uk }) => ({ languageA: 'en', textA: en, languageB: 'uk', textB: uk, level: 'paragraph' })))
        await finishImport(tx, id)
      })
    })
    after(() => db.destroy())

    const runs = () => db.selectFrom('memory_run').select(['id', 'units', 'ready']).orderBy('id').execute()
    const postingsOf = async (run: number) => (await db.selectFrom('memory_posting').selectAll()
      .where('id', '>=', firstPosting(run)).where('id', '<', firstPosting(run + 1)).orderBy('id').execute())
      .map(({ id, count, units }) => `${id - firstPosting(run)} ${count} ${Buffer.from(units).toString('base64')}`)

    it('is made once by two who make it at the same time, and nothing else is left', async () => {
      await Promise.all([keepIndex(db), keepIndex(db), keepIndex(db)])
      assert.deepEqual((await runs()).map(({ units, ready }) => ({ units, ready })), [{ units: COUNT, ready: 'yes' }])
      const [run] = await runs()
      const { count } = await db.selectFrom('memory_posting').select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
      assert.equal(Number(count), (await postingsOf(run?.id ?? 0)).length)
      const [match] = await findMatches(db, { text: pairs[7]?.en ?? '', from: 'en', to: 'uk', limit: 1 })
      assert.equal(match?.target, pairs[7]?.uk)
    })

    it('is the same whether it was made of one part or of several that were put aside', async () => {
      const [whole] = await runs()
      const units = await listUnits(db, 1, COUNT)
      const [gathering, maker] = [new Gathering(new Readers(), 1), await RunMaker.begin(db, 1)]
      for (const unit of units) gathering.learn(unit)
      for (const [at, unit] of units.entries()) {
        gathering.add(unit)
        if (at % 900 === 899) await maker.putAside(gathering.take())
      }
      await maker.join(gathering.take(), () => false)
      assert.deepEqual((await runs()).map(({ ready }) => ready), ['yes', 'no', 'no'])
      assert.equal(await maker.finish({ first: 1, last: gathering.last, units: gathering.units }, [whole?.id ?? 0]), true)
      const anew = (await runs()).find(({ ready }) => ready === 'yes')
      assert.notEqual(anew?.id, whole?.id)
      assert.deepEqual(await postingsOf(anew?.id ?? 0), await postingsOf(whole?.id ?? 0))
      await keepIndex(db)
      assert.equal((await runs()).length, 1)
    })

    it('is left alone while somebody makes it; what nobody makes goes, and whoever comes back finds nothing', async () => {
      const made = await transact(db, async (tx) => {
        const run = await insertRun(tx, INDEX_RULES, 1)
        await insertPostings(tx, [{ id: firstPosting(run), count: 1, units: new Uint8Array([1]) }])
        return run
      })
      await keepIndex(db)
      assert.equal((await postingsOf(made)).length, 1)
      assert.equal(await transact(db, (tx) => holdRuns(tx, [made])), true)
      await transact(db, (tx) => leaveRuns(tx, [made]))
      await keepIndex(db)
      assert.deepEqual([(await postingsOf(made)).length, (await runs()).length], [0, 1])
      assert.equal(await transact(db, (tx) => holdRuns(tx, [made])), false)
    })
  })
}
