import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { actionsIn, fieldsIn } from '../../test/forms.ts'
import { emailOf, PASSWORD, startTestSite, type TestSite } from '../../test/site.ts'
import { newArticle } from '../../test/world.ts'
import { formToken } from '../web/forgery.ts'
import { nearestPage } from './addresses.ts'
import { ownedToken } from './form-owner.ts'
import { newToken } from './tokens.ts'

describe('a late form', () => {
  let site: TestSite
  before(async () => { site = await startTestSite() })
  after(() => site.close())

  const keptOf = (kept: object) => JSON.stringify({ token: '', secret: false, files: false, fields: [['text', 'planted words']], to: '/desk/settings', ...kept })

  it('cannot be planted on somebody: made up, for another address, or with a mark of somebody else', async () => {
    const { ada, bob } = site.world
    const own = fieldsIn((await (await new Browser(site).signInAs(site, ada)).get('/desk/account')).html, '/desk/account')
    const token = own.find(([name]) => name === 'form_token')?.[1] ?? ''
    const cases = [
      keptOf({}), keptOf({ token: token.split('.')[0] }), keptOf({ token: `${token.slice(0, -1)}x` }), keptOf({ token: `x${token.slice(1)}` }),
      keptOf({ token, to: 'https://evil.example/' }), keptOf({ token, to: '//evil.example/desk/settings' }), keptOf({ token, to: '/sign-out' }),
      keptOf({ token, to: '/desk/account\u0000' }), keptOf({ token, fields: [['text']] }), keptOf({ token, fields: 'x' }), '[]', 'null', '{', '',
    ]
    for (const kept of cases) {
      const browser = new Browser(site)
      const { html, status } = await browser.post('/sign-in', '/sign-in', { email: emailOf(ada), password: PASSWORD, next: '', kept })
      assert.equal(status, 200, kept)
      assert.doesNotMatch(html, /planted words/, kept)
    }
    const browser = new Browser(site)
    const { html } = await browser.post('/sign-in', '/sign-in', { email: emailOf(bob), password: PASSWORD, next: '', kept: keptOf({ token }) })
    assert.doesNotMatch(html, /planted words/)
  })

  it('from another site is refused, whoever is signed in', async () => {
    const browser = await new Browser(site).signInAs(site, site.world.ada)
    for (const path of ['/desk/account', '/sign-in']) {
      assert.equal((await browser.postRaw(path, { kept: keptOf({}) }, { origin: 'https://evil.example' })).status, 403)
    }
  })

  it('without any token is refused when somebody is signed in', async () => {
    const browser = await new Browser(site).signInAs(site, site.world.ada)
    assert.equal((await browser.postRaw('/desk/account', { name: 'Ada' })).status, 403)
  })

  it('carries no password, and says so', async () => {
    const { ada } = site.world
    const browser = await new Browser(site).signInAs(site, ada)
    const shown = fieldsIn((await browser.get('/desk/account')).html, '/desk/account').filter(([name]) => !name.includes('password') && name !== 'name')
    await browser.signInAs(site, ada)
    const { html } = await browser.postRaw('/desk/account', [...shown, ['name', 'Ада'], ['old_password', PASSWORD], ['new_password', 'seven grey herons']])
    assert.doesNotMatch(html, /herons|quiet bridge/)
    assert.match(html, /Passwords are kept nowhere/)
    assert.match((await browser.postRaw('/desk/account', fieldsIn(html, '/desk/account'))).html, /Your changes are saved/)
  })

  it('shows hostile words as they were typed and nothing else', async () => {
    const browser = await new Browser(site).signInAs(site, site.world.ada)
    const token = fieldsIn((await browser.get('/desk/account')).html, '/desk/account').find(([name]) => name === 'form_token')?.[1] ?? ''
    await browser.signInAs(site, site.world.ada)
    const hostile = '</textarea></form><form action="/desk/people"><script>x()</script>"\' onfocus=x() {{x}} $t(save)'
    const { html } = await browser.postRaw('/desk/account?"><script>', [['form_token', token], ['name', hostile], [hostile, hostile], ['"><script>', 'a b']])
    assert.deepEqual(actionsIn(html).filter((action) => !/^\/(language|sign-out)$/.test(action)), ['/desk/account?%22%3E%3Cscript%3E'])
    assert.doesNotMatch(html, /<script>|onfocus=x\(\) [^&{]/)
    const fields = new Map(fieldsIn(html, '/desk/account?%22%3E%3Cscript%3E'))
    assert.deepEqual([fields.get('name'), fields.get(hostile), fields.get('"><script>')], [hostile, hostile, 'a b'])
  })

  async function upload(secret: string, size: number): Promise<{ status: number; html: string }> {
    const { ed } = site.world
    const body = new FormData()
    body.set('form_token', await ownedToken(site.db, formToken(secret), ed.id))
    body.set('text', 'Тихий міст\r\n\r\nДощило.')
    body.set('file', new Blob(['x'.repeat(size)]), 'text.md')
    const headers = { origin: site.url, 'accept-language': 'en', cookie: `__Host-sid=${secret}` }
    const response = await fetch(`${site.url}/desk/articles/preview`, { method: 'POST', body, headers })
    return { status: response.status, html: await response.text() }
  }

  it('with files keeps its words, and says that files cannot be kept', async () => {
    const secret = newToken()
    const asked = await upload(secret, 100_000)
    assert.equal(asked.status, 401)
    const fields = fieldsIn(asked.html, '/sign-in').filter(([name]) => name !== 'email' && name !== 'password')
    const signedIn = [...fields, ['email', emailOf(site.world.ed)], ['password', PASSWORD]] as [string, string][]
    const { html } = await new Browser(site).postRaw('/sign-in', signedIn, { cookie: `__Host-sid=${secret}` })
    assert.match(html, /Files are kept nowhere/)
    assert.deepEqual(fieldsIn(html, '/desk/articles/preview').find(([name]) => name === 'text')?.[1], 'Тихий міст\r\n\r\nДощило.')
  })

  it('with files of many megabytes is not read at all, and says so', async () => {
    const { status, html } = await upload(newToken(), 6_000_000)
    assert.equal(status, 401)
    assert.match(html, /files cannot be kept/)
  })

  it('of a script is told where to sign in, then given the new token', async () => {
    const { ada } = site.world
    const { article, segments } = await newArticle(site.world, 'en', ['The quiet bridge'])
    const page = `/desk/articles/${article}/languages/uk`
    const action = `${page}/drafts`
    const name = `text:${segments[0]}`
    const browser = await new Browser(site).signInAs(site, ada)
    const fields = [...fieldsIn((await browser.get(page)).html, action).filter(([one]) => one !== name), [name, 'Тихий міст'], ['do', `next:${segments[0]}`]] as [string, string][]
    await site.db.deleteFrom('session').where('person_id', '=', ada.id).execute()
    const first = await browser.postRaw(action, fields, { accept: 'application/json' })
    assert.deepEqual([first.status, JSON.parse(first.html)], [401, { signIn: `/sign-in?next=${encodeURIComponent(nearestPage(action))}` }])
    await browser.signInAs(site, ada)
    const second = await browser.postRaw(action, fields, { accept: 'application/json' })
    assert.equal(second.status, 403)
    const { formToken } = JSON.parse(second.html) as { formToken: string }
    await browser.postRaw(action, [...fields.filter(([name]) => name !== 'form_token'), ['form_token', formToken]])
    assert.equal((await site.db.selectFrom('draft').select('text').where('segment_id', '=', segments[0] ?? '').executeTakeFirst())?.text, 'Тихий міст')
  })
})

it('a page that carries somebody’s words offers nothing that would leave them behind', async () => {
  const site = await startTestSite()
  try {
    const browser = await new Browser(site).signInAs(site, site.world.ada)
    const fields = fieldsIn((await browser.get('/desk/account')).html, '/desk/account')
    await site.db.deleteFrom('session').execute()
    const { html } = await browser.postRaw('/desk/account', fields)
    assert.deepEqual(actionsIn(html), ['/sign-in'])
    assert.deepEqual([...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => href), ['#main', '/'])
  } finally {
    await site.close()
  }
})
