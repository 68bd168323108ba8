import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from './browser.ts'
import { startTestSite, type TestSite } from './site.ts'

/** Of the processor, the sending included: what one form may take before others notice. */
const MOST_MS = 1500

describe('a form that anybody may send, made to take long', () => {
  let site: TestSite
  let browser: Browser
  let token: string
  before(async () => {
    site = await startTestSite()
    browser = new Browser(site)
    token = /name="form_token" value="([^"]+)"/.exec((await browser.get('/sign-in')).html)?.[1] ?? ''
  })
  after(() => site.close())

  const many = (count: number, one: string, between = '&') => Array<string>(count).fill(one).join(between)
  const kept = (fields: string) => `form_token=${token}&email=&password=&next=&kept={"to":"/desk/account","token":"x","fields":[${fields}],"secret":false,"files":false}`
  const forms: [what: string, path: string, body: () => string, status: number][] = [
    ['of very many fields without a value', '/desk/account', () => many(600_000, 'a'), 413],
    ['of very many fields, to sign in', '/sign-in', () => many(1_000_000, 'a=b'), 413],
    ['that keeps very many fields for later', '/sign-in', () => kept(many(600_000, '["",""]', ',')), 422],
    ['that keeps very many fields for later, each of them wrong', '/sign-in', () => kept(many(600_000, '["",1]', ',')), 422],
    ['that keeps something very deep', '/sign-in', () => kept('['.repeat(2_000_000)), 422],
  ]
  for (const [what, path, body, status] of forms) {
    it(`is answered at once: ${what}`, async () => {
      const sent = body()
      const begun = process.cpuUsage()
      const answer = await fetch(site.url + path, {
        method: 'POST', body: sent, redirect: 'manual',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'origin': site.url, 'cookie': `__Host-pre=${browser.cookie('__Host-pre')}` },
      })
      const { length } = await answer.text()
      const { user, system } = process.cpuUsage(begun)
      assert.equal(answer.status, status)
      assert.ok((user + system) / 1000 < MOST_MS, `${(user + system) / 1000} ms`)
      assert.ok(length < 10_000, `${length} characters of answer`)
    })
  }

  it('still brings all the fields that a page of ours has', async () => {
    const answer = await browser.postRaw('/sign-in', [['form_token', token], ['email', 'x'], ['password', ''], ['next', '/desk'],
      ['kept', JSON.stringify({ to: '/desk/account', token: 'x', fields: Array<string[]>(5000).fill(['name', 'Ada']), secret: false, files: false })]])
    assert.match(answer.html, /name="kept" value="\{/)
  })
})
