import { AppError } from '../errors.ts'
import type { Id, Timestamp } from '../db/columns.ts'
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

export async function namesOf(db: Db | Tx, ids: readonly Id[]): Promise<Map<Id, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('person').select(['id', 'name']).where('id', 'in', [...new Set(ids)]).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Until when the link of each invited person works, the ones that still do. */
export async function listInvitations(db: Db): Promise<Map<Id, Timestamp>> {
  const rows = await db.selectFrom('invitation').select(['person_id', 'expires_at']).where('purpose', '=', 'invitation')
    .where('used_at', 'is', null).where('expires_at', '>', now()).execute()
  return new Map(rows.flatMap(({ person_id, expires_at }) => person_id === null ? [] : [[person_id, expires_at]]))
}

export async function insertPerson(tx: Tx, person: Person): Promise<void> {
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
