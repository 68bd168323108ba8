import type { Actor } from '../src/people/model.ts'
import { hashToken, newToken } from '../src/people/tokens.ts'
import type { RunningSite } from '../src/serve.ts'
import { formToken } from '../src/web/forgery.ts'
import { newMember } from './site.ts'

export const RIGHTS = ['translate:uk', 'review:uk', 'publish:uk', 'translate:en', 'review:en', 'publish:en', 'administrator'] as const
export const ROLES = ['nobody', 'no rights', ...RIGHTS] as const
export type Role = (typeof ROLES)[number]

/** A new person with each right alone, one with none, and nobody. */
export async function newRoles(site: RunningSite): Promise<Map<Role, Actor>> {
  const people = new Map<Role, Actor>([['no rights', await newMember(site, 'None', [])]])
  for (const right of RIGHTS) people.set(right, await newMember(site, right.replace(':', ' '), [right]))
  return people
}

/** A request as one person's browser would send it, with the right form token; redirects are not followed. */
export async function ask(site: RunningSite, person: Actor | undefined, method: string, path: string,
  fields: Iterable<readonly [string, string]> = []): Promise<Response> {
  const secret = newToken()
  if (person) {
    await site.db.insertInto('session').values({
      token_hash: hashToken(secret), person_id: person.id, created_at: '2026-01-01T00:00:00.000Z', expires_at: '2999-01-01T00:00:00.000Z',
    }).execute()
  }
  const body = new URLSearchParams([...fields].filter(([name]) => name !== 'form_token').map(([name, value]) => [name, value]))
  body.set('form_token', formToken(secret))
  return fetch(site.url + path, {
    method, redirect: 'manual', ...method === 'POST' ? { body } : {},
    headers: { cookie: `__Host-${person ? 'sid' : 'pre'}=${secret}`, origin: site.url, 'accept-language': 'en' },
  })
}
