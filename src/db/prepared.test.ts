import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { insertRows, prepare, type At } from './prepared.ts'
import type { Db } from './schema.ts'
import { transact } from './transact.ts'

const settings = prepare((db, at: At<{ value: string }>, keys) => db.selectFrom('setting').select('key')
  .where('value', '=', at('value')).$if(keys !== undefined, (query) => query.where('key', 'in', keys ?? [])).orderBy('key'))

const change = prepare((db, at: At<{ key: string; value: string }>) => db.updateTable('setting').set({ value: at('value') })
  .where('key', '=', at('key')))

for (const [name, open] of Object.entries(databases)) {
  describe(`prepared queries, on ${name}`, () => {
    let db: Db
    const COUNT = 1300
    const key = (number: number) => `key ${String(number).padStart(4, '0')}`
    before(async () => {
      db = await open()
      await transact(db, (tx) => insertRows(tx, 'setting', Array.from({ length: COUNT }, (_, i) => ({ key: key(i), value: i % 2 ? 'odd' : 'even' }))))
    })
    after(() => db.destroy())

    const asked = async (value: string, keys?: string[]) => (await settings(db, { value }, keys)).rows.map((row) => row.key)

    it('store every row of many, whatever their number', async () => {
      assert.equal((await asked('odd')).length + (await asked('even')).length, COUNT)
    })

    for (const ids of [[], [1], [1, 3], [1, 2, 3], [5, 1, 3, 7, 9]]) {
      it(`find ${ids.length} ids among others, and nothing besides`, async () => {
        assert.deepEqual(await asked('odd', ids.map(key)), ids.filter((id) => id % 2).sort().map(key))
      })
    }

    it('take the values of each asking', async () => {
      assert.deepEqual([await asked('even', [key(2)]), await asked('odd', [key(2)])], [[key(2)], []])
    })

    it('tell how many rows they changed', async () => {
      const rows = await transact(db, async (tx) => [await change(tx, { key: key(8), value: 'new' }), await change(tx, { key: 'none', value: 'new' })])
      assert.deepEqual(rows.map(({ numAffectedRows }) => numAffectedRows), [1n, 0n])
      assert.deepEqual(await asked('new'), [key(8)])
    })

    it('fail at once, instead of waiting for ever, when db is used beside tx', async () => {
      await assert.rejects(transact(db, async () => { await asked('odd') }), /use tx, not db/)
    })

    it('refuse rows of several shapes', async () => {
      const rows = [{ key: 'a', value: 'b' }, { value: 'c', key: 'd' }]
      await assert.rejects(transact(db, (tx) => insertRows(tx, 'setting', rows)), /several shapes/)
    })
  })
}
