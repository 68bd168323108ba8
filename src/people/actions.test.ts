import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newWorld, type World } from '../../test/world.ts'
import { databases } from '../../test/databases.ts'
import { newId } from '../db/id.ts'
import type { Db } from '../db/schema.ts'
import { findLedgerFault, listLedger } from '../ledger/store.ts'
import { changeAccount, checkSignIn, findReset, keepInterfaceLanguage } from './account-actions.ts'
import {
  changeAccess, changeRights,  endSessionsOf, findInvitation, inviteAgain, invitePerson, joinSite, offerSetup, revokeLink, setUp,
} from './actions.ts'
import type { Actor } from './model.ts'
import { checkPassword } from './password.ts'
import { changeSettings } from './settings-actions.ts'
import { findSiteName, readSettings } from './settings.ts'
import { findActor, findPerson, grantsOf, listInvitations } from './store.ts'
import { hashToken } from './tokens.ts'

const PASSWORD = 'a quiet bridge in the rain'
const LANGUAGES = ['uk', 'en']
const SETTINGS = { name: { uk: 'Брама', en: 'The Gate' }, place: { uk: 'Луцьк', en: 'Lutsk' }, reviewPolicy: { uk: 'two', en: 'two' } } as const

for (const [name, open] of Object.entries(databases)) {
  describe(`people, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
      await db.updateTable('person').set({ password_hash: 'x' }).where('id', '=', world.admin.id).execute()
    })
    after(() => db.destroy())

    const invite = (grants: readonly { right: 'translate' | 'administrator'; language: string }[] = []) =>
      invitePerson(db, world.admin, { name: 'Nina', email: `nina.${newId()}@example.org`, grants })
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

    describe('an invitation', () => {
      it('lets somebody in with the rights given', async () => {
        const { person, token } = await invite([{ right: 'translate', language: 'uk' }])
        assert.ok((await listInvitations(db)).has(person))
        assert.deepEqual(await joinSite(db, token, { name: 'Nina K.', password: PASSWORD }), person)
        const { email, name: joined } = await findPerson(db, person)
        assert.equal(joined, 'Nina K.')
        assert.equal((await checkSignIn(db, ` ${email.toUpperCase()} `, PASSWORD))?.id, person)
        assert.deepEqual(await grantsOf(db, person), [{ right: 'translate', language: 'uk' }])
        assert.ok(!(await listInvitations(db)).has(person))
      })

      it('is good once, even for many at the same moment', async () => {
        const { token } = await invite()
        const results = await Promise.allSettled(['A', 'B', 'C'].map((one) => joinSite(db, token, { name: one, password: PASSWORD })))
        assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
        for (const result of results) if (result.status === 'rejected') assert.equal(result.reason.code, 'link_used_up')
      })

      it('is no good when its time is over', async () => {
        const { person, token } = await invite()
        await db.updateTable('invitation').set({ expires_at: '2020-01-01T00:00:00.000Z' }).where('token_hash', '=', hashToken(token)).execute()
        await assert.rejects(joinSite(db, token, { name: 'Nina', password: PASSWORD }), { code: 'link_used_up' })
        assert.equal((await findPerson(db, person)).password_hash, null)
        assert.ok(!(await listInvitations(db)).has(person))
      })

      it('dies when a new one is made', async () => {
        const { person, token } = await invite()
        const second = await inviteAgain(db, world.admin, person)
        assert.equal(second.purpose, 'invitation')
        await assert.rejects(findInvitation(db, token, 'invitation'), { code: 'link_used_up' })
        assert.deepEqual(await findInvitation(db, second.token, 'invitation'), { person })
      })

      it('dies when it is taken back, once', async () => {
        const { person, token } = await invite()
        await revokeLink(db, world.admin, person)
        await assert.rejects(joinSite(db, token, { name: 'Nina', password: PASSWORD }), { code: 'link_used_up' })
        assert.ok(!(await listInvitations(db)).has(person))
        await assert.rejects(revokeLink(db, world.admin, person), { code: 'wrong_state' })
      })

      it('is not given twice to one address, however it is written', async () => {
        const { email } = await newMember()
        await assert.rejects(invitePerson(db, world.admin, { name: 'X', email: email.toUpperCase(), grants: [] }), { code: 'email_taken' })
      })

      it('is for administrators to give', async () => {
        for (const actor of [world.ada, world.rev, world.ed]) {
          await assert.rejects(invitePerson(db, actor, { name: 'X', email: 'x@example.org', grants: [] }), { code: 'forbidden' })
          await assert.rejects(inviteAgain(db, actor, world.ada.id), { code: 'forbidden' })
          await assert.rejects(revokeLink(db, actor, world.ada.id), { code: 'forbidden' })
          await assert.rejects(endSessionsOf(db, actor, world.ada.id), { code: 'forbidden' })
          await assert.rejects(changeRights(db, actor, actor.id, [{ right: 'administrator', language: '' }]), { code: 'forbidden' })
          await assert.rejects(changeAccess(db, actor, world.admin.id, false), { code: 'forbidden' })
          await assert.rejects(changeSettings(db, actor, SETTINGS), { code: 'forbidden' })
        }
      })
    })

    describe('the last administrator', () => {
      it('keeps the right and the access', async () => {
        await assert.rejects(changeRights(db, world.admin, world.admin.id, []), { code: 'last_administrator' })
        await assert.rejects(changeAccess(db, world.admin, world.admin.id, false), { code: 'last_administrator' })
        assert.deepEqual((await findActor(db, world.admin.id))?.grants, [{ right: 'administrator', language: '' }])
      })

      it('is not replaced by somebody who has only been invited', async () => {
        await invite([{ right: 'administrator', language: '' }])
        await assert.rejects(changeRights(db, world.admin, world.admin.id, []), { code: 'last_administrator' })
      })

      it('may go once there is another', async () => {
        const nina = await newMember()
        await changeRights(db, world.admin, nina.id, [{ right: 'administrator', language: '' }])
        await changeRights(db, world.admin, world.admin.id, [])
        await changeRights(db, { ...nina, grants: [{ right: 'administrator', language: '' }] }, world.admin.id, world.admin.grants)
        await changeRights(db, world.admin, nina.id, [])
      })
    })

    describe('closed access', () => {
      it('keeps somebody out, with their sessions and their link', async () => {
        const nina = await newMember()
        const { token } = await inviteAgain(db, world.admin, nina.id)
        await openSession(nina.id)
        await changeAccess(db, world.admin, nina.id, false)
        assert.equal(await checkSignIn(db, nina.email, PASSWORD), undefined)
        assert.equal(await findActor(db, nina.id), undefined)
        assert.equal(await sessionsOf(nina.id), 0)
        await assert.rejects(findReset(db, token), { code: 'link_used_up' })
        await assert.rejects(inviteAgain(db, world.admin, nina.id), { code: 'wrong_state' })
      })

      it('can be opened again', async () => {
        const nina = await newMember()
        await changeAccess(db, world.admin, nina.id, false)
        await changeAccess(db, world.admin, nina.id, true)
        assert.equal((await checkSignIn(db, nina.email, PASSWORD))?.id, nina.id)
      })
    })

    describe('an account', () => {
      it('changes its password only with the old one, and then ends all sessions', async () => {
        const nina = await newMember()
        await openSession(nina.id)
        const change = (old: string) => changeAccount(db, nina, { name: 'N. K.', interfaceLanguage: 'en', password: { old, new: 'seven grey herons' } })
        assert.equal(await change('not the password'), false)
        assert.deepEqual([(await findPerson(db, nina.id)).name, await sessionsOf(nina.id)], ['Nina', 1])
        assert.equal(await change(PASSWORD), true)
        assert.equal(await sessionsOf(nina.id), 0)
        assert.equal((await checkSignIn(db, nina.email, 'seven grey herons'))?.id, nina.id)
        assert.equal(await checkSignIn(db, nina.email, PASSWORD), undefined)
      })

      it('keeps its sessions when only its name and language change', async () => {
        const nina = await newMember()
        await openSession(nina.id)
        assert.equal(await changeAccount(db, nina, { name: 'N. K.', interfaceLanguage: 'en' }), true)
        await keepInterfaceLanguage(db, nina, 'uk')
        const { name: called, interface_language } = await findPerson(db, nina.id)
        assert.deepEqual([called, interface_language, await sessionsOf(nina.id)], ['N. K.', 'uk', 1])
        const line = await db.selectFrom('ledger').select(['act', 'details']).where('actor', '=', nina.id).orderBy('number', 'desc').executeTakeFirst()
        assert.deepEqual(line, { act: 'person.renamed', details: '{"from":"Nina","to":"N. K."}' })
      })

      it('tells an unknown address and a wrong password apart by nothing', async () => {
        const nina = await newMember()
        assert.equal(await checkSignIn(db, nina.email, 'not the password'), undefined)
        assert.equal(await checkSignIn(db, 'nobody@example.org', PASSWORD), undefined)
      })
    })

    it('keeps settings by language and names the site in the first language that has a name', async () => {
      await changeSettings(db, world.admin, { ...SETTINGS, name: { uk: 'Брама', en: '' }, reviewPolicy: { uk: 'one', en: 'two' } })
      assert.deepEqual((await readSettings(db, LANGUAGES)).reviewPolicy, { uk: 'one', en: 'two' })
      assert.deepEqual(await Promise.all([['uk'], ['en', 'uk'], ['de']].map((wished) => findSiteName(db, wished))), ['Брама', 'Брама', undefined])
    })

    it('leaves a line in the ledger for each act, none of them telling a secret', async () => {
      const before = (await listLedger(db, { limit: 1 }))[0]?.number ?? 0
      const nina = await newMember()
      await changeRights(db, world.admin, nina.id, [{ right: 'review', language: 'en' }])
      await changeAccess(db, world.admin, nina.id, false)
      await changeAccess(db, world.admin, nina.id, true)
      const rows = (await listLedger(db, { limit: 100 })).filter(({ number }) => number > before).toReversed()
      assert.deepEqual(rows.map(({ act }) => act), ['person.invited', 'person.joined', 'person.rights_changed', 'person.disabled', 'person.enabled'])
      assert.doesNotMatch(JSON.stringify(rows), /argon2|@example/)
      assert.equal(await findLedgerFault(db), null)
    })
  })

  describe(`setting up, on ${name}`, () => {
    let db: Db
    before(async () => { db = await open() })
    after(() => db.destroy())
    const first = { name: 'Olha', email: 'olha@example.org', password: PASSWORD, settings: SETTINGS, languages: LANGUAGES }

    it('takes one token, the newest, and only while there is nobody', async () => {
      const old = await offerSetup(db)
      const token = await offerSetup(db)
      assert.ok(old && token)
      await assert.rejects(setUp(db, old, first), { code: 'not_set_up' })
      await assert.rejects(joinSite(db, token, first), { code: 'link_used_up' })
      const results = await Promise.allSettled([setUp(db, token, first), setUp(db, token, { ...first, email: 'other@example.org' })])
      assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
      await assert.rejects(findInvitation(db, token, 'setup'), { code: 'link_used_up' })
      assert.equal(await offerSetup(db), null)
    })

    it('gives the first person every right in every language, and the site its name', async () => {
      const token = await offerSetup(db)
      if (token) await setUp(db, token, first)
      const { id } = await db.selectFrom('person').select('id').executeTakeFirstOrThrow()
      assert.equal((await grantsOf(db, id)).length, 1 + 3 * LANGUAGES.length)
      assert.equal((await readSettings(db, LANGUAGES)).name['en'], 'The Gate')
    })
  })

  it(`refuses a set-up token once somebody was added beside it, on ${name}`, async () => {
    const db = await open()
    const token = await offerSetup(db)
    await newWorld(db)
    await assert.rejects(findInvitation(db, token ?? '', 'setup'), { code: 'link_used_up' })
    await db.destroy()
  })
}

it('refuses every password where there is none to compare it with', async () => {
  for (const hash of [null, '', 'x', '$argon2id$v=19$m=19456,t=2,p=1$short$short']) assert.equal(await checkPassword(PASSWORD, hash), false)
})
