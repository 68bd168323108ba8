import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { Browser } from '../../test/browser.ts'
import { newPostgresDatabase } from '../../test/databases.ts'
import { fieldsIn } from '../../test/forms.ts'
import { checkHtml } from '../../test/markup.ts'
import { emailOf, newMember, PASSWORD, startTestSite, type TestSite } from '../../test/site.ts'
import { newArticle, submit } from '../../test/world.ts'
import type { Actor } from './model.ts'
import { hashToken } from './tokens.ts'

const ADDRESSES: Record<string, () => Promise<string | undefined>> = { sqlite: async () => undefined, postgres: newPostgresDatabase }
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0'
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
const isSignedIn = async (browser: Browser) => (await browser.get('/desk/account')).status === 200

for (const [kind, url] of Object.entries(ADDRESSES)) {
  describe(`sessions, on ${kind}`, () => {
    let site: TestSite
    before(async () => {
      const address = await url()
      site = await startTestSite(address === undefined ? {} : { DATABASE_URL: address })
    })
    after(() => site.close())

    async function signIn(person: Actor, headers: Record<string, string> = {}): Promise<Browser> {
      const browser = new Browser(site)
      const fields = fieldsIn((await browser.get('/sign-in')).html, '/sign-in').filter(([name]) => name !== 'email' && name !== 'password')
      await browser.postRaw('/sign-in', [...fields, ['email', emailOf(person)], ['password', PASSWORD]], headers)
      return browser
    }
    const rowOf = (browser: Browser) => site.db.selectFrom('session').selectAll().where('token_hash', '=', hashToken(browser.cookie('__Host-sid') ?? ''))

    it('are listed with browser and times, this one marked', async () => {
      const person = await newMember(site, 'Vira', [])
      await signIn(person, { 'user-agent': FIREFOX })
      const here = await signIn(person, { 'user-agent': '<script>x()</script>' })
      const { html } = await here.get('/desk/account')
      assert.match(html, /<b>Firefox, Linux<\/b>/)
      assert.match(html, /<b>Unknown browser<\/b> <span class="chip">this one</)
      assert.doesNotMatch(html, /<script>x/)
      assert.deepEqual(await checkHtml(html), [])
    })

    it('are ended one by one or all but this one, and only one’s own', async () => {
      const [person, other] = [await newMember(site, 'Zoia', []), await newMember(site, 'Other', [])]
      const [here, second, third, foreign] = [await signIn(person), await signIn(person), await signIn(person), await signIn(other)]
      const hashOf = async (browser: Browser) => (await rowOf(browser).executeTakeFirstOrThrow()).token_hash
      const end = async (what: string) => (await here.post('/desk/account', '/desk/account/sessions', { end: what })).status
      assert.equal(await end(await hashOf(foreign)), 404)
      assert.equal(await end('x'), 422)
      assert.equal(await end(await hashOf(second)), 200)
      assert.deepEqual(await Promise.all([here, second, third, foreign].map(isSignedIn)), [true, false, true, true])
      assert.equal(await end('others'), 200)
      assert.deepEqual(await Promise.all([here, third, foreign].map(isSignedIn)), [true, false, true])
    })

    it('are all ended by an administrator, who ends no others', async () => {
      const [person, other] = [await newMember(site, 'Ivan', []), await newMember(site, 'Other', [])]
      const [first, second, foreign] = [await signIn(person), await signIn(person), await signIn(other)]
      const admin = await new Browser(site).signInAs(site, site.world.admin)
      assert.match((await admin.post('/desk/people', `/desk/people/${person.id}/sign-outs`, {})).html, /signed out everywhere/)
      assert.deepEqual(await Promise.all([first, second, foreign].map(isSignedIn)), [false, false, true])
    })

    it('end after eight hours without work and after seven days in any case', async () => {
      const person = await newMember(site, 'Idle', [])
      const cases = [
        [{ seen_at: hoursAgo(7.9) }, true], [{ seen_at: hoursAgo(8.1) }, false], [{ expires_at: hoursAgo(0.1) }, false],
        [{ seen_at: hoursAgo(7.9), expires_at: hoursAgo(-0.1) }, true],
      ] as const
      for (const [change, lives] of cases) {
        const browser = await signIn(person)
        const { created_at, expires_at } = await rowOf(browser).executeTakeFirstOrThrow()
        assert.equal(Date.parse(expires_at) - Date.parse(created_at) < 7 * 24 * 3_600_000 + 1000, true)
        await site.db.updateTable('session').set(change).where('token_hash', '=', hashToken(browser.cookie('__Host-sid') ?? '')).execute()
        assert.equal(await isSignedIn(browser), lives, JSON.stringify(change))
      }
    })

    it('note work, but not at every request', async () => {
      const browser = await signIn(await newMember(site, 'Busy', []))
      const seen = async () => (await rowOf(browser).executeTakeFirstOrThrow()).seen_at
      const first = await seen()
      await browser.get('/desk')
      assert.equal(await seen(), first)
      await site.db.updateTable('session').set({ seen_at: hoursAgo(1) }).where('token_hash', '=', hashToken(browser.cookie('__Host-sid') ?? '')).execute()
      await browser.get('/desk')
      assert.ok((await seen() ?? '') >= (first ?? ''))
    })

    it('cannot be planted: an id from elsewhere is never taken over, and signing in makes a new one', async () => {
      const person = await newMember(site, 'Planted', [])
      const planted = `__Host-sid=${'p'.repeat(43)}`
      const browser = await signIn(person, { cookie: planted })
      assert.notEqual(browser.cookie('__Host-sid'), 'p'.repeat(43))
      assert.equal((await new Browser(site).once('GET', '/desk/account', { cookie: planted })).status, 401)
      const old = browser.cookie('__Host-sid') ?? ''
      await browser.post('/desk/account', '/desk/account', { name: 'P', interface_language: 'en', old_password: PASSWORD, new_password: 'seven grey herons' })
      assert.notEqual(browser.cookie('__Host-sid'), old)
      assert.equal((await new Browser(site).once('GET', '/desk/account', { cookie: `__Host-sid=${old}` })).status, 401)
    })

    it('end with closed access, which tells why and what of somebody’s work is open, and loses none of it', async () => {
      const { ada, admin } = site.world
      await site.db.insertInto('draft').values({
        segment_id: await newSegment(), language: 'uk', person_id: ada.id, text: 'Тихий міст', base_revision_id: null, source_revision_id: null, version: 1,
        updated_at: new Date().toISOString(),
      }).execute()
      const browser = await new Browser(site).signInAs(site, admin)
      assert.match((await browser.get('/desk/people')).html, /1 draft · 0 paragraphs in review/)
      const reason = 'On leave <b>until</b> spring'
      const { html } = await browser.post('/desk/people', `/desk/people/${ada.id}/access`, { access: 'closed', reason })
      assert.match(html, /Reason: On leave &lt;b&gt;until&lt;\/b&gt; spring/)
      assert.deepEqual(await checkHtml(html), [])
      assert.equal((await site.db.selectFrom('draft').selectAll().where('person_id', '=', ada.id).execute()).length, 1)
      const opened = await browser.post('/desk/people', `/desk/people/${ada.id}/access`, { access: 'open' })
      assert.doesNotMatch(opened.html, /On leave/)
      assert.equal((await site.db.selectFrom('draft').selectAll().where('person_id', '=', ada.id).execute()).length, 1)
    })

    it('see a new right at once: after one click of an administrator the person has the button (P49)', async () => {
      const person = await newMember(site, 'Wishful', ['translate:uk'])
      const browser = await new Browser(site).signInAs(site, person)
      const address = `/desk/submissions/${await newSubmission()}`
      assert.doesNotMatch((await browser.get(address)).html, /value="approve"/)
      const admin = await new Browser(site).signInAs(site, site.world.admin)
      await admin.post('/desk/people', `/desk/people/${person.id}/rights`, [['right[]', 'translate:uk'], ['right[]', 'review:uk']])
      assert.match((await browser.get(address)).html, /value="approve"/)
    })

    async function newSegment(): Promise<string> {
      const { segments } = await newArticle(site.world, 'en', ['The quiet bridge'])
      return segments[0] ?? ''
    }

    async function newSubmission(): Promise<string> {
      const { article, segments } = await newArticle(site.world, 'en', ['The quiet bridge', 'It rained.'])
      return (await submit(site.db, site.world.bob, { article, source: 'en', language: 'uk' }, { [segments[1] ?? '']: 'Лило.' })).submission ?? ''
    }
  })
}

describe('the way on after signing in', () => {
  let site: TestSite
  before(async () => { site = await startTestSite() })
  after(() => site.close())

  const CORPUS = [
    '//e', '///e', '////e', '/\\e', '\\/e', '\\\\e', '/%5ce', '/%5Ce', '/\t/e', '/%09/e', '/\n/e', '/\r\n//e', '/%0d%0a//e', 'https:e', 'https:/e', 'https://e',
    'http://e', 'HTTP://e', '///e/..', '//e/%2e%2e', 'http://127.0.0.1@e', '//127.0.0.1@e', '/%2f/e', '/%2Fe', '//%65', '/.//e', '/..//e', '/./\\e', ' //e', '/ /e',
    '\u0000//e', '/\u0000/e', '\u00a0//e', '\u3000//e', '/\u2028/e', '//\u0435', '/／e', '／／e', 'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x',
    'vbscript:x', 'file:///etc/passwd', 'ftp://e', 'ws://e', 'blob:http://e/x', '?next=//e', '#//e', 'e', './/e', '../e', '/desk/..//e', '/desk/../..//e', '/%252f%252fe',
    '/%u002fe', '/\u200b/e', '@e', ':e', '/:80@e', '/sign-in?next=//e', '/\\\t/e', 'x'.repeat(3000), `/${'x'.repeat(3000)}`,
  ]

  it('never leaves the site, whatever was asked for', async () => {
    const browser = await new Browser(site).signInAs(site, site.world.ada)
    const check = async (next: string) => {
      const { status, headers } = await browser.once('GET', `/sign-in?next=${encodeURIComponent(next)}`)
      const location = headers.get('location') ?? ''
      assert.equal(status, 303, next)
      assert.ok(location.startsWith('/') && new URL(location, site.url).origin === site.url, `${JSON.stringify(next)} → ${location}`)
    }
    for (const next of CORPUS) await check(next)
    const piece = fc.oneof(fc.constantFrom('/', '\\', '//', '%2f', '%5c', '.', '..', '@', ':', 'e', 'http', '\t', '?', '#', '%09', 'desk'), fc.string({ maxLength: 3 }))
    await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')).filter((next) => next.isWellFormed()), check), { numRuns: 300 })
  })
})
