import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import express from 'express'
import { readConfig } from '../config.ts'
import type { Log } from '../log.ts'
import { answerFailures } from './failure.ts'
import { CONTENT_SECURITY_POLICY, cspReports, privatePages, securityHeaders, sendHeaders } from './headers.ts'
import { sendRobots } from './robots.ts'
import { listenOn } from '../../test/loopback.ts'

const config = readConfig({})

describe('every answer', () => {
  it('carries the fixed headers and no sign of what made it', async () => {
    await using site = await listenOn(plainSite())
    const { headers } = await site.get('/desk')
    assert.equal(headers.get('content-security-policy'), CONTENT_SECURITY_POLICY)
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.equal(headers.get('referrer-policy'), 'same-origin')
    assert.equal(headers.get('x-frame-options'), 'DENY')
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin')
    assert.equal(headers.get('cache-control'), 'no-store')
    assert.equal(headers.get('x-robots-tag'), 'noindex')
    for (const absent of ['x-powered-by', 'etag', 'server', 'set-cookie', 'strict-transport-security']) assert.equal(headers.get(absent), null, absent)
  })

  it('asks for TLS for a year when the site has it', () => {
    assert.equal(securityHeaders(config)['Strict-Transport-Security'], undefined)
    assert.match(securityHeaders(readConfig({ BASE_URL: 'https://example.org' }))['Strict-Transport-Security'] ?? '', /^max-age=31536000/)
  })

  it('lets readers’ pages name the site, and never the page, to others', () => {
    assert.equal(securityHeaders(config, 'public')['Referrer-Policy'], 'strict-origin-when-cross-origin')
  })

  it('allows no inline code, no evaluation, no foreign host', () => {
    assert.doesNotMatch(CONTENT_SECURITY_POLICY, /unsafe|\*|data:|https?:|nonce/)
    for (const directive of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'", "require-trusted-types-for 'script'"]) {
      assert.ok(CONTENT_SECURITY_POLICY.includes(directive), directive)
    }
  })
})

describe('a report of a violation', () => {
  it('is one event of the log, whatever is in it', async () => {
    const lines: unknown[] = []
    await using site = await listenOn(plainSite((event, fields) => lines.push([event, fields])))
    const report = '{"csp-report":{"blocked-uri":"inline\n2025 forged line"}}'
    const answer = await site.post('/csp-report', report, { 'Content-Type': 'application/csp-report' })
    assert.equal(answer.status, 204)
    assert.deepEqual(lines, [['content.refused', { report }]])
  })

  it('longer than 8 kB is refused and not logged', async () => {
    const lines: unknown[] = []
    await using site = await listenOn(plainSite((event) => lines.push(event)))
    assert.equal((await site.post('/csp-report', 'x'.repeat(9000), { 'Content-Type': 'application/csp-report' })).status, 413)
    assert.deepEqual(lines, [])
  })
})

it('tells search engines where not to go and where the map is', async () => {
  await using site = await listenOn(express().get('/robots.txt', (_request, response) => sendRobots(response, { baseUrl: 'https://example.org' })))
  const robots = await (await site.get('/robots.txt')).text()
  assert.match(robots, /^User-agent: \*\nDisallow: \/desk\n/)
  assert.match(robots, /^Sitemap: https:\/\/example\.org\/sitemap\.xml$/m)
})

function plainSite(log?: Log): express.Express {
  const app = express().disable('x-powered-by').set('etag', false)
  app.use(sendHeaders(config), cspReports(log))
  app.get('/desk', privatePages, (_request, response) => void response.send('x'))
  return app.use(answerFailures(() => undefined))
}
