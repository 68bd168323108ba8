import type { Id, Timestamp } from '../db/columns.ts'
import { now } from '../db/id.ts'
import type { Db, Tx } from '../db/schema.ts'

export interface OpenSession {
  token_hash: string
  created_at: Timestamp
  seen_at: Timestamp | null
  browser: string | null
}

/** Somebody's sessions that are not over, the last seen first. Those seen before `idleSince` are. */
export async function listSessions(db: Db, person: Id, idleSince: Timestamp): Promise<OpenSession[]> {
  return db.selectFrom('session').select(['token_hash', 'created_at', 'seen_at', 'browser']).where('person_id', '=', person)
    .where('expires_at', '>', now()).where((eb) => eb.or([eb('seen_at', 'is', null), eb('seen_at', '>', idleSince)]))
    .orderBy('seen_at', 'desc').orderBy('created_at', 'desc').execute()
}

/** Ends one session of this person; how many that were. */
export async function deleteSession(tx: Tx, person: Id, hash: string): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom('session').where('person_id', '=', person).where('token_hash', '=', hash).executeTakeFirst()
  return Number(numDeletedRows)
}

/** Ends all sessions of this person but one; how many that were. */
export async function deleteOtherSessions(tx: Tx, person: Id, kept: string): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom('session').where('person_id', '=', person).where('token_hash', '!=', kept).executeTakeFirst()
  return Number(numDeletedRows)
}
