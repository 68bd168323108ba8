import type { Id, Timestamp } from '../db/columns.ts'
import { now } from '../db/id.ts'
import type { Db, Row, Tx } from '../db/schema.ts'
import type { LinkPurpose } from '../db/tables/people.ts'
import { hashToken, newToken } from './tokens.ts'

const MOST_LISTED = 100
const HOUR_MS = 60 * 60 * 1000

export type Link = Pick<Row<'invitation'>, 'person_id' | 'purpose' | 'created_at' | 'expires_at' | 'used_at' | 'revoked_at'>

/** Whom the link with this token is for, null for set-up; undefined when it is used, over, taken back or unknown. */
export async function findLink(db: Db | Tx, token: string, purpose: LinkPurpose): Promise<{ person: Id | null } | undefined> {
  return db.selectFrom('invitation').select('person_id as person').where('token_hash', '=', hashToken(token)).where('purpose', '=', purpose)
    .where('used_at', 'is', null).where('revoked_at', 'is', null).where('expires_at', '>', now()).executeTakeFirst()
}

/** A new link's token, which is stored nowhere, and until when it works. */
export async function insertLink(tx: Tx, { person, purpose, hours }: { person: Id | null; purpose: LinkPurpose; hours: number }):
Promise<{ token: string; until: Timestamp }> {
  const token = newToken()
  const until = new Date(Date.now() + hours * HOUR_MS).toISOString()
  await tx.insertInto('invitation').values({
    token_hash: hashToken(token), person_id: person, purpose, created_at: now(), expires_at: until, used_at: null,
  }).execute()
  return { token, until }
}

export async function useUpLink(tx: Tx, token: string): Promise<void> {
  await tx.updateTable('invitation').set({ used_at: now() }).where('token_hash', '=', hashToken(token)).execute()
}

/** Takes back whatever links of this person still work. How many there were. */
export async function revokeLinks(tx: Tx, person: Id): Promise<number> {
  const { numUpdatedRows } = await tx.updateTable('invitation').set({ revoked_at: now() }).where('person_id', '=', person)
    .where('used_at', 'is', null).where('revoked_at', 'is', null).where('expires_at', '>', now()).executeTakeFirst()
  return Number(numUpdatedRows)
}

/** The newest links made for people, newest first. */
export async function listLinks(db: Db): Promise<Link[]> {
  return db.selectFrom('invitation').select(['person_id', 'purpose', 'created_at', 'expires_at', 'used_at', 'revoked_at'])
    .where('person_id', 'is not', null).orderBy('created_at', 'desc').limit(MOST_LISTED).execute()
}

/** How many links for a new password were made for somebody since then. */
export async function countResets(tx: Tx, person: Id, since: Timestamp): Promise<number> {
  const { count } = await tx.selectFrom('invitation').select((eb) => eb.fn.countAll<number>().as('count')).where('person_id', '=', person)
    .where('purpose', '=', 'reset').where('created_at', '>', since).executeTakeFirstOrThrow()
  return count
}
