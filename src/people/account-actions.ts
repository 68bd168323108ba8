import { AppError } from '../errors.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { record } from '../ledger/record.ts'
import { linkTo, writeTo, type Sending } from './letters.ts'
import { countResets, findLink, insertLink, revokeLinks, useUpLink } from './link-store.ts'
import type { Actor, Person } from './model.ts'
import { checkPassword, hashPassword } from './password.ts'
import { deleteOtherSessions, deleteSession } from './session-store.ts'
import { deleteSessionsOf, findPerson, findPersonByEmail, replaceNames, updatePerson, writtenNames } from './store.ts'

const RESET_HOURS = 1
/** Letters with a link that anybody can have sent to one person within an hour. */
const MOST_RESETS = 3
const HOUR_MS = 60 * 60 * 1000

/** The person whose address and password these are; undefined, after the same time, for anybody else. */
export async function checkSignIn(db: Db, email: string, password: string): Promise<Person | undefined> {
  const person = await findPersonByEmail(db, email)
  const right = await checkPassword(password, person?.password_hash ?? null)
  return right && person && !person.disabled_at ? person : undefined
}

/** Changes one's own name, interface language and, with the old one, password. False when the old password is wrong. */
export async function changeAccount(db: Db, actor: Actor, change: {
  name: string; interfaceLanguage: Language; names?: Readonly<Record<Language, string>>; credited?: 'yes' | 'no'; password?: { old: string; new: string } | undefined
}, config?: Sending): Promise<boolean> {
  const { name, password_hash, credited } = await findPerson(db, actor.id)
  if (change.password && !await checkPassword(change.password.old, password_hash)) return false
  const renewed = change.password ? await hashPassword(change.password.new) : null
  await transact(db, async (tx) => {
    await updatePerson(tx, actor.id, { name: change.name, interface_language: change.interfaceLanguage })
    // Credits and the ledger speak of people by name: who was called what, and until when, must be found.
    const rename = (details: { from: string; to: string; language?: Language }) =>
      record(tx, { actor: actor.id, act: 'person.renamed', subject: `person:${actor.id}`, details })
    if (change.name !== name) await rename({ from: name, to: change.name })
    const { names = {} } = change
    const before = await writtenNames(tx, actor.id)
    const changed = Object.entries(names).filter(([language, written]) => written !== (before[language] ?? ''))
    if (changed.length > 0) await replaceNames(tx, actor.id, names)
    for (const [language, to] of changed) await rename({ from: before[language] ?? '', to, language })
    await changeCredit(tx, actor, credited, change.credited ?? credited)
    if (renewed !== null) await renewPassword(tx, actor.id, renewed, config)
  })
  return true
}

/** Holds for editions made from now on: those that are there are never changed. */
async function changeCredit(tx: Tx, actor: Actor, from: Person['credited'], to: Person['credited']): Promise<void> {
  if (from === to) return
  await updatePerson(tx, actor.id, { credited: to })
  await record(tx, { actor: actor.id, act: 'person.credit_changed', subject: `person:${actor.id}`, details: { to } })
}

/** Keeps the interface language somebody switched to. */
export async function keepInterfaceLanguage(db: Db, actor: Actor, language: Language): Promise<void> {
  await transact(db, (tx) => updatePerson(tx, actor.id, { interface_language: language }))
}

/** Ends one of one's own sessions, or with `others` all but this one. Throws `not_found` for one that is not there. */
export async function endSessions(db: Db, actor: Actor, { end, kept }: { end: string; kept: string }): Promise<void> {
  await transact(db, async (tx) => {
    const sessions = end === 'others' ? await deleteOtherSessions(tx, actor.id, kept) : await deleteSession(tx, actor.id, end)
    if (sessions === 0 && end !== 'others') throw new AppError('not_found')
    await record(tx, { actor: actor.id, act: 'person.signed_out', subject: `person:${actor.id}`, details: { sessions } })
  })
}

/** Sends a link for a new password to whoever has this address. Tells nobody whether there is such a person: it returns nothing. */
export async function askForReset(db: Db, config: Sending, email: string): Promise<void> {
  await transact(db, async (tx) => {
    const person = await findPersonByEmail(tx, email)
    if (!person?.password_hash || person.disabled_at) return
    if (await countResets(tx, person.id, new Date(Date.now() - HOUR_MS).toISOString()) >= MOST_RESETS) return
    const { token, until } = await insertLink(tx, { person: person.id, purpose: 'reset', hours: RESET_HOURS })
    await writeTo(tx, config, person.id, { kind: 'reset', link: linkTo(config, 'reset', token), time: until })
  })
}

/** Whose link for a new password this is. Throws `link_used_up` for one that does not work. */
export async function findReset(db: Db | Tx, token: string): Promise<Person> {
  const link = await findLink(db, token, 'reset')
  if (!link?.person) throw new AppError('link_used_up')
  return findPerson(db, link.person)
}

/** Sets a new password with a link: it and every other link are used up, all sessions end. */
export async function resetPassword(db: Db, config: Sending, token: string, password: string): Promise<Id> {
  const password_hash = await hashPassword(password)
  return transact(db, async (tx) => {
    const { id } = await findReset(tx, token)
    await useUpLink(tx, token)
    await renewPassword(tx, id, password_hash, config)
    return id
  })
}

/** A new password ends all sessions and takes back all links; its owner is told, since it may have been somebody else. */
async function renewPassword(tx: Tx, person: Id, password_hash: string, config: Sending | undefined): Promise<void> {
  await updatePerson(tx, person, { password_hash })
  await deleteSessionsOf(tx, person)
  await revokeLinks(tx, person)
  await record(tx, { actor: person, act: 'person.password_set', subject: `person:${person}`, details: {} })
  if (config) await writeTo(tx, config, person, { kind: 'password_changed', link: `${config.baseUrl}/reset` })
}
