import { transact } from '../src/db/transact.ts'
import type { Actor } from '../src/people/model.ts'
import { hashToken, newToken } from '../src/people/tokens.ts'
import { formToken } from '../src/web/forgery.ts'
import type { TestSite } from './site.ts'

export const times = <T>(count: number, act: (i: number) => T) => Array.from({ length: count }, (_, i) => act(i))

/** Somebody with a session, whose requests need nothing of the database on this side. */
export async function askAs({ db, url }: Pick<TestSite, 'db' | 'url'>, person: Actor) {
  const secret = newToken()
  await db.insertInto('session').values({
    token_hash: hashToken(secret), person_id: person.id, created_at: '2026-01-01T00:00:00.000Z', expires_at: '2999-01-01T00:00:00.000Z',
  }).execute()
  return (method: 'GET' | 'POST', address: string, fields: Record<string, string> = {}) => fetch(url + address, {
    method, redirect: 'manual', headers: { 'cookie': `__Host-sid=${secret}`, 'origin': url, 'accept-language': 'en' },
    ...method === 'POST' ? { body: new URLSearchParams({ ...fields, form_token: formToken(secret) }) } : {},
  })
}

/** Waits until so many of them are answered, whatever becomes of the others. */
export function someOf<T>(promises: readonly Promise<T>[], count: number): Promise<T[]> {
  const answered: T[] = []
  return new Promise((resolve, reject) => {
    for (const one of promises) one.then((value) => { if (answered.push(value) === count) resolve([...answered]) }, reject)
  })
}

/** What came before waits for the database until it is let go; what can be answered without it is. */
export async function holdDatabase({ db }: Pick<TestSite, 'db'>): Promise<() => Promise<void>> {
  const begun = Promise.withResolvers<undefined>()
  const end = Promise.withResolvers<undefined>()
  const held = transact(db, async () => {
    begun.resolve(undefined)
    await end.promise
  })
  await begun.promise
  return () => {
    end.resolve(undefined)
    return held
  }
}
