import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { listPlaces } from './places.ts'

const p = { kind: 'paragraph', level: 0, list: null } as const
const item = (level = 1, list: 'bulleted' | 'ordered' = 'bulleted') => ({ kind: 'list_item', level, list }) as const

describe('the place in a list', () => {
  const cases: [what: string, rows: Parameters<typeof listPlaces>[0], expected: string][] = [
    ['nothing', [], ''],
    ['no list', [p, p], '- -'],
    ['one list', [p, item(), item(), p], '- 1/2 2/2 -'],
    ['two lists with a paragraph between', [item(), p, item()], '1/1 - 1/1'],
    ['another kind of list right after', [item(), item(1, 'ordered')], '1/1 1/1'],
    ['a list within a list', [item(), item(2), item(2), item(), item(2)], '1/2 1/2 2/2 2/2 1/1'],
    ['a numbered list within bullets', [item(), item(2, 'ordered'), item()], '1/2 1/1 2/2'],
    ['a list that begins deep', [item(3), item(), item(3)], '1/1 1/1 1/1'],
  ]
  for (const [what, rows, expected] of cases) {
    it(`is counted in ${what}`, () => {
      assert.equal(listPlaces(rows).map((place) => place ? `${place.n}/${place.of}` : '-').join(' '), expected)
    })
  }
})
