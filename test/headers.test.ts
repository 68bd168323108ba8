import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { storeImage } from '../src/assets/actions.ts'
import type { Actor } from '../src/people/model.ts'
import { invitePerson } from '../src/people/actions.ts'
import { ROUTES } from '../src/people/route-table.ts'
import { Browser } from './browser.ts'
import { actionsIn, fieldsIn } from './forms.ts'
import { findHeaderFaults, KEPT } from './headers.ts'
import { picture } from './pictures.ts'
import { makePlaces, requestOf, type Places } from './places.ts'
import { addressOf, publishNew } from './readers.ts'
import { ask, RIGHTS } from './roles.ts'
import { newMember, startTestSite, type TestSite } from './site.ts'

const NOWHERE = ['/nothing', '/uk/articles/nothing', '/desk/nothing', '/assets/nothing.css', '/uk/articles/%ff', '/images/nothing', '/a/nothing']
const METHODS = ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'POST']
type Fields = Iterable<readonly [string, string]>

describe('every answer', () => {
  let site: TestSite
  let places: Places
  let people: Map<string, Actor | undefined>
  const statuses = new Set<number>()

  before(async () => {
    site = await startTestSite({ SECURITY_CONTACT: 'security@example.org' })
    const { hash } = await storeImage(site.db, site.world.ed, 'en', await picture(1000, 500))
    await publishNew(site, 'en', [{ kind: 'title', level: 0, list: null, text: 'A bridge' }, { kind: 'image', level: 0, list: null, text: 'A bridge', asset: hash }])
    await publishNew(site, 'uk', ['Про нас', 'Ми є.'], 'about')
    const { token } = await invitePerson(site.db, site.world.admin, { name: 'New', email: 'new@example.org', grants: [] })
    places = { ...await makePlaces(site), hash, token }
    await site.publicationChanged()
    people = new Map([
      ['nobody', undefined], ['somebody without rights', await newMember(site, 'None', [])], ['the right person', await newMember(site, 'Every', RIGHTS)],
    ])
  })
  after(() => site.close())

  /** One answer, with what is wrong with its headers and its body. */
  async function meet(route: string, who: string, { method, path }: { method: string; path: string }, fields: Fields = []) {
    const answer = await ask(site, people.get(who), method, path, fields)
    const body = await answer.text()
    statuses.add(answer.status)
    return { body, status: answer.status, faults: findHeaderFaults(route, answer).map((fault) => `${answer.status} ${method} ${path} for ${who}: ${fault}`) }
  }

  for (const route of Object.keys(ROUTES)) {
    it(`carries the security headers, is kept by whom it may be and says nothing of what made it: ${route}`, async () => {
      const { method, path } = requestOf(route, places)
      for (const who of people.keys()) {
        for (const address of [path, `${path}?forged=%00`]) {
          assert.deepEqual((await meet(route, who, { method, path: address })).faults, [])
          if (method === 'GET') assert.deepEqual((await meet(route, who, { method: 'HEAD', path: address })).faults, [])
        }
        if (method === 'POST') assert.deepEqual((await meet(route, who, { method, path }, [['forged', 'x'], ['language', 'uk'], ['text', '\0']])).faults, [])
      }
    })
  }

  it('does so when it is good: readers get every public page', async () => {
    for (const route of Object.keys(KEPT)) {
      const { method, path } = requestOf(route, places)
      const { status, faults } = await meet(route, 'nobody', { method, path: route === 'GET /:language' ? `${path}/` : path })
      assert.deepEqual([status, faults], [200, []], route)
    }
  })

  it('does so to the methods that no route has, under every address', async () => {
    for (const pattern of new Set(Object.keys(ROUTES).map((route) => route.replace(/^\w+ /, '')))) {
      for (const method of METHODS.filter((one) => one !== 'HEAD' && !(`${one} ${pattern}` in ROUTES))) {
        const { path } = requestOf(`${method} ${pattern}`, places)
        const { faults } = await meet(`${method} ${pattern}`, 'the right person', { method, path })
        // No cache keeps an answer to OPTIONS, whatever it says.
        assert.deepEqual(faults.filter((fault) => !/may be indexed/.test(fault) && !(method === 'OPTIONS' && /cache-control: null/.test(fault))), [])
      }
    }
  })

  it('does so where there is nothing', async () => {
    for (const path of NOWHERE) {
      for (const who of people.keys()) {
        const { faults } = await meet('GET /nothing', who, { method: 'GET', path })
        assert.deepEqual(faults.filter((fault) => !/may be indexed/.test(fault)), [])
      }
    }
  })

  it('does so to a browser that has the page, to a form of another site and to one that is too large', async () => {
    const browser = new Browser(site)
    const page = await addressOf(site, { article: places['article'] ?? '', segments: [], source: 'en' }, 'uk')
    const etag = (await browser.once('GET', page)).headers.get('etag') ?? ''
    const again = await browser.once('GET', page, { 'if-none-match': etag })
    const origin = { origin: 'https://elsewhere.example' }
    const foreign = await fetch(`${site.url}/sign-in`, { method: 'POST', body: new URLSearchParams(), headers: origin })
    const large = await fetch(`${site.url}/sign-in`, { method: 'POST', body: new URLSearchParams({ x: 'x'.repeat(6_000_000) }), headers: { origin: site.url } })
    const strange = await fetch(`${site.url}/sign-in`, { method: 'POST', body: 'x', headers: { 'origin': site.url, 'content-type': 'application/x' } })
    for (const { status } of [again, foreign, large, strange]) statuses.add(status)
    assert.deepEqual([again, foreign, large].map(({ status }) => status), [304, 403, 413])
    assert.deepEqual(findHeaderFaults('GET /:language/articles/:slug', again), [])
    for (const answer of [foreign, large, strange]) assert.deepEqual(findHeaderFaults('POST /sign-in', answer), [])
  })

  // The last but one: signs people out, withdraws, suspends.
  it('does so to every form of the desk, sent as it stands', async () => {
    const sent = new Set<string>()
    for (const route of Object.keys(ROUTES).filter((one) => one.startsWith('GET /desk'))) {
      const { body } = await meet(route, 'the right person', requestOf(route, places))
      for (const action of new Set(actionsIn(body).filter((one) => one.startsWith('/desk') && !sent.has(one)))) {
        sent.add(action)
        const { faults } = await meet(`POST ${action}`, 'the right person', { method: 'POST', path: action }, fieldsIn(body, action))
        assert.deepEqual(faults, [])
      }
    }
    assert.ok(sent.size > 15, [...sent].join('\n'))
  })

  it('was met in each of the ways in which the site answers', () => {
    for (const status of [200, 204, 302, 303, 304, 401, 403, 404, 409, 413, 422]) assert.ok(statuses.has(status), `no answer was ${status}: ${[...statuses].join()}`)
  })

  it('asks for https from then on where the site is reached by https', async () => {
    const secure = await startTestSite({ BASE_URL: 'https://example.org' })
    try {
      assert.match((await new Browser({ url: `http://127.0.0.1:${secure.port}` }).once('GET', '/healthz')).headers.get('strict-transport-security') ?? '', /^max-age=31536000/)
    } finally {
      await secure.close()
    }
  })
})
