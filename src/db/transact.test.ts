import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { now } from './id.ts'
import type { Db, Tx } from './schema.ts'
import { transact } from './transact.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`a transaction, on ${name}`, () => {
    let db: Db
    before(async () => { db = await open() })
    after(() => db.destroy())

    const add = (tx: Tx, key: string) => tx.insertInto('setting').values({ key, value: now() }).execute()
    const keys = async () => (await db.selectFrom('setting').select('key').orderBy('key').execute()).map(({ key }) => key)

    it('stores all or nothing', async () => {
      const before = await keys()
      await assert.rejects(transact(db, async (tx) => {
        await add(tx, 'half')
        throw new Error('enough')
      }), /enough/)
      assert.deepEqual(await keys(), before)
    })

    it('joins the one around it', async () => {
      await assert.rejects(transact(db, async (tx) => {
        await transact(tx, (inner) => add(inner, 'inner'))
        throw new Error('undo all')
      }), /undo all/)
      assert.ok(!(await keys()).includes('inner'))
    })

    it('fails at once, instead of waiting for ever, when db is used beside tx', async () => {
      await assert.rejects(transact(db, async () => { await keys() }), /use tx, not db/)
      assert.ok(await keys())
    })

    it('lets writers in one after another: nobody reads what another is about to change', async () => {
      await transact(db, (tx) => tx.insertInto('setting').values({ key: 'counter', value: '0' }).execute())
      const increment = () => transact(db, async (tx) => {
        const { value } = await tx.selectFrom('setting').select('value').where('key', '=', 'counter').executeTakeFirstOrThrow()
        await tx.updateTable('setting').set({ value: String(Number(value) + 1) }).where('key', '=', 'counter').execute()
      })
      await Promise.all(Array.from({ length: 20 }, increment))
      const { value } = await db.selectFrom('setting').select('value').where('key', '=', 'counter').executeTakeFirstOrThrow()
      assert.equal(value, '20')
    })

    it('gives counts as numbers', async () => {
      const { count } = await db.selectFrom('setting').select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
      assert.equal(typeof count, 'number')
    })
  })
}
