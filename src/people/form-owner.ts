import { createHmac } from 'node:crypto'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { sameText, tagOf } from '../web/forgery.ts'
import { findSecret } from './store.ts'

const keys = new WeakMap<Db, Promise<string>>()

/**
 * The form token with a mark behind it that says whose form it is, and that only this site can make. The mark outlives the session: words
 * sent too late can be shown again, to nobody but the one who typed them, and no row about them has to be kept.
 */
export async function ownedToken(db: Db, tag: string, person: Id): Promise<string> {
  return `${tag}.${createHmac('sha256', await keyOf(db)).update(`${tag}:${person}`).digest('base64url')}`
}

/** Was the form with this token on a page shown to this person, in whatever session? */
export async function isFormOf(db: Db, token: string, person: Id): Promise<boolean> {
  return hasOwner(token) && sameText(token, await ownedToken(db, tagOf(token), person))
}

/** Does the token say whose it is? Whether that is true only `isFormOf` knows. */
export function hasOwner(token: string): boolean {
  return /^[\w-]{32}\.[\w-]{43}$/.test(token)
}

async function keyOf(db: Db): Promise<string> {
  const known = keys.get(db) ?? findSecret(db, 'forms')
  keys.set(db, known)
  // A question that failed is asked again.
  known.catch(() => keys.delete(db))
  return known
}
