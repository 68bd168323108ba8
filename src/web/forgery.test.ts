import assert from 'node:assert/strict'
import { request } from 'node:http'
import { describe, it } from 'node:test'
import express from 'express'
import { listenOn } from '../../test/loopback.ts'
import type { Loopback } from '../../test/loopback.ts'
import { readConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { answerFailures } from './failure.ts'
import { ensurePreSession, formToken, refuseForeign, requireFormToken } from './forgery.ts'
import { formBody } from './form-body.ts'

const PORT = '3456'
const config = readConfig({ PORT })
const SELF = 'http://127.0.0.1:3456'
const SECRET = 'a'.repeat(43)
const right = { Cookie: `__Host-sid=${SECRET}` }
const body = `form_token=${formToken(SECRET)}`

function guarded(settings: Config = config): Promise<Loopback> {
  const app = express()
  app.use(refuseForeign(settings), formBody(), requireFormToken(settings))
  app.get('/form', ensurePreSession(settings), (_request, response) => void response.send(response.locals.formToken))
  app.all('/{*path}', (_request, response) => void response.send('done'))
  return listenOn(app.use(answerFailures(() => undefined)))
}

describe('a changing request', () => {
  const sites = [undefined, 'none', 'same-origin', 'same-site', 'cross-site', 'junk']
  const origins = [undefined, 'null', SELF, 'https://evil.example']
  const allowed = (site: string | undefined, origin: string | undefined) => (site ? ['none', 'same-origin'].includes(site) : origin === SELF)
  it('is taken from our own pages only, by what the browser says of itself', async () => {
    await using site = await guarded()
    for (const from of sites) {
      for (const origin of origins) {
        const headers = { ...right, ...(from && { 'Sec-Fetch-Site': from }), ...(origin && { Origin: origin }) }
        const { status } = await raw(site, headers)
        assert.equal(status, allowed(from, origin) ? 200 : 403, `${from} ${origin}`)
      }
    }
  })

  const tokens: [string, string, Record<string, string>, number][] = [
    ['its own token', body, right, 200],
    ['no token', '', right, 403],
    ['a wrong token', 'form_token=x', right, 403],
    ['two tokens', `${body}&${body}`, right, 403],
    ['the token of somebody else', `form_token=${formToken('b'.repeat(43))}`, right, 403],
    ['the secret itself', `form_token=${SECRET}`, right, 403],
    ['no cookie', body, {}, 403],
    ['a cookie of another shape', body, { Cookie: '__Host-sid=x' }, 403],
    ['the plain cookie name', body, { Cookie: `sid=${SECRET}` }, 403],
    ['a pre-session', body, { Cookie: `__Host-pre=${SECRET}` }, 200],
    ['a session before a pre-session', body, { Cookie: `__Host-pre=${'c'.repeat(43)}; __Host-sid=${SECRET}` }, 200],
  ]
  for (const [name, sent, headers, status] of tokens) {
    it(`with ${name} is answered ${status}`, async () => {
      await using site = await guarded()
      assert.equal((await site.post('/x', sent, { ...headers, Origin: SELF })).status, status)
    })
  }

  it('in another form than a form is refused', async () => {
    await using site = await guarded()
    for (const type of ['text/plain', 'application/json', 'multipart/form-data; boundary=x']) {
      assert.equal((await site.post('/x', body, { ...right, Origin: SELF, 'Content-Type': type })).status, 403, type)
    }
  })

  it('needs no token to choose a language, but an origin', async () => {
    await using site = await guarded()
    assert.equal((await site.post('/language', '', { Origin: SELF })).status, 200)
    assert.equal((await site.post('/language', '', { Origin: 'https://evil.example' })).status, 403)
    assert.equal((await site.post('/language/x', '', { Origin: SELF })).status, 403)
  })

  it('may come by the other names of this machine to the same port, and no other way', async () => {
    await using site = await guarded()
    const status = async (origin: string) => (await site.post('/x', body, { ...right, Origin: origin })).status
    assert.equal(await status('http://localhost:3456'), 200)
    for (const origin of ['http://localhost:3457', 'http://localhost', 'https://localhost:3456', 'http://127.0.0.1.evil.example:3456']) {
      assert.equal(await status(origin), 403, origin)
    }
    await using published = await guarded(readConfig({ PORT, BASE_URL: 'https://example.org' }))
    assert.equal((await published.post('/x', body, { ...right, Origin: 'http://localhost:3456' })).status, 403)
  })

  it('under every method but the safe ones is checked', async () => {
    await using site = await guarded()
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      assert.equal((await fetch(`http://127.0.0.1:${site.port}/x`, { method, headers: right })).status, 403, method)
    }
    assert.equal((await site.get('/x')).status, 200)
  })
})

describe('somebody without a session', () => {
  it('gets a short-lived secret and the token that goes with it', async () => {
    await using site = await guarded()
    const first = await site.get('/form')
    const [cookie = ''] = first.headers.getSetCookie()
    assert.match(cookie, /^__Host-pre=[\w-]{43}; Path=\/; Max-Age=900; HttpOnly; SameSite=Lax; Secure$/)
    const token = await first.text()
    const sent = cookie.split(';')[0] ?? ''
    assert.equal((await site.post('/x', `form_token=${token}`, { Cookie: sent, Origin: SELF })).status, 200)
    assert.equal(await (await site.get('/form', { Cookie: sent })).text(), token)
  })

  it('is not given one when a session is there', async () => {
    await using site = await guarded()
    const answer = await site.get('/form', right)
    assert.deepEqual(answer.headers.getSetCookie(), [])
    assert.equal(await answer.text(), formToken(SECRET))
  })
})

/** fetch() writes Sec-Fetch-Site itself; this writes what it is told. */
function raw(site: Loopback, headers: Record<string, string>): Promise<{ status: number }> {
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1', port: site.port, path: '/x', method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': body.length, ...headers },
    }, (response) => resolve({ status: response.resume().statusCode ?? 0 }))
    sent.on('error', reject).end(body)
  })
}
