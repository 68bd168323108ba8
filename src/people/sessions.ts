import type { Request, RequestHandler, Response } from 'express'
import { now } from '../db/id.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { clearCookie, readOwnCookie, setCookie } from '../web/cookies.ts'
import { formToken } from '../web/forgery.ts'
import type { Site } from '../web/site.ts'
import { can } from './abilities.ts'
import { ownedToken } from './form-owner.ts'
import type { Actor } from './model.ts'
import { findActor } from './store.ts'
import { hashToken, newToken } from './tokens.ts'

/** How long somebody stays signed in, whatever they do; and how long without doing anything. */
const SESSION_SECONDS = 7 * 24 * 60 * 60
const IDLE_SECONDS = 8 * 60 * 60
/** When somebody was last seen is noted no more often than this. */
const NOTED_SECONDS = 5 * 60
const LONGEST_BROWSER = 300

const actors = new WeakMap<Request, Actor>()

/** Who sent this request; null for a reader. */
export function actorOf(request: Request): Actor | null {
  return actors.get(request) ?? null
}

/** Finds out who is asking, by the session cookie. */
export function knowActor(site: Site): RequestHandler {
  return async (request, response, next) => {
    await identify(site, request, response)
    next()
  }
}

/** Asks once more after a body was read: that can take minutes, in which somebody may have been kept out or lost a right. */
export function knowActorStill(site: Site): RequestHandler {
  return async (request, response, next) => {
    if (actorOf(request) && request.method === 'POST') await identify(site, request, response)
    next()
  }
}

async function identify({ db, config }: Site, request: Request, response: Response): Promise<void> {
  const token = readOwnCookie(request, 'sid', config)
  const actor = token ? await findSession(db, token) : undefined
  recognise(request, response, actor)
}

function recognise(request: Request, response: Response, actor: Actor | undefined): void {
  if (actor) actors.set(request, actor)
  else actors.delete(request)
  response.locals.actor = actor ? { name: actor.name, administrator: can(actor, 'people.manage'), readsLedger: can(actor, 'ledger.view') } : null
}

/** Signs somebody in on this browser; another session it held is ended, so nobody can plant theirs. */
export async function openSession({ db, config }: Site, request: Request, response: Response, person: Id): Promise<void> {
  const old = readOwnCookie(request, 'sid', config)
  const token = newToken()
  await transact(db, async (tx) => {
    if (old) await tx.deleteFrom('session').where('token_hash', '=', hashToken(old)).execute()
    await tx.deleteFrom('session').where('expires_at', '<', now()).execute()
    await tx.insertInto('session').values({
      token_hash: hashToken(token), person_id: person, created_at: now(), expires_at: inSeconds(SESSION_SECONDS), seen_at: now(),
      browser: (request.get('User-Agent') ?? '').slice(0, LONGEST_BROWSER),
    }).execute()
  })
  clearCookie(response, 'pre', config)
  setCookie(response, 'sid', token, SESSION_SECONDS, config)
  // What is shown in this very answer is theirs already, and so are its forms.
  recognise(request, response, await findActor(db, person))
  response.locals.formToken = await ownedToken(db, formToken(token), person)
}

/** Sessions not seen since then are over. */
export function idleSince(): string {
  return inSeconds(-IDLE_SECONDS)
}

/** The hash under which this request's session is stored; undefined without one. */
export function sessionOf(request: Request, { config }: Site): string | undefined {
  const token = readOwnCookie(request, 'sid', config)
  return token && hashToken(token)
}

/** Signs out: the session is gone on the server, the cookie in the browser, and what the browser kept. */
export async function closeSession({ db, config }: Site, request: Request, response: Response): Promise<void> {
  const token = readOwnCookie(request, 'sid', config)
  if (token) await db.deleteFrom('session').where('token_hash', '=', hashToken(token)).execute()
  clearCookie(response, 'sid', config)
  response.set('Clear-Site-Data', '"cache", "storage"')
}

async function findSession(db: Db, token: string): Promise<Actor | undefined> {
  const hash = hashToken(token)
  const session = await db.selectFrom('session').select(['person_id', 'seen_at']).where('token_hash', '=', hash)
    .where('expires_at', '>', now()).executeTakeFirst()
  const seen = session?.seen_at ?? null
  if (!session || (seen !== null && seen < idleSince())) return undefined
  if (seen === null || seen < inSeconds(-NOTED_SECONDS)) await noteSeen(db, hash)
  return findActor(db, session.person_id)
}

/** A disk that is full must not send people away from what they can still read. */
async function noteSeen(db: Db, hash: string): Promise<void> {
  await db.updateTable('session').set({ seen_at: now() }).where('token_hash', '=', hash).execute().catch(() => undefined)
}

function inSeconds(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString()
}
