import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ROUTES } from './route-table.ts'
import { weigh, WEIGHTS } from './route-weights.ts'

describe('the weight of a route', () => {
  it('is decided for every route of the table, and for no other', () => {
    assert.deepEqual(Object.keys(WEIGHTS).sort(), Object.keys(ROUTES).sort())
  })

  it('is that of what people write for every form of the desk, except those that bring files and articles in', () => {
    const forms = Object.entries(WEIGHTS).filter(([route, weight]) => route.startsWith('POST /desk/') && weight !== 'save')
    assert.deepEqual(forms.map(([route]) => route), ['POST /desk/articles/preview', 'POST /desk/articles', 'POST /desk/memory/imports'])
  })

  it('is found for every route by an address of it', () => {
    for (const [route, weight] of Object.entries(WEIGHTS)) {
      const [method = '', path = ''] = route.split(' ')
      assert.equal(weigh(method, path.replaceAll(/:\w+/g, 'x-1')), weight, route)
    }
  })

  const cases: [method: string, path: string, weight: string][] = [
    ['GET', '/desk/articles/new', 'work'],
    ['GET', '/desk/articles/trash', 'list'],
    ['GET', '/desk/articles/trash/', 'list'],
    ['HEAD', '/desk/ledger', 'heavy'],
    ['GET', '/desk', 'work'],
    ['GET', '/uk/', 'reading'],
    ['GET', '/', 'reading'],
    ['GET', '/nothing/of/the/kind', 'reading'],
    ['POST', '/nothing', 'reading'],
    ['PUT', '/desk/ledger', 'reading'],
    ['GET', '/healthz', 'free'],
    ['GET', '/healthzx', 'reading'],
  ]
  for (const [method, path, weight] of cases) it(`is ${weight} for ${method} ${path}`, () => assert.equal(weigh(method, path), weight))
})
