import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { checkHtml } from '../../test/markup.ts'
import { emailOf, PASSWORD, startTestSite, type TestSite } from '../../test/site.ts'
import { nearestPage } from './addresses.ts'

describe('the way back', () => {
  let site: TestSite
  before(async () => { site = await startTestSite() })
  after(() => site.close())

  it('leads from an address that only takes forms to the nearest page', () => {
    const cases = [
      ['/desk/articles/a/languages/uk/segments/s/restorations', '/desk/articles/a/languages/uk/segments/s'],
      ['/desk/articles/a/languages/uk/submissions', '/desk/articles/a/languages/uk'],
      ['/desk/submissions/s/reviews', '/desk/submissions/s'],
      ['/desk/proposals/p/confirmations', '/desk'],
      ['/desk/people/p/access', '/desk/people'],
      ['/desk/articles/preview', '/desk/articles/preview'],
      ['/desk/articles/new?x=1', '/desk/articles/new?x=1'],
      ['/desk/nothing', '/desk'],
      ['//evil.example', '/desk'],
    ] as const
    for (const [from, to] of cases) assert.equal(nearestPage(from), to)
  })

  it('is there for whoever asks for such an address, signed in or not yet', async () => {
    const path = `/desk/people/${site.world.ada.id}/access`
    const browser = await new Browser(site).signInAs(site, site.world.admin)
    assert.equal(new URL((await browser.get(path)).url).pathname, '/desk/people')
    const guest = new Browser(site)
    assert.match((await guest.get(path)).html, /name="next" value="\/desk\/people"/)
    const { url } = await guest.post(path, '/sign-in', { email: emailOf(site.world.admin), password: PASSWORD, next: path })
    assert.equal(new URL(url).pathname, '/desk/people')
  })

  it('keeps the address when the page to sign in stood open for too long', async () => {
    const { status, html } = await new Browser(site).postRaw('/sign-in', {
      email: 'ada@example.org', password: 'x', next: '/desk/account', form_token: 'a'.repeat(32),
    })
    assert.equal(status, 422)
    assert.match(html, /stood open for too long/)
    assert.match(html, /value="ada@example.org"/)
    assert.match(html, /name="next" value="\/desk\/account"/)
  })

  it('asks to sign in on the very page that was wanted, with 401', async () => {
    const browser = new Browser(site)
    const { status, html } = await browser.get('/desk/account?x=1')
    assert.equal(status, 401)
    assert.match(html, /name="next" value="\/desk\/account\?x=1"/)
    assert.deepEqual(await checkHtml(html), [])
  })
})
