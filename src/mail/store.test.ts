import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { newWorld, type World } from '../../test/world.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { claimMail, countWaitingMail, findDueMail, insertMail, markSent } from './store.ts'

const LETTER = { subject: 'A letter', text: 'Open https://example.org/x', html: '<p>Open</p>' }
const SOON = new Date(Date.now() + 60_000).toISOString()

for (const [name, open] of Object.entries(databases)) {
  describe(`the outbox, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())

    const write = () => transact(db, (tx) => insertMail(tx, { person: world.ada.id, kind: 'reset', language: 'uk', letter: LETTER }))

    it('gives a letter to one of several processes, and again when that one died', async () => {
      await write()
      const mail = await findDueMail(db)
      assert.ok(mail)
      const claims = await Promise.all([1, 2, 3].map(() => claimMail(db, mail, SOON)))
      assert.equal(claims.filter(Boolean).length, 1)
      assert.equal(await findDueMail(db), undefined)
      await db.updateTable('mail').set({ due_at: '2026-01-01T00:00:00.000Z' }).execute()
      assert.deepEqual({ ...await findDueMail(db) }, { ...mail, tries: 1 })
      await markSent(db, mail.id)
      assert.deepEqual([await findDueMail(db), await countWaitingMail(db)], [undefined, 0])
    })

    it('holds nothing of an act that was not done', async () => {
      await assert.rejects(transact(db, async (tx) => {
        await insertMail(tx, { person: world.ada.id, kind: 'reset', language: 'uk', letter: LETTER })
        throw new Error('the act failed')
      }), /the act failed/)
      assert.equal(await countWaitingMail(db), 0)
    })
  })
}
