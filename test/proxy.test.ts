import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newToken } from '../src/people/tokens.ts'
import { formToken } from '../src/web/forgery.ts'
import { emailOf, PASSWORD, startTestSite, type TestSite } from './site.ts'

const MOST_GUESSES = 10

/** Tries to sign Ada in, as a proxy would hand the request on for somebody at this address. */
async function guess(site: TestSite, from: string, password: string): Promise<number> {
  const secret = newToken()
  const answer = await fetch(`${site.url}/sign-in`, {
    method: 'POST', redirect: 'manual', headers: { cookie: `__Host-pre=${secret}`, origin: site.url, 'x-forwarded-for': from },
    body: new URLSearchParams({ email: emailOf(site.world.ada), password, next: '', form_token: formToken(secret) }),
  })
  return answer.status
}

async function guessInVain(site: TestSite, from: (i: number) => string): Promise<number[]> {
  const statuses = []
  for (let i = 0; i <= MOST_GUESSES; i += 1) statuses.push(await guess(site, from(i), 'not the password'))
  return statuses
}

describe('guesses at passwords', () => {
  it('behind a trusted proxy count against whoever it asks for, and keep nobody else out', async (t) => {
    const site = await startTestSite({ TRUSTED_PROXIES: 'loopback' })
    t.after(site.close)
    assert.equal((await guessInVain(site, () => '198.51.100.7, 192.0.2.1')).at(-1), 429)
    assert.equal(await guess(site, '192.0.2.1', PASSWORD), 429)
    assert.equal(await guess(site, '192.0.2.2', PASSWORD), 303)
  })

  it('are not hidden by headers that anybody can write', async (t) => {
    const site = await startTestSite()
    t.after(site.close)
    assert.equal((await guessInVain(site, (i) => `192.0.2.${i}`)).at(-1), 429)
    const trusting = await startTestSite({ TRUSTED_PROXIES: '127.0.0.1' })
    t.after(trusting.close)
    assert.equal((await guessInVain(trusting, (i) => `203.0.113.${i}, 192.0.2.1`)).at(-1), 429)
  })
})
