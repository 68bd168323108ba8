import { AppError } from '../errors.ts'
import { moveGeneration } from '../db/generation.ts'
import { newId, now } from '../db/id.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { record } from '../ledger/record.ts'
import { authorize } from './abilities.ts'
import { linkTo, writeTo, type Sending } from './letters.ts'
import { findLink, insertLink, revokeLinks, useUpLink } from './link-store.ts'
import { foldEmail, writeGrant, type Actor, type Grant } from './model.ts'
import { hashPassword } from './password.ts'
import { writeSettings, type SiteSettings } from './settings.ts'
import {
  countAdministrators, countPeople, deleteSessionsOf, findPerson, findPersonByEmail, insertPerson, replaceGrants, updatePerson,
} from './store.ts'

/** Somebody who never had a password has a week to join; a link for a new one is as good as a password. */
const HOURS = { setup: 7 * 24, invitation: 7 * 24, reset: 24 }
const ADMINISTRATOR: Grant = { right: 'administrator', language: '' }

interface NewPerson {
  name: string
  email: string
  grants: readonly Grant[]
}

/** A one-time token for setting the site up; the one before it dies. Null once somebody can sign in as administrator. */
export async function offerSetup(db: Db): Promise<string | null> {
  return transact(db, async (tx) => {
    if (await countPeople(tx) > 0) return null
    await tx.deleteFrom('invitation').where('purpose', '=', 'setup').execute()
    return (await insertLink(tx, { person: null, purpose: 'setup', hours: HOURS.setup })).token
  })
}

/** Is this token still good for setting up, while there is nobody, or for taking up an invitation? The invited person, null for set-up. */
export async function findInvitation(db: Db | Tx, token: string, purpose: 'setup' | 'invitation'): Promise<{ person: Id | null }> {
  if (purpose === 'setup' && await countPeople(db) > 0) throw new AppError('link_used_up')
  const row = await findLink(db, token, purpose)
  if (!row) throw new AppError(purpose === 'setup' ? 'not_set_up' : 'link_used_up')
  return row
}

/** Makes the first administrator, who also gets every right in every language, and names the site. The token is used up. */
export async function setUp(db: Db, token: string, { name, email, password, settings, languages }: {
  name: string; email: string; password: string; settings: Partial<SiteSettings>; languages: readonly Language[]
}): Promise<Id> {
  const password_hash = await hashPassword(password)
  return transact(db, async (tx) => {
    await findInvitation(tx, token, 'setup')
    await useUpLink(tx, token)
    const grants = [ADMINISTRATOR, ...languages.flatMap((language) =>
      (['translate', 'review', 'publish'] as const).map((right) => ({ right, language })))]
    const id = await insertNewPerson(tx, { name, email, grants }, password_hash)
    await keepSettings(tx, settings)
    await record(tx, { actor: id, act: 'site.set_up', subject: `person:${id}`, details: { languages } })
    return id
  })
}

/** A link made for somebody. Its token is shown once. */
export interface NewLink {
  person: Id
  purpose: 'invitation' | 'reset'
  token: string
  until: Timestamp
  /** Sent by mail as well. */
  mailed: boolean
}

/** Adds a person with rights and no password, and makes their link. Throws `email_taken`. */
export async function invitePerson(db: Db, actor: Actor, person: NewPerson, config?: Sending): Promise<NewLink> {
  authorize(actor, 'people.manage')
  return transact(db, async (tx) => {
    const id = await insertNewPerson(tx, person, null)
    await record(tx, { actor: actor.id, act: 'person.invited', subject: `person:${id}`, details: { grants: person.grants.map(writeGrant) } })
    return makeLink(tx, id, 'invitation', config)
  })
}

/** A new link, to join or, for who has joined, to set a new password; the one before dies. Throws `wrong_state` for somebody kept out. */
export async function inviteAgain(db: Db, actor: Actor, person: Id, config?: Sending): Promise<NewLink> {
  authorize(actor, 'people.manage')
  return transact(db, async (tx) => {
    const { disabled_at, password_hash } = await findPerson(tx, person)
    if (disabled_at) throw new AppError('wrong_state', { person })
    await revokeLinks(tx, person)
    const purpose = password_hash === null ? 'invitation' : 'reset'
    await record(tx, { actor: actor.id, act: purpose === 'reset' ? 'person.reset_offered' : 'person.invited', subject: `person:${person}`, details: {} })
    return makeLink(tx, person, purpose, config)
  })
}

/** Takes back the links of somebody that still work. Throws `wrong_state` when there is none. */
export async function revokeLink(db: Db, actor: Actor, person: Id): Promise<void> {
  authorize(actor, 'people.manage')
  await transact(db, async (tx) => {
    await findPerson(tx, person)
    if (await revokeLinks(tx, person) === 0) throw new AppError('wrong_state', { person })
    await record(tx, { actor: actor.id, act: 'person.link_revoked', subject: `person:${person}`, details: {} })
  })
}

/** Takes up an invitation: name, password and the language of the page are set, the link is used up, other sessions end. */
export async function joinSite(db: Db, token: string, { name, password, interfaceLanguage = null }: {
  name: string; password: string; interfaceLanguage?: Language | null
}): Promise<Id> {
  const password_hash = await hashPassword(password)
  return transact(db, async (tx) => {
    const { person } = await findInvitation(tx, token, 'invitation')
    if (person === null) throw new AppError('link_used_up')
    await useUpLink(tx, token)
    await updatePerson(tx, person, { name, password_hash, interface_language: interfaceLanguage })
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

/** Lets somebody in or keeps them out, their link and sessions with them; what they did stays, and why is written down. */
export async function changeAccess(db: Db, actor: Actor, person: Id, enabled: boolean, reason = ''): Promise<void> {
  authorize(actor, 'people.manage')
  await transact(db, async (tx) => {
    await findPerson(tx, person)
    await updatePerson(tx, person, enabled ? { disabled_at: null, disabled_reason: null } : { disabled_at: now(), disabled_reason: reason })
    if (!enabled) {
      await deleteSessionsOf(tx, person)
      await revokeLinks(tx, person)
    }
    await keepAnAdministrator(tx)
    const details = enabled || reason === '' ? {} : { reason }
    await record(tx, { actor: actor.id, act: enabled ? 'person.enabled' : 'person.disabled', subject: `person:${person}`, details })
  })
}

/** Ends all sessions of somebody: they sign in again, or not. */
export async function endSessionsOf(db: Db, actor: Actor, person: Id): Promise<void> {
  authorize(actor, 'people.manage')
  await transact(db, async (tx) => {
    await findPerson(tx, person)
    await deleteSessionsOf(tx, person)
    await record(tx, { actor: actor.id, act: 'person.signed_out', subject: `person:${person}`, details: {} })
  })
}

/** From the command line, by whoever holds the machine: adds somebody with rights. */
export async function addPerson(db: Db, person: NewPerson): Promise<NewLink> {
  return transact(db, async (tx) => {
    const id = await insertNewPerson(tx, person, null)
    await record(tx, { actor: 'system', act: 'person.invited', subject: `person:${id}`, details: { grants: person.grants.map(writeGrant) } })
    return makeLink(tx, id, 'invitation')
  })
}

/** From the command line: sets somebody's password, ends their sessions and their link to join. */
export async function setPassword(db: Db, email: string, password: string): Promise<void> {
  const password_hash = await hashPassword(password)
  await transact(db, async (tx) => {
    const person = await findPersonByEmail(tx, email)
    if (!person) throw new AppError('not_found', { person: email })
    await updatePerson(tx, person.id, { password_hash })
    await revokeLinks(tx, person.id)
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

async function makeLink(tx: Tx, person: Id, purpose: NewLink['purpose'], config?: Sending): Promise<NewLink> {
  const { token, until } = await insertLink(tx, { person, purpose, hours: HOURS[purpose] })
  if (!config) return { person, purpose, token, until, mailed: false }
  const mailed = await writeTo(tx, config, person, { kind: purpose, link: linkTo(config, purpose, token), time: until })
  return { person, purpose, token, until, mailed }
}

async function keepSettings(tx: Tx, settings: Partial<SiteSettings>): Promise<void> {
  await writeSettings(tx, settings)
  // Names and places stand on every public page.
  await moveGeneration(tx)
}

async function keepAnAdministrator(tx: Tx): Promise<void> {
  if (await countAdministrators(tx) === 0) throw new AppError('last_administrator')
}
