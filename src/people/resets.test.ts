import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { newWorld, type World } from '../../test/world.ts'
import { readConfig } from '../config.ts'
import { newId } from '../db/id.ts'
import type { Db } from '../db/schema.ts'
import { listLedger } from '../ledger/store.ts'
import { changeAccount, checkSignIn, findReset, resetPassword } from './account-actions.ts'
import { changeAccess, findInvitation, inviteAgain, invitePerson, joinSite } from './actions.ts'
import type { Actor } from './model.ts'
import { findActor, findPerson } from './store.ts'

const PASSWORD = 'a quiet bridge in the rain'
const NO_MAIL = readConfig({})

for (const [name, open] of Object.entries(databases)) {
  describe(`a link for a new password, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
      await db.updateTable('person').set({ password_hash: 'x' }).where('id', '=', world.admin.id).execute()
    })
    after(() => db.destroy())

    const invite = () => invitePerson(db, world.admin, { name: 'Nina', email: `nina.${newId()}@example.org`, grants: [] })
    async function newMember(): Promise<Actor & { email: string }> {
      const { person, token } = await invite()
      await joinSite(db, token, { name: 'Nina', password: PASSWORD })
      const actor = await findActor(db, person)
      assert.ok(actor)
      return { ...actor, email: (await findPerson(db, person)).email }
    }
    const sessionsOf = async (person: string) => (await db.selectFrom('session').selectAll().where('person_id', '=', person).execute()).length
    const openSession = (person: string) => db.insertInto('session').values({
      token_hash: newId(), person_id: person, created_at: new Date().toISOString(), expires_at: '2999-01-01T00:00:00.000Z',
    }).execute()

    it('is what somebody with a password gets, for a day', async () => {
      const nina = await newMember()
      const { purpose, token, until } = await inviteAgain(db, world.admin, nina.id)
      assert.equal(purpose, 'reset')
      assert.ok(Math.abs(Date.parse(until) - Date.now() - 24 * 3_600_000) < 60_000)
      assert.equal((await findReset(db, token)).id, nina.id)
    })

    it('sets the password once, ends all sessions and every other link', async () => {
      const nina = await newMember()
      await openSession(nina.id)
      const { token } = await inviteAgain(db, world.admin, nina.id)
      const tries = await Promise.allSettled([1, 2, 3].map(() => resetPassword(db, NO_MAIL, token, 'another quiet bridge')))
      assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1)
      assert.equal(await sessionsOf(nina.id), 0)
      assert.equal(await checkSignIn(db, nina.email, PASSWORD), undefined)
      assert.equal((await checkSignIn(db, nina.email, 'another quiet bridge'))?.id, nina.id)
      const [line] = await listLedger(db, { limit: 1 })
      assert.deepEqual([line?.act, line?.subject], ['person.password_set', `person:${nina.id}`])
    })

    it('dies when the password is changed otherwise, or access closed', async () => {
      const nina = await newMember()
      const first = await inviteAgain(db, world.admin, nina.id)
      await changeAccount(db, nina, { name: 'Nina', interfaceLanguage: 'en', password: { old: PASSWORD, new: 'seven grey herons' } })
      await assert.rejects(findReset(db, first.token), { code: 'link_used_up' })
      const second = await inviteAgain(db, world.admin, nina.id)
      await changeAccess(db, world.admin, nina.id, false)
      await assert.rejects(resetPassword(db, NO_MAIL, second.token, 'another quiet bridge'), { code: 'link_used_up' })
    })

    it('is no invitation, and an invitation is no such link', async () => {
      const nina = await newMember()
      const [{ token: reset }, { token: invitation }] = [await inviteAgain(db, world.admin, nina.id), await invite()]
      await assert.rejects(findInvitation(db, reset, 'invitation'), { code: 'link_used_up' })
      await assert.rejects(findReset(db, invitation), { code: 'link_used_up' })
    })

    it('is stored nowhere in the clear', async () => {
      const nina = await newMember()
      const { token } = await inviteAgain(db, world.admin, nina.id)
      assert.doesNotMatch(JSON.stringify(await db.selectFrom('invitation').selectAll().execute()), new RegExp(token))
    })
  })
}
