import { AppError } from '../errors.ts'
import { moveGeneration } from '../db/generation.ts'
import { newId, now } from '../db/id.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { record } from '../ledger/record.ts'
import { authorize } from './abilities.ts'
import { foldEmail, writeGrant, type Actor, type Grant, type Person } from './model.ts'
import { checkPassword, hashPassword } from './password.ts'
import { writeSettings, type SiteSettings } from './settings.ts'
import {
  countAdministrators, countPeople, deleteSessionsOf, findPerson, findPersonByEmail, insertPerson, replaceGrants, updatePerson,
} from './store.ts'
import { hashToken, newToken } from './tokens.ts'

const INVITATION_DAYS = 7
const ADMINISTRATOR: Grant = { right: 'administrator', language: '' }

interface NewPerson {
  name: string
  email: string
  grants: readonly Grant[]
}

/** The person whose address and password these are; undefined, after the same time, for anybody else. */
export async function checkSignIn(db: Db, email: string, password: string): Promise<Person | undefined> {
  const person = await findPersonByEmail(db, email)
  const right = await checkPassword(password, person?.password_hash ?? null)
  return right && person && !person.disabled_at ? person : undefined
}

/** A one-time token for setting the site up; the one before it dies. Null once somebody can sign in as administrator. */
export async function offerSetup(db: Db): Promise<string | null> {
  return transact(db, async (tx) => {
    if (await countPeople(tx) > 0) return null
    await tx.deleteFrom('invitation').where('purpose', '=', 'setup').execute()
    return insertInvitation(tx, { person: null, purpose: 'setup' })
  })
}

/** Is this token still good for setting up, while there is nobody, or for taking up an invitation? The invited person, null for set-up. */
export async function findInvitation(db: Db | Tx, token: string, purpose: 'setup' | 'invitation'): Promise<{ person: Id | null }> {
  if (purpose === 'setup' && await countPeople(db) > 0) throw new AppError('link_used_up')
  const row = await db.selectFrom('invitation').select('person_id as person').where('token_hash', '=', hashToken(token))
    .where('purpose', '=', purpose).where('used_at', 'is', null).where('expires_at', '>', now()).executeTakeFirst()
  if (!row) throw new AppError('link_used_up')
  return row
}

/** Makes the first administrator, who also gets every right in every language, and names the site. The token is used up. */
export async function setUp(db: Db, token: string, { name, email, password, settings, languages }: {
  name: string; email: string; password: string; settings: SiteSettings; languages: readonly Language[]
}): Promise<Id> {
  const password_hash = await hashPassword(password)
  return transact(db, async (tx) => {
    await findInvitation(tx, token, 'setup')
    await useUp(tx, token)
    const grants = [ADMINISTRATOR, ...languages.flatMap((language) =>
      (['translate', 'review', 'publish'] as const).map((right) => ({ right, language })))]
    const id = await insertNewPerson(tx, { name, email, grants }, password_hash)
    await keepSettings(tx, settings)
    await record(tx, { actor: id, act: 'site.set_up', subject: `person:${id}`, details: { languages } })
    return id
  })
}

/** Adds a person with rights and no password; the token for their link is shown once. Throws `email_taken`. */
export async function invitePerson(db: Db, actor: Actor, person: NewPerson): Promise<{ person: Id; token: string }> {
  authorize(actor, 'people.manage')
  return transact(db, async (tx) => {
    const id = await insertNewPerson(tx, person, null)
    await record(tx, { actor: actor.id, act: 'person.invited', subject: `person:${id}`, details: { grants: person.grants.map(writeGrant) } })
    return { person: id, token: await insertInvitation(tx, { person: id, purpose: 'invitation' }) }
  })
}

/** A new link for somebody: to join, or to set a new password. The one before it dies. Throws `wrong_state` for somebody kept out. */
export async function inviteAgain(db: Db, actor: Actor, person: Id): Promise<string> {
  authorize(actor, 'people.manage')
  return transact(db, async (tx) => {
    if ((await findPerson(tx, person)).disabled_at) throw new AppError('wrong_state', { person })
    await tx.deleteFrom('invitation').where('person_id', '=', person).execute()
    await record(tx, { actor: actor.id, act: 'person.invited', subject: `person:${person}`, details: {} })
    return insertInvitation(tx, { person, purpose: 'invitation' })
  })
}

/** Takes up an invitation: name and password are set, the link is used up, other sessions end. */
export async function joinSite(db: Db, token: string, { name, password }: { name: string; password: string }): Promise<Id> {
  const password_hash = await hashPassword(password)
  return transact(db, async (tx) => {
    const { person } = await findInvitation(tx, token, 'invitation')
    if (person === null) throw new AppError('link_used_up')
    await useUp(tx, token)
    await updatePerson(tx, person, { name, password_hash })
    await deleteSessionsOf(tx, person)
    await record(tx, { actor: person, act: 'person.joined', subject: `person:${person}`, details: {} })
    return person
  })
}

/** Gives a person exactly these rights. Throws `last_administrator` when nobody could manage people afterwards. */
export async function changeRights(db: Db, actor: Actor, person: Id, grants: readonly Grant[]): Promise<void> {
  authorize(actor, 'people.manage')
  await transact(db, async (tx) => {
    await findPerson(tx, person)
    await replaceGrants(tx, person, grants)
    await keepAnAdministrator(tx)
    await record(tx, { actor: actor.id, act: 'person.rights_changed', subject: `person:${person}`, details: { grants: grants.map(writeGrant) } })
  })
}

/** Lets somebody in or keeps them out, their link and sessions with them; what they did stays. */
export async function changeAccess(db: Db, actor: Actor, person: Id, enabled: boolean): Promise<void> {
  authorize(actor, 'people.manage')
  await transact(db, async (tx) => {
    await findPerson(tx, person)
    await updatePerson(tx, person, { disabled_at: enabled ? null : now() })
    if (!enabled) {
      await deleteSessionsOf(tx, person)
      await tx.deleteFrom('invitation').where('person_id', '=', person).execute()
    }
    await keepAnAdministrator(tx)
    await record(tx, { actor: actor.id, act: enabled ? 'person.enabled' : 'person.disabled', subject: `person:${person}`, details: {} })
  })
}

/** Changes one's own name, interface language and, with the old one, password. False when the old password is wrong. */
export async function changeAccount(db: Db, actor: Actor, change: {
  name: string; interfaceLanguage: Language; password?: { old: string; new: string } | undefined
}): Promise<boolean> {
  const { name, password_hash } = await findPerson(db, actor.id)
  if (change.password && !await checkPassword(change.password.old, password_hash)) return false
  const renewed = change.password ? { password_hash: await hashPassword(change.password.new) } : {}
  await transact(db, async (tx) => {
    await updatePerson(tx, actor.id, { name: change.name, interface_language: change.interfaceLanguage, ...renewed })
    // Credits and the ledger speak of people by name: who was called what, and until when, must be found.
    if (change.name !== name) {
      await record(tx, { actor: actor.id, act: 'person.renamed', subject: `person:${actor.id}`, details: { from: name, to: change.name } })
    }
    if (!change.password) return
    await deleteSessionsOf(tx, actor.id)
    await record(tx, { actor: actor.id, act: 'person.password_set', subject: `person:${actor.id}`, details: {} })
  })
  return true
}

/** Keeps the interface language somebody switched to. */
export async function keepInterfaceLanguage(db: Db, actor: Actor, language: Language): Promise<void> {
  await transact(db, (tx) => updatePerson(tx, actor.id, { interface_language: language }))
}

export async function changeSettings(db: Db, actor: Actor, settings: SiteSettings): Promise<void> {
  authorize(actor, 'settings.change')
  await transact(db, async (tx) => {
    await keepSettings(tx, settings)
    await record(tx, { actor: actor.id, act: 'site.settings_changed', subject: 'site', details: { ...settings } })
  })
}

/** From the command line, by whoever holds the machine: adds somebody with rights. */
export async function addPerson(db: Db, person: NewPerson): Promise<{ person: Id; token: string }> {
  return transact(db, async (tx) => {
    const id = await insertNewPerson(tx, person, null)
    await record(tx, { actor: 'system', act: 'person.invited', subject: `person:${id}`, details: { grants: person.grants.map(writeGrant) } })
    return { person: id, token: await insertInvitation(tx, { person: id, purpose: 'invitation' }) }
  })
}

/** From the command line: sets somebody's password, ends their sessions and their link to join. */
export async function setPassword(db: Db, email: string, password: string): Promise<void> {
  const password_hash = await hashPassword(password)
  await transact(db, async (tx) => {
    const person = await findPersonByEmail(tx, email)
    if (!person) throw new AppError('not_found', { person: email })
    await updatePerson(tx, person.id, { password_hash })
    await tx.deleteFrom('invitation').where('person_id', '=', person.id).where('used_at', 'is', null).execute()
    await deleteSessionsOf(tx, person.id)
    await record(tx, { actor: 'system', act: 'person.password_set', subject: `person:${person.id}`, details: {} })
  })
}

async function insertNewPerson(tx: Tx, { name, email, grants }: NewPerson, password_hash: string | null): Promise<Id> {
  if (await findPersonByEmail(tx, email)) throw new AppError('email_taken')
  const id = newId()
  await insertPerson(tx, {
    id, name, email: email.trim(), email_folded: foldEmail(email), password_hash,
    interface_language: null, created_at: now(), disabled_at: null,
  })
  await replaceGrants(tx, id, grants)
  return id
}

async function insertInvitation(tx: Tx, { person, purpose }: { person: Id | null; purpose: 'setup' | 'invitation' }): Promise<string> {
  const token = newToken()
  const expires_at = new Date(Date.now() + INVITATION_DAYS * 24 * 60 * 60 * 1000).toISOString()
  await tx.insertInto('invitation').values({
    token_hash: hashToken(token), person_id: person, purpose, created_at: now(), expires_at, used_at: null,
  }).execute()
  return token
}

async function useUp(tx: Tx, token: string): Promise<void> {
  await tx.updateTable('invitation').set({ used_at: now() }).where('token_hash', '=', hashToken(token)).execute()
}

async function keepSettings(tx: Tx, settings: SiteSettings): Promise<void> {
  await writeSettings(tx, settings)
  // Names and places stand on every public page.
  await moveGeneration(tx)
}

async function keepAnAdministrator(tx: Tx): Promise<void> {
  if (await countAdministrators(tx) === 0) throw new AppError('last_administrator')
}
