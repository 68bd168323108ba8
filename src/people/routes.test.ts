import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser, type Answer } from '../../test/browser.ts'
import { checkHtml } from '../../test/markup.ts'
import { emailOf, newMember, PASSWORD, startTestSite, type TestSite } from '../../test/site.ts'
import type { Actor } from './model.ts'
import { findPerson, grantsOf } from './store.ts'

const NEW_PASSWORD = 'seven grey herons'
const LONG_WORD = 'ї'.repeat(2000)

let site: TestSite
before(async () => { site = await startTestSite() })
after(() => site.close())

const newAdministrator = () => newMember(site, 'Olha', ['administrator'])
const as = (person: Actor, language = 'en') => new Browser(site, { language }).signInAs(site, person)
const isSignedIn = async (browser: Browser) => (await browser.get('/desk/account')).status === 200

async function signIn(browser: Browser, email: string, password: string): Promise<Answer> {
  return browser.post('/sign-in', '/sign-in', { email, password, next: '' })
}

describe('the people page', () => {
  it('is for administrators', async () => {
    assert.equal((await (await as(site.world.ed)).get('/desk/people')).status, 403)
    assert.equal((await new Browser(site).get('/desk/people')).status, 401)
  })

  it('says in words what each person does, in both languages', async () => {
    const { admin } = site.world
    const en = await (await as(admin)).get('/desk/people')
    const uk = await (await as(admin, 'uk')).get('/desk/people')
    assert.match(en.html, /Translates into Ukrainian/)
    assert.match(en.html, /Publishes in Ukrainian and English/)
    assert.match(uk.html, /Переклад: українська</)
    assert.match(uk.html, /Що дає кожне право/)
    for (const { html } of [en, uk]) assert.deepEqual(await checkHtml(html), [])
  })

  it('invites somebody: the link is shown once, works, and gives the rights ticked', async () => {
    const browser = await as(await newAdministrator())
    const email = 'nina@example.org'
    const made = await browser.post('/desk/people', '/desk/people', [
      ['name', 'Ніна'], ['email', email], ['right[]', 'translate:uk'], ['right[]', 'review:en'], ['right[]', 'review:en'],
    ])
    assert.equal(made.status, 201)
    assert.deepEqual(await checkHtml(made.html), [])
    const [, link = ''] = /value="([^"]+\/invitations\/[^"]+)"/.exec(made.html) ?? []
    assert.ok(link.startsWith(`${site.url}/invitations/`))
    assert.doesNotMatch((await browser.get('/desk/people')).html, /invitations\/[\w-]{20,}"/)

    const nina = new Browser(site, { language: 'uk' })
    const path = new URL(link).pathname
    const page = await nina.get(path)
    assert.match(page.html, /value="Ніна"/)
    assert.deepEqual(await checkHtml(page.html), [])
    const weak = await nina.post(path, path, { name: 'Ніна Коваль', password: 'nina@example.org' })
    assert.equal(weak.status, 422)
    assert.match(weak.html, /value="Ніна Коваль"/)
    assert.equal(new URL((await nina.post(path, path, { name: 'Ніна Коваль', password: NEW_PASSWORD })).url).pathname, '/desk')
    assert.ok(await isSignedIn(nina))
    assert.equal((await site.db.selectFrom('person').select('interface_language').where('email', '=', email).executeTakeFirst())?.interface_language, 'uk')
    assert.equal((await new Browser(site).get(path)).status, 404)
    const { id } = await site.db.selectFrom('person').select('id').where('email', '=', email).executeTakeFirstOrThrow()
    assert.deepEqual((await grantsOf(site.db, id)).map(({ right, language }) => `${right}:${language}`), ['review:en', 'translate:uk'])
  })

  it('keeps the invitation as typed when it cannot be made', async () => {
    const browser = await as(await newAdministrator())
    const cases: [email: string, name: string, status: number][] = [
      [emailOf(site.world.ada), 'Ада Друга', 409], ['no address', 'Ада', 422], ['a b@c', 'Ада', 422], ['a@example.org', '\u202eАда', 422], ['a@example.org', LONG_WORD, 422],
    ]
    for (const [email, name, status] of cases) {
      const answer = await browser.post('/desk/people', '/desk/people', [['name', name], ['email', email], ['right[]', 'publish:uk']])
      assert.equal(answer.status, status)
      assert.match(answer.html, new RegExp(`value="${RegExp.escape(name)}"`))
      assert.match(answer.html, new RegExp(`value="${RegExp.escape(email)}"`))
      assert.match(answer.html, /form="invite" name="right\[\]" value="publish:uk" checked/)
      assert.deepEqual(await checkHtml(answer.html), [])
    }
  })

  it('changes rights, and they hold in sessions that are open', async () => {
    const person = await newMember(site, 'Inna', ['translate:uk'])
    const member = await as(person)
    assert.equal((await member.get('/desk/people')).status, 403)
    const browser = await as(await newAdministrator())
    const { html } = await browser.post('/desk/people', `/desk/people/${person.id}/rights`, [['right[]', 'administrator'], ['right[]', 'publish:en']])
    assert.match(html, /rights are changed/)
    assert.deepEqual((await grantsOf(site.db, person.id)).map(({ right }) => right), ['administrator', 'publish'])
    assert.equal((await member.get('/desk/people')).status, 200)
  })

  it('leaves rights in a language that the site does not show', async () => {
    const person = await newMember(site, 'Piotr', ['review:pl', 'review:uk'])
    await (await as(await newAdministrator())).post('/desk/people', `/desk/people/${person.id}/rights`, [['right[]', 'translate:en']])
    assert.deepEqual((await grantsOf(site.db, person.id)).map(({ right, language }) => `${right}:${language}`), ['review:pl', 'translate:en'])
  })

  it('refuses to lose the last administrator, and keeps what was ticked', async () => {
    const lonely = await startTestSite()
    try {
      const { admin } = lonely.world
      const browser = await new Browser(lonely, { language: 'uk' }).signInAs(lonely, admin)
      const rights = await browser.post('/desk/people', `/desk/people/${admin.id}/rights`, [['right[]', 'publish:uk']])
      assert.equal(rights.status, 409)
      assert.match(rights.html, /останній адміністратор/)
      assert.match(rights.html, new RegExp(`form="rights-${admin.id}" name="right\\[\\]" value="publish:uk" checked`))
      assert.match(rights.html, new RegExp(`form="rights-${admin.id}" name="right\\[\\]" value="administrator">`))
      assert.deepEqual(await checkHtml(rights.html), [])
      assert.equal((await browser.post('/desk/people', `/desk/people/${admin.id}/access`, { access: 'closed' })).status, 409)
      assert.ok(!(await findPerson(lonely.db, admin.id)).disabled_at)
    } finally {
      await lonely.close()
    }
  })

  it('closes and opens access', async () => {
    const person = await newMember(site, 'Lesia', ['translate:uk'])
    const member = await as(person)
    const browser = await as(await newAdministrator())
    const closed = await browser.post('/desk/people', `/desk/people/${person.id}/access`, { access: 'closed' })
    assert.match(closed.html, /Access is closed/)
    assert.equal(await isSignedIn(member), false)
    assert.equal((await signIn(new Browser(site), emailOf(person), PASSWORD)).status, 422)
    const opened = await browser.post('/desk/people', `/desk/people/${person.id}/access`, { access: 'open' })
    assert.match(opened.html, /role="status">Access is open again\.</, 'with a password, nothing more is needed')
    const again = new Browser(site)
    await signIn(again, emailOf(person), PASSWORD)
    assert.ok(await isSignedIn(again))
  })

  it('makes a new link for somebody who lost the password', async () => {
    const person = await newMember(site, 'Roman', ['translate:uk'])
    const { status, html } = await (await as(await newAdministrator())).post('/desk/people', `/desk/people/${person.id}/invitations`, {})
    assert.equal(status, 201)
    const path = new URL(/value="([^"]+\/reset\/[^"]+)"/.exec(html)?.[1] ?? '').pathname
    await new Browser(site).post(path, path, { password: NEW_PASSWORD })
    const browser = new Browser(site)
    await signIn(browser, emailOf(person), NEW_PASSWORD)
    assert.ok(await isSignedIn(browser))
  })

  it('answers forged people, rights and fields calmly', async () => {
    const browser = await as(await newAdministrator())
    const { ada } = site.world
    const cases: [path: string, fields: [string, string][], status: number][] = [
      ['/desk/people/nobody/rights', [['right[]', 'translate:uk']], 404],
      ['/desk/people/%00/access', [['access', 'open']], 404],
      [`/desk/people/${'0'.repeat(22)}/rights`, [], 404],
      [`/desk/people/${'0'.repeat(22)}/invitations`, [], 404],
      [`/desk/people/${'0'.repeat(22)}/access`, [['access', 'closed']], 404],
      [`/desk/people/${ada.id}/rights`, [['right[]', 'everything']], 422],
      [`/desk/people/${ada.id}/rights`, [['right[]', 'translate:pl']], 422],
      [`/desk/people/${ada.id}/rights`, [['administrator', 'on']], 422],
      [`/desk/people/${ada.id}/access`, [], 422],
      [`/desk/people/${ada.id}/access`, [['access', 'maybe']], 422],
      ['/desk/people', [['name', 'A'], ['name', 'B'], ['email', 'a@example.org']], 422],
      ['/desk/people', [['name', 'A'], ['email', 'a@example.org'], ['right[]', 'root:uk']], 422],
    ]
    for (const [path, fields, status] of cases) assert.equal((await browser.post('/desk/people', path, fields)).status, status, `${path} ${JSON.stringify(fields)}`)
    assert.deepEqual((await grantsOf(site.db, ada.id)).map(({ right }) => right), ['translate'])
  })
})
