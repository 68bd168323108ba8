import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { pairsOf } from '../../bench/memory-texts.ts'
import { databases } from '../../test/databases.ts'
import { factsIn, newArticle, newWorld, reviewAll, submit, type Desk, type World } from '../../test/world.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { revokeApproval } from '../segments/decisions.ts'
import { findFault } from '../upkeep/soundness.ts'
import { findMemoryFault } from './soundness.ts'
import { finishImport, insertImport, insertUnits } from './store.ts'
import { rebuildMemory, syncMemory } from './sync.ts'

const ORIGINALS = ['A quiet bridge.', 'A bridge stood quietly in 2024. Nobody crossed it.', 'Rain.']
const TRANSLATIONS = ['Тихий міст.', 'Міст стояв тихо у 2024 році. Ніхто ним не ходив.', 'Дощ.']

for (const [name, open] of Object.entries(databases)) {
  describe(`what is verified of the memory, on ${name}`, () => {
    let db: Db
    let world: World
    let desk: Desk
    before(async () => {
      db = await open()
      world = await newWorld(db)
      desk = { article: (await newArticle(world, 'en', ORIGINALS)).article, source: 'en', language: 'uk' }
      await translate(TRANSLATIONS)
      await translate(TRANSLATIONS.map((text) => `Отже: ${text}`))
      const id = await transact(db, (tx) => insertImport(tx, 'real', world.ed.id))
      const units = [...pairsOf(1500)].map(({ en, uk }) => ({ languageA: 'en', textA: en, languageB: 'uk', textB: uk, level: 'paragraph' as const }))
      await transact(db, (tx) => insertUnits(tx, id, [...units, { languageA: 'en', textA: '…'.repeat(150), languageB: 'uk', textB: '— '.repeat(80), level: 'paragraph' }]))
      await transact(db, (tx) => finishImport(tx, id))
      await syncMemory(db)
    })
    after(() => db.destroy())

    async function translate(texts: readonly string[]): Promise<void> {
      const facts = await factsIn(db, desk.article, 'en', 'uk')
      await submit(db, world.ada, desk, Object.fromEntries(facts.map(({ segment }, at) => [segment, texts[at] ?? ''])))
      await reviewAll(db, world.rev, desk)
    }
    const derived = async () => db.selectFrom('memory_unit').selectAll().where('decision_id', 'is not', null).orderBy('id').execute()
    const paragraph = async () => (await derived()).find(({ level }) => level === 'paragraph') ?? assert.fail()
    const sentence = async () => (await derived()).find(({ level }) => level === 'sentence') ?? assert.fail()
    const runs = async () => db.selectFrom('memory_run').selectAll().where('ready', '=', 'yes').execute()
    const afterAll = async (what: () => Promise<unknown>) => {
      await what()
      const fault = await findMemoryFault(db)
      await rebuildMemory(db)
      assert.equal(await findMemoryFault(db), null)
      return fault
    }

    it('is sound as it was made, in step with decisions or behind them', async () => {
      assert.equal(await findMemoryFault(db), null)
      assert.equal(await findFault(db), null)
      assert.equal((await runs()).length, 1)
      const [{ segment = '', approved } = {}] = await factsIn(db, desk.article, 'en', 'uk')
      const { decision = '' } = approved ?? {}
      await transact(db, (tx) => revokeApproval(tx, { segment, language: 'uk', decision, by: world.ed.id, reason: 'Ні.' }))
      assert.equal(await findMemoryFault(db), null)
      await syncMemory(db)
      assert.equal(await findMemoryFault(db), null)
    })

    it('names a unit that says what nobody approved', async () => {
      for (const pick of [paragraph, sentence]) {
        const { id, text_b } = await pick()
        const fault = await afterAll(() => db.updateTable('memory_unit').set({ text_b: `${text_b} Ні.` }).where('id', '=', id).execute())
        assert.equal(fault, `memory:${id}`)
      }
    })

    it('names a unit that nothing was decided about, or twice', async () => {
      const [unit = assert.fail()] = await derived()
      const fault = await afterAll(() => db.insertInto('memory_unit').values({ ...unit, id: 100_000 }).execute())
      assert.equal(fault, 'memory:100000')
    })

    it('names the paragraph whose unit is gone, a sentence too', async () => {
      for (const pick of [paragraph, sentence]) {
        const { id, segment_id } = await pick()
        const fault = await afterAll(() => db.deleteFrom('memory_unit').where('id', '=', id).execute())
        assert.equal(fault, `memory:${segment_id}:uk`)
      }
    })

    it('passes over a paragraph of which a decision is only noted', async () => {
      const { id, segment_id } = await sentence()
      const noted = { segment_id: segment_id ?? '', language: 'uk' }
      await db.insertInto('memory_pending').values(noted).execute()
      assert.equal(await afterAll(() => db.deleteFrom('memory_unit').where('id', '=', id).execute()), null)
    })

    it('names a run that lacks a unit, or has one that it cannot have', async () => {
      const [run = assert.fail()] = await runs()
      const gone = await afterAll(() => db.deleteFrom('memory_posting').execute())
      assert.equal(gone, `memory_run:${run.id}`)
      const [now = assert.fail()] = await runs()
      const { id, count } = await db.selectFrom('memory_posting').selectAll().where('count', '=', 1).orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
      const odd = await afterAll(() => db.updateTable('memory_posting').set({ units: Uint8Array.of(0xff, 0xff, 0x7f), count }).where('id', '=', id).execute())
      assert.equal(odd, `memory_run:${now.id}`)
    })

    it('names a unit that no run has, and a run that is another’s', async () => {
      const [run = assert.fail()] = await runs()
      const left = await afterAll(() => db.updateTable('memory_run').set({ first_unit: run.first_unit + 1 }).where('id', '=', run.id).execute())
      assert.equal(left, `memory:${run.first_unit}`)
      const [now = assert.fail()] = await runs()
      const twice = await afterAll(() => db.insertInto('memory_run').values({ ...now, id: now.id + 1000 }).execute())
      assert.match(String(twice), /^memory_run:/)
    })

    it('is not looked at where it is to be made anew by other rules', async () => {
      await db.updateTable('memory_state').set({ rules: 0 }).execute()
      await db.deleteFrom('memory_unit').where('decision_id', 'is not', null).execute()
      assert.equal(await findMemoryFault(db), null)
      await syncMemory(db)
      assert.equal(await findMemoryFault(db), null)
    })
  })
}
