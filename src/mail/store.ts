import type { Id, Language, Timestamp } from '../db/columns.ts'
import { newId, now } from '../db/id.ts'
import type { Db, Tx } from '../db/schema.ts'
import type { MailKind } from '../db/tables/people.ts'
import type { WrittenLetter } from './letters.ts'

export interface WaitingMail {
  id: Id
  email: string
  name: string
  subject: string
  text: string
  html: string
  language: Language
  tries: number
}

/** A letter that could not be delivered. */
export interface FailedMail {
  name: string
  kind: MailKind
  failed_at: Timestamp
  failure: string | null
}

const DONE = { due_at: null, text: '', html: '' }
const MOST_FAILED = 50

/** Puts a letter into the outbox, in the transaction of what it tells of: both are stored or neither. */
export async function insertMail(tx: Tx, { person, kind, language, letter }: {
  person: Id; kind: MailKind; language: Language; letter: WrittenLetter
}): Promise<void> {
  await tx.insertInto('mail').values({
    id: newId(), person_id: person, kind, language, ...letter,
    written_at: now(), tries: 0, due_at: now(), sent_at: null, failed_at: null, failure: null,
  }).execute()
}

/** The letter that has been due for longest. */
export async function findDueMail(db: Db): Promise<WaitingMail | undefined> {
  return db.selectFrom('mail').innerJoin('person', 'person.id', 'mail.person_id')
    .select(['mail.id', 'person.email', 'person.name', 'mail.subject', 'mail.text', 'mail.html', 'mail.language', 'mail.tries'])
    .where('mail.due_at', '<=', now()).orderBy('mail.due_at').executeTakeFirst()
}

/** Takes a letter for one try; false when another process was first. Should this one die now, it is due again at `next`. */
export async function claimMail(db: Db, { id, tries }: WaitingMail, next: Timestamp): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('mail').set({ tries: tries + 1, due_at: next })
    .where('id', '=', id).where('tries', '=', tries).where('due_at', 'is not', null).executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The words go, since links stand in them; that it was sent, and when, stays. */
export async function markSent(db: Db, id: Id): Promise<void> {
  await db.updateTable('mail').set({ ...DONE, sent_at: now(), failure: null }).where('id', '=', id).execute()
}

export async function markTried(db: Db, id: Id, failure: string): Promise<void> {
  await db.updateTable('mail').set({ failure }).where('id', '=', id).execute()
}

export async function markFailed(db: Db, id: Id, failure: string): Promise<void> {
  await db.updateTable('mail').set({ ...DONE, failed_at: now(), failure }).where('id', '=', id).execute()
}

/** The newest letters that were given up. */
export async function listFailedMail(db: Db): Promise<FailedMail[]> {
  const rows = await db.selectFrom('mail').innerJoin('person', 'person.id', 'mail.person_id')
    .select(['person.name', 'mail.kind', 'mail.failed_at', 'mail.failure'])
    .where('mail.failed_at', 'is not', null).orderBy('mail.failed_at', 'desc').limit(MOST_FAILED).execute()
  return rows.flatMap(({ failed_at, ...row }) => failed_at === null ? [] : [{ ...row, failed_at }])
}

/** How many letters wait to be delivered. */
export async function countWaitingMail(db: Db): Promise<number> {
  const { count } = await db.selectFrom('mail').select((eb) => eb.fn.countAll<number>().as('count')).where('due_at', 'is not', null).executeTakeFirstOrThrow()
  return count
}
