import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { ROUTES } from '../src/people/route-table.ts'
import type { Actor } from '../src/people/model.ts'
import { newPostgresDatabase } from './databases.ts'
import { ask, RIGHTS } from './roles.ts'
import { newMember, startTestSite, type TestSite } from './site.ts'

/** What somebody may write where an address has an id, a slug, a number, a token or a language. */
const PIECES = [
  '%00', '%ff', '%F0%9F%98%80', '..', '..%2f..%2fpackage.json', '%5c', '__proto__', 'constructor', '%27%20or%201%3d1', '-1', '0', '1e3', '%0d%0aSet-Cookie:x=1',
  'z'.repeat(22), 'z'.repeat(5000),
]
const NAMES = ['%00', '__proto__', 'constructor', 'form_token.__proto__']

const sites = { sqlite: async () => ({}), postgres: async () => ({ DATABASE_URL: await newPostgresDatabase() }) }

for (const [name, surroundings] of Object.entries(sites)) {
  describe(`addresses that nobody was given, on ${name}`, () => {
    let site: TestSite
    let everybody: Actor
    before(async () => {
      site = await startTestSite(await surroundings())
      everybody = await newMember(site, 'Every', RIGHTS)
    })
    after(() => site.close())

    for (const route of Object.keys(ROUTES).filter((one) => one.includes(':'))) {
      it(`break nothing at ${route}`, async () => {
        const [method = '', pattern = ''] = route.split(' ')
        for (const piece of PIECES) {
          const everywhere = pattern.replace(/:\w+/g, piece)
          const inUkrainian = pattern.replace(':language', 'uk').replace(/:\w+/g, piece)
          for (const path of new Set([everywhere, inUkrainian])) {
            const { status, headers } = await ask(site, everybody, method, path, [])
            assert.ok(status < 500, `${status} ${path.slice(0, 80)}`)
            assert.match(headers.get('location') ?? '/', /^\/(?![/\\])/)
          }
        }
      })
    }

    it('break nothing as names and values in the query', async () => {
      for (const route of Object.keys(ROUTES).filter((one) => one.startsWith('GET ') && !one.includes(':'))) {
        for (const field of ['next', 'done', 'token', 'page', 'year', 'language', 'before', ...NAMES]) {
          const path = `${route.slice(4)}?${field}=%00&${field}=x&${field}[y]=%ff`
          const { status } = await ask(site, everybody, 'GET', path)
          assert.ok(status < 500, `${status} ${path}`)
        }
      }
      assert.ok(!('y' in {}))
    })
  })
}
