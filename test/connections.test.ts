import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { readConfig } from '../src/config.ts'
import { startSite, type RunningSite } from '../src/serve.ts'
import { newServer } from '../src/web/connections.ts'
import { Browser } from './browser.ts'
import { killServer, startServer } from './server.ts'
import { headOf, openWire } from './sockets.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-wires-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const newFolder = () => mkdtempSync(path.join(folder, 'site-'))

describe('connections of the site', () => {
  it('have bounds: for the head and the whole of a request, and in number', () => {
    const { headersTimeout, requestTimeout, maxConnections } = newServer()
    assert.deepEqual([headersTimeout, requestTimeout, maxConnections], [15_000, 120_000, 2000])
  })

  it('are ended when a head or a body does not come in time', async () => {
    const patience = { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 20 }
    const site = await startSite(readConfig({ PORT: '0', DATA_DIR: newFolder() }), undefined, patience)
    const form = ['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 100', `Origin: ${site.url}`]
    for (const words of ['GET /sign-in HTTP/1.1\r\nHost: x\r\nX-', `${headOf(site, 'POST /sign-in HTTP/1.1', ...form)}email=`]) {
      const wire = await openWire(site, words)
      await wire.closed
      assert.match(wire.said(), /^HTTP\/1\.1 408 |^$/)
    }
    assert.equal((await fetch(`${site.url}/sign-in`)).status, 200)
    await site.close()
  })

  it('that send slowly, five hundred of them, keep nobody from anything', async () => {
    const server = await startServer(newFolder())
    const form = ['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 60000', `Origin: ${server.url}`, 'Sec-Fetch-Site: same-origin']
    const words = [headOf(server, 'GET /uk/ HTTP/1.1').slice(0, -4), `${headOf(server, 'POST /sign-in HTTP/1.1', ...form)}email=`]
    const wires = await Promise.all(Array.from({ length: 500 }, (_, i) => openWire(server, words[i % 2] ?? '')))
    const browser = new Browser(server)
    for (let i = 0; i < 20; i += 1) {
      const statuses = [(await browser.get('/readyz')).status, (await browser.get('/uk/')).status, (await browser.get('/sign-in')).status]
      const sent = await browser.post('/sign-in', '/sign-in', { email: `${i}@example.org`, password: '', next: '', kept: '' })
      assert.deepEqual([...statuses, sent.status], [200, 200, 200, 422])
    }
    assert.deepEqual(wires.filter(({ said }) => said() !== ''), [])
    for (const { socket } of wires) socket.destroy()
    await killServer(server)
  })
})

describe('a request that is no sound HTTP', () => {
  let site: RunningSite
  before(async () => { site = await startSite(readConfig({ PORT: '0', DATA_DIR: newFolder() })) })
  after(() => site.close())
  const form = ['Content-Type: application/x-www-form-urlencoded', 'Sec-Fetch-Site: same-origin']

  const cases: [what: string, words: () => string, status: number][] = [
    ['no words', () => '\0\x01\x02\r\n\r\n', 400],
    ['another protocol', () => '\x16\x03\x01\x02\x00\x01\r\n\r\n', 400],
    ['no method', () => headOf(site, '/uk/ HTTP/1.1'), 400],
    ['an unknown method', () => headOf(site, 'GRAB /uk/ HTTP/1.1'), 400],
    ['no path', () => headOf(site, 'GET  HTTP/1.1'), 400],
    ['no such version', () => headOf(site, 'GET /uk/ HTTP/9.9'), 400],
    ['a space in the path', () => headOf(site, 'GET /uk/ / HTTP/1.1'), 400],
    ['no host', () => 'GET /uk/ HTTP/1.1\r\n\r\n', 400],
    ['a header without a colon', () => headOf(site, 'GET /uk/ HTTP/1.1', 'Nothing'), 400],
    ['a space before the colon', () => headOf(site, 'GET /uk/ HTTP/1.1', 'Content-Length : 5'), 400],
    ['NUL in a header', () => headOf(site, 'GET /uk/ HTTP/1.1', 'X-A: a\0b'), 400],
    ['a bare carriage return in a header', () => headOf(site, 'GET /uk/ HTTP/1.1', 'X-A: a\rX-B: b'), 400],
    ['a folded header', () => headOf(site, 'GET /uk/ HTTP/1.1', 'Transfer-Encoding:', ' chunked'), 400],
    ['a head of 20 kB', () => headOf(site, 'GET /uk/ HTTP/1.1', `X-A: ${'a'.repeat(20_000)}`), 431],
    ['a path of 20 kB', () => headOf(site, `GET /${'a'.repeat(20_000)} HTTP/1.1`), 431],
    ['two lengths', () => `${headOf(site, 'POST /sign-in HTTP/1.1', ...form, 'Content-Length: 3', 'Content-Length: 4')}a=bc`, 400],
    ['the same length twice', () => `${headOf(site, 'POST /sign-in HTTP/1.1', ...form, 'Content-Length: 3', 'Content-Length: 3')}a=b`, 400],
    ['a list of lengths', () => `${headOf(site, 'POST /sign-in HTTP/1.1', ...form, 'Content-Length: 3, 3')}a=b`, 400],
    ['a length below nothing', () => headOf(site, 'POST /sign-in HTTP/1.1', ...form, 'Content-Length: -1'), 400],
    ['a length that is no number', () => headOf(site, 'POST /sign-in HTTP/1.1', ...form, 'Content-Length: 0x3'), 400],
    ['a length beside chunks', () => `${headOf(site, 'POST /sign-in HTTP/1.1', ...form, 'Content-Length: 5', 'Transfer-Encoding: chunked')}0\r\n\r\n`, 400],
    ['chunks beside a length', () => `${headOf(site, 'POST /sign-in HTTP/1.1', ...form, 'Transfer-Encoding: chunked', 'Content-Length: 5')}0\r\n\r\n`, 400],
    ['an unknown transfer coding', () => `${headOf(site, 'POST /sign-in HTTP/1.1', ...form, 'Transfer-Encoding: xchunked')}0\r\n\r\n`, 400],
    ['chunks that are not the last coding', () => `${headOf(site, 'POST /sign-in HTTP/1.1', ...form, 'Transfer-Encoding: chunked, gzip')}0\r\n\r\n`, 400],
    ['a chunk of no size', () => `${headOf(site, 'POST /sign-in HTTP/1.1', ...form, 'Transfer-Encoding: chunked')}zz\r\n\r\n`, 400],
  ]
  for (const [what, words, status] of cases) {
    it(`is refused, and the connection closed: ${what}`, async () => {
      // Nothing that stands behind it is taken for a request.
      const wire = await openWire(site, `${words()}GET /healthz HTTP/1.1\r\nHost: ${new URL(site.url).host}\r\n\r\n`)
      await wire.closed
      assert.deepEqual(wire.said().match(/^HTTP\/1\.1 \d+/gm), [`HTTP/1.1 ${status}`])
    })
  }
})
