import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser, type Answer } from '../../test/browser.ts'
import { checkHtml } from '../../test/markup.ts'
import { emailOf, newMember, PASSWORD, startTestSite, type TestSite } from '../../test/site.ts'
import { inviteAgain, invitePerson, offerSetup } from './actions.ts'
import type { Actor } from './model.ts'
import { siteTimeZone } from './settings.ts'

let site: TestSite
before(async () => { site = await startTestSite() })
after(() => site.close())

const as = (person: Actor, language = 'en') => new Browser(site, { language }).signInAs(site, person)
const isSignedIn = async (browser: Browser) => (await browser.get('/desk/account')).status === 200

async function signIn(browser: Browser, email: string, password: string, next = ''): Promise<Answer> {
  return browser.post(`/sign-in?next=${encodeURIComponent(next)}`, '/sign-in', { email, password, next })
}

describe('signing in', () => {
  it('opens a session and goes where somebody wanted to go', async () => {
    const browser = new Browser(site)
    const { url } = await signIn(browser, ` ${emailOf(site.world.ada).toUpperCase()} `, PASSWORD, '/desk/account?x=1')
    assert.equal(new URL(url).pathname + new URL(url).search, '/desk/account?x=1')
    assert.ok(await isSignedIn(browser))
  })

  it('never goes to another site, nor in a circle', async () => {
    for (const next of ['https://example.org/', '//example.org', '/\\example.org', '/sign-in?next=/sign-in', '/sign-in']) {
      const browser = new Browser(site)
      const { url } = await signIn(browser, emailOf(site.world.bob), PASSWORD, next)
      assert.equal(new URL(url).href, `${site.url}/desk`, next)
    }
  })

  it('says the same of an unknown address, a wrong password and somebody kept out, and keeps the address', async () => {
    const gone = await newMember(site, 'Gone', [])
    await site.db.updateTable('person').set({ disabled_at: '2026-01-01T00:00:00.000Z' }).where('id', '=', gone.id).execute()
    const answers = []
    for (const email of ['nobody@example.org', emailOf(site.world.rev), emailOf(gone)]) {
      const password = email === emailOf(gone) ? PASSWORD : 'not the password'
      const { status, html } = await signIn(new Browser(site), email, password)
      assert.match(html, new RegExp(`value="${RegExp.escape(email)}"`))
      answers.push([status, html.replaceAll(email, '…').replace(/name="form_token" value="[^"]+"/g, '')])
    }
    assert.equal(answers[0]?.[0], 422)
    assert.deepEqual(answers[1], answers[0])
    assert.deepEqual(answers[2], answers[0])
  })

  it('takes a password as it is typed, spaces at its ends included', async () => {
    const { status } = await signIn(new Browser(site), emailOf(site.world.rev), ` ${PASSWORD}`)
    assert.equal(status, 422)
  })

  it('never repeats a password', async () => {
    const { html } = await signIn(new Browser(site), 'nobody@example.org', 'a secret never shown')
    assert.doesNotMatch(html, /a secret never shown/)
  })

  it('says beside the fields what is missing or unusable', async () => {
    for (const [email, password] of [['', ''], ['a@b', ''], ['', 'x'], ['a\0b@c', 'x'], ['a@b', 'x'.repeat(1001)]] as const) {
      const { status, html } = await signIn(new Browser(site), email, password)
      assert.equal(status, 422)
      assert.match(html, /aria-invalid="true"/)
    }
  })

  it('sends somebody on who is signed in already', async () => {
    const browser = await as(site.world.ada)
    assert.equal(new URL((await browser.get('/sign-in?next=/desk/account')).url).pathname, '/desk/account')
  })

  it('replaces the session that the browser had', async () => {
    const browser = await as(site.world.ada)
    const old = browser.cookie('__Host-sid')
    await browser.post('/desk/account', '/sign-out', {})
    await signIn(browser, emailOf(site.world.ada), PASSWORD)
    assert.notEqual(browser.cookie('__Host-sid'), old)
  })

  it('stops guesses at one person, and tells when to come back', async () => {
    const guarded = await startTestSite()
    try {
      const { ada, bob } = guarded.world
      const browser = new Browser(guarded)
      for (let i = 0; i < 10; i++) assert.equal((await signIn(browser, emailOf(ada), `guess ${i}`)).status, 422)
      const { status, headers, html } = await signIn(browser, emailOf(ada).toUpperCase(), PASSWORD)
      assert.equal(status, 429)
      assert.match(headers.get('retry-after') ?? '', /^[1-9]\d*$/)
      assert.match(html, /Too many attempts/)
      const other = new Browser(guarded)
      await signIn(other, emailOf(bob), PASSWORD)
      assert.equal((await other.get('/desk/account')).status, 200)
    } finally {
      await guarded.close()
    }
  })

  it('forgets the guesses of somebody who then signs in', async () => {
    const person = await newMember(site, 'Forgetful', [])
    for (let round = 0; round < 2; round++) {
      const browser = new Browser(site)
      for (let i = 0; i < 9; i++) await signIn(browser, emailOf(person), 'not the password')
      await signIn(browser, emailOf(person), PASSWORD)
      assert.ok(await isSignedIn(browser))
    }
  })
})

it('signs out: the session is dead for whoever kept the cookie', async () => {
  const browser = await as(site.world.ada)
  const kept = `__Host-sid=${browser.cookie('__Host-sid')}`
  const { url, html } = await browser.post('/desk/account', '/sign-out', {})
  assert.match(url, /\/sign-in\?done=signed_out$/)
  assert.match(html, /You are signed out/)
  assert.equal((await new Browser(site).once('GET', '/desk/account', { cookie: kept })).status, 401)
})

describe('setting up', () => {
  const FIELDS = {
    site_name_uk: 'Брама', site_name_en: 'The Gate', place_uk: 'Луцьк', place_en: '', name: 'Ольга', email: 'olha@example.org', password: PASSWORD,
  }
  async function withEmptySite(work: (empty: TestSite, token: string) => Promise<void>): Promise<void> {
    const empty = await startTestSite()
    await empty.db.deleteFrom('person_right').execute()
    await empty.db.deleteFrom('person').execute()
    const token = await offerSetup(empty.db)
    await work(empty, token ?? '').finally(empty.close)
  }

  it('makes the first administrator, names the site, signs them in, and closes for ever', () => withEmptySite(async (empty, token) => {
    const browser = new Browser(empty)
    const page = `/setup?token=${token}`
    assert.deepEqual(await checkHtml((await browser.get(page)).html), [])
    const { url } = await browser.post(page, '/setup', { ...FIELDS, token, time_zone: 'Europe/Warsaw', example: 'on' })
    assert.equal(new URL(url).pathname, '/desk')
    const { status, html } = await browser.get('/desk/people')
    assert.equal(status, 200)
    assert.match(html, /<a class="brand" href="\/desk">The Gate</)
    assert.match(html, /Ольга/)
    assert.match((await browser.get('/desk/articles')).html, />One letter, two languages</)
    assert.match((await browser.get('/desk')).html, /There is nobody here yet but you\. <a href="\/desk\/people">Invite people</)
    assert.equal(await siteTimeZone(empty.db, { timeZone: 'Europe/Kyiv' }), 'Europe/Warsaw')
    assert.equal((await new Browser(empty).get(page)).status, 404)
    assert.equal((await browser.post('/desk/account', '/setup', { ...FIELDS, token })).status, 404)
  }))

  it('tells whoever comes without the link where it is, and sends nobody to an administrator there is not', () => withEmptySite(async (empty) => {
    for (const [path, status] of [['/sign-in', 200], ['/desk', 401], ['/setup', 404], ['/setup?token=nothing', 404]] as const) {
      const answer = await new Browser(empty).get(path)
      assert.equal(answer.status, status, path)
      assert.match(answer.html, /printed in the server’s terminal/, path)
      assert.doesNotMatch(answer.html, /administrator/, path)
    }
    assert.doesNotMatch((await new Browser(site).get('/sign-in')).html, /terminal/)
  }))

  it('keeps what was typed, except the password, when something is wrong', () => withEmptySite(async (empty, token) => {
    const browser = new Browser(empty, { language: 'uk' })
    const typed = { ...FIELDS, token, site_name_en: '', time_zone: 'Europe/Nowhere', email: 'olha at example.org', password: 'Брама 2026!!' }
    const { status, html } = await browser.post(`/setup?token=${token}`, '/setup', typed)
    assert.equal(status, 422)
    for (const kept of ['Брама', 'Луцьк', 'Ольга', 'olha at example.org']) assert.match(html, new RegExp(`value="${kept}"`))
    assert.match(html, /name="example" value="on">/)
    for (const field of ['site_name_en', 'email', 'password', 'time_zone']) assert.match(html, new RegExp(`<a href="#${field}">`))
    assert.match(html, /легко вгадати/)
    assert.doesNotMatch(html, /2026/)
    assert.deepEqual(await checkHtml(html), [])
    assert.equal((await empty.db.selectFrom('person').selectAll().execute()).length, 0)
  }))

  it('shows nothing for a wrong token', async () => {
    for (const path of ['/setup', '/setup?token=x', '/setup?token=a&token=b', '/invitations/x', '/invitations/%00']) {
      const { status, html } = await new Browser(site).get(path)
      assert.equal(status, 404, path)
      assert.match(html, /This link no longer works/)
    }
  })
})

describe('a page that stood open for longer than its cookie lives', () => {
  it('is shown once more with everything typed but the password, and does nothing yet', async () => {
    const { token } = await invitePerson(site.db, { ...site.world.admin }, { name: 'Late', email: 'late@example.org', grants: [] })
    const { token: reset } = await inviteAgain(site.db, site.world.admin, site.world.tom.id)
    const cases: [path: string, fields: Record<string, string>, kept: string][] = [
      [`/invitations/${token}`, { name: 'Пізня', password: 'seven grey herons' }, 'value="Пізня"'],
      [`/reset/${reset}`, { password: 'seven grey herons' }, emailOf(site.world.tom)],
      ['/reset', { email: 'late@example.org' }, 'letters'],
    ]
    for (const [path, fields, kept] of cases) {
      const { status, html } = await new Browser(site).postRaw(path, { ...fields, form_token: 'x'.repeat(32) })
      assert.equal(status, 422, path)
      assert.ok(html.includes(kept), path)
      assert.doesNotMatch(html, /herons/)
      assert.deepEqual(await checkHtml(html), [])
    }
    for (const link of [`/invitations/${token}`, `/reset/${reset}`]) assert.equal((await new Browser(site).get(link)).status, 200)
  })
})
