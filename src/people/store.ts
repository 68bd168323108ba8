import type { Insertable } from 'kysely'
import { AppError } from '../errors.ts'
import type { PeopleTables } from '../db/tables/people.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import { now } from '../db/id.ts'
import type { Db, Tx } from '../db/schema.ts'
import { foldEmail, type Actor, type Grant, type Person } from './model.ts'

export async function findPerson(db: Db | Tx, id: Id): Promise<Person> {
  const person = await db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst()
  if (!person) throw new AppError('not_found', { person: id })
  return person
}

export async function findPersonByEmail(db: Db | Tx, email: string): Promise<Person | undefined> {
  return db.selectFrom('person').selectAll().where('email_folded', '=', foldEmail(email)).executeTakeFirst()
}

export async function listPeople(db: Db): Promise<Person[]> {
  return db.selectFrom('person').selectAll().orderBy('created_at').execute()
}

/** Everybody's rights, by person. */
export async function listGrants(db: Db | Tx): Promise<Map<Id, Grant[]>> {
  const rows = await db.selectFrom('person_right').selectAll().orderBy('right').orderBy('language').execute()
  return Map.groupBy(rows, (row) => row.person_id)
}

export async function grantsOf(db: Db | Tx, person: Id): Promise<Grant[]> {
  return db.selectFrom('person_right').select(['right', 'language']).where('person_id', '=', person)
    .orderBy('right').orderBy('language').execute()
}

/** The actor a person is; undefined for somebody unknown or disabled. */
export async function findActor(db: Db | Tx, id: Id): Promise<Actor | undefined> {
  const person = await db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst()
  if (!person || person.disabled_at) return undefined
  return { id, name: person.name, interfaceLanguage: person.interface_language, grants: await grantsOf(db, id) }
}

/** People's names, for readers of a `language` as they are written in it. */
export async function namesOf(db: Db | Tx, ids: readonly Id[], language: Language = ''): Promise<Map<Id, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('person')
    .leftJoin('person_name', (join) => join.onRef('person_name.person_id', '=', 'person.id').on('person_name.language', '=', language))
    .select(['person.id', 'person.name', 'person_name.name as written']).where('person.id', 'in', [...new Set(ids)]).execute()
  return new Map(rows.map(({ id, name, written }) => [id, written ?? name]))
}

/** The same of those among them whom readers may see named. */
export async function creditedNames(db: Db | Tx, ids: readonly Id[], language: Language): Promise<Map<Id, string>> {
  if (ids.length === 0) return new Map()
  const hidden = await db.selectFrom('person').select('id').where('id', 'in', [...new Set(ids)]).where('credited', '=', 'no').execute()
  const names = await namesOf(db, ids, language)
  for (const { id } of hidden) names.delete(id)
  return names
}

/** How somebody's name is written, by language, where they said so. */
export async function writtenNames(db: Db | Tx, person: Id): Promise<Record<Language, string>> {
  const rows = await db.selectFrom('person_name').select(['language', 'name']).where('person_id', '=', person).orderBy('language').execute()
  return Object.fromEntries(rows.map(({ language, name }) => [language, name]))
}

/** Names of the languages given; an empty one is as in all other languages. */
export async function replaceNames(tx: Tx, person: Id, names: Readonly<Record<Language, string>>): Promise<void> {
  const rows = Object.entries(names).filter(([, name]) => name !== '').map(([language, name]) => ({ person_id: person, language, name }))
  await tx.deleteFrom('person_name').where('person_id', '=', person).where('language', 'in', Object.keys(names)).execute()
  if (rows.length > 0) await tx.insertInto('person_name').values(rows).execute()
}

/** Until when the link of each person works, the ones that still do. */
export async function listInvitations(db: Db): Promise<Map<Id, Timestamp>> {
  const rows = await db.selectFrom('invitation').select(['person_id', 'expires_at']).where('used_at', 'is', null)
    .where('revoked_at', 'is', null).where('expires_at', '>', now()).execute()
  return new Map(rows.flatMap(({ person_id, expires_at }) => person_id === null ? [] : [[person_id, expires_at]]))
}

/** What the site keeps to itself, by name. */
export async function findSecret(db: Db, name: string): Promise<string> {
  const { value } = await db.selectFrom('secret').select('value').where('name', '=', name).executeTakeFirstOrThrow()
  return value
}

export async function insertPerson(tx: Tx, person: Insertable<PeopleTables['person']>): Promise<void> {
  await tx.insertInto('person').values(person).execute()
}

export async function updatePerson(tx: Tx, id: Id, change: Partial<Omit<Person, 'id'>>): Promise<void> {
  await tx.updateTable('person').set(change).where('id', '=', id).execute()
}

export async function replaceGrants(tx: Tx, person: Id, grants: readonly Grant[]): Promise<void> {
  await tx.deleteFrom('person_right').where('person_id', '=', person).execute()
  if (grants.length === 0) return
  await tx.insertInto('person_right').values(grants.map(({ right, language }) => ({ person_id: person, right, language }))).execute()
}

/** Administrators who can sign in. */
export async function countAdministrators(db: Db | Tx): Promise<number> {
  const { count } = await db.selectFrom('person_right').innerJoin('person', 'person.id', 'person_right.person_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('person_right.right', '=', 'administrator').where('person.disabled_at', 'is', null)
    .where('person.password_hash', 'is not', null).executeTakeFirstOrThrow()
  return count
}

export async function countPeople(db: Db | Tx): Promise<number> {
  const { count } = await db.selectFrom('person').select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return count
}

export async function deleteSessionsOf(tx: Tx, person: Id): Promise<void> {
  await tx.deleteFrom('session').where('person_id', '=', person).execute()
}
