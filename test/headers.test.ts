import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { importArticle } from '../src/articles/actions.ts'
import { publishEdition } from '../src/editions/actions.ts'
import { Browser } from './browser.ts'
import { startTestSite, type TestSite } from './site.ts'
import { segmentsOf } from './world.ts'

const PUBLIC = ['/uk/', '/en/articles', '/en/articles/the-quiet-bridge', '/en/articles/the-quiet-bridge/editions']
const PRIVATE = ['/desk', '/desk/articles', '/desk/articles/new', '/desk/reviews', '/desk/account', '/sign-in', '/invitations/nothing', '/setup']
const NOWHERE = ['/nothing', '/uk/articles/nothing', '/desk/nothing', '/assets/nothing.css', '/uk/articles/%ff']

describe('every answer', () => {
  let site: TestSite
  before(async () => {
    site = await startTestSite()
    const { article } = await importArticle(site.db, site.world.ed, {
      language: 'en', siteText: null, segments: segmentsOf('The quiet bridge', 'It rained.'), approved: true, message: '',
    })
    await publishEdition(site.db, site.world.ed, { article, language: 'en', accepted: { missing: 0, behind: 0 } })
    await site.publicationChanged()
  })
  after(() => site.close())

  const ask = async (address: string, signedIn: boolean) => {
    const browser = new Browser(site)
    if (signedIn) await browser.signInAs(site, site.world.ed)
    return browser.once('GET', address)
  }

  for (const address of [...PUBLIC, ...PRIVATE, ...NOWHERE, '/', '/healthz']) {
    it(`carries the security headers and no trace of what made it: ${address}`, async () => {
      for (const signedIn of [false, true]) {
        const { headers } = await ask(address, signedIn)
        const csp = headers.get('content-security-policy') ?? ''
        for (const part of ["default-src 'none'", "script-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"]) {
          assert.ok(csp.includes(part), `${part} in ${csp}`)
        }
        assert.ok(!/unsafe|\*|data:/.test(csp))
        assert.equal(headers.get('x-content-type-options'), 'nosniff')
        assert.equal(headers.get('x-frame-options'), 'DENY')
        assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin')
        assert.match(headers.get('referrer-policy') ?? '', /^(same-origin|strict-origin-when-cross-origin)$/)
        assert.equal(headers.get('x-powered-by'), null)
        assert.equal(headers.get('strict-transport-security'), null, 'only over https')
      }
    })
  }

  for (const address of PUBLIC) {
    it(`may be kept by shared caches and sets no cookie: ${address}`, async () => {
      for (const signedIn of [false, true]) {
        const { headers, status } = await ask(address, signedIn)
        assert.equal(status, 200)
        assert.equal(headers.get('cache-control'), 'public, max-age=0, s-maxage=60, must-revalidate')
        assert.match(headers.get('etag') ?? '', /^"[^"]+"$/)
        assert.deepEqual(headers.getSetCookie(), [])
      }
    })
  }

  for (const address of [...PRIVATE, ...NOWHERE]) {
    it(`is kept by nobody, indexed by nobody: ${address}`, async () => {
      for (const signedIn of [false, true]) {
        const { headers } = await ask(address, signedIn)
        assert.equal(headers.get('cache-control'), 'no-store')
        assert.equal(headers.get('etag'), null)
        assert.equal(headers.get('last-modified'), null)
        for (const cookie of headers.getSetCookie()) assert.match(cookie, /^__Host-\w+=[^;]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/)
      }
    })
  }

  it('asks for https from then on where the site is reached by https', async () => {
    const secure = await startTestSite({ BASE_URL: 'https://example.org' })
    try {
      assert.match((await new Browser({ url: `http://127.0.0.1:${secure.port}` }).once('GET', '/healthz')).headers.get('strict-transport-security') ?? '', /^max-age=31536000/)
    } finally {
      await secure.close()
    }
  })
})
