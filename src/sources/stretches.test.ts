import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Changed } from './pieces.ts'
import { entriesOf } from './plan-page.ts'
import { stretchOf, weighChange } from './stretches.ts'

function edited(signs: number): Changed {
  const text = 'a'.repeat(signs / 2)
  const row = {
    key: 'k', block: 0, segment: 's', kind: 'paragraph', level: 0, list: '', asset: null, text, from: ['s'], part: null,
    change: 'edited', moved: false, kindChanged: false, pictureChanged: false, minor: false, compare: { before: text, after: text },
    waits: false, obstacle: null, touched: [], offered: null,
  }
  return { is: 'rows', rows: [row as never] }
}

describe('a stretch of changes', () => {
  const many = (count: number, signs = 10) => Array.from({ length: count }, () => edited(signs))

  it('holds a hundred, with the one that was asked for, and names its neighbours', () => {
    assert.deepEqual(stretchOf(many(240), 120, '/here'), {
      first: 101, last: 200, of: 240, parts: 3, previous: '/here?from=1', next: '/here?from=201',
    })
    assert.deepEqual(stretchOf(many(100), 100, '/here'), { first: 1, last: 100, of: 100, parts: 1, previous: null, next: null })
    assert.deepEqual(stretchOf([], 7, '/here'), { first: 1, last: 0, of: 0, parts: 1, previous: null, next: null })
    assert.deepEqual(stretchOf(many(101), 9999, '/here').first, 101)
  })

  it('holds ten of 20,000 signs on both sides, and one that is too long for any alone', () => {
    assert.deepEqual(stretchOf(many(200, 40_000), 1, '/here'), {
      first: 1, last: 10, of: 200, parts: 20, previous: null, next: '/here?from=11',
    })
    const { first, last } = stretchOf([edited(10), edited(900_000), edited(10)], 2, '/here')
    assert.deepEqual([first, last], [2, 2])
  })

  it('shows every change once when one goes from each to the next, and never more than can be overseen', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(2, 30_000, 500_000), { maxLength: 250 }), (signs) => {
      const changes = signs.map(edited)
      let from = 1
      for (let part = 1; ; part += 1) {
        const { first, last, next, parts } = stretchOf(changes, from, '')
        const shown = changes.slice(first - 1, last)
        assert.ok(first === from && shown.length <= 100)
        assert.ok(shown.length <= 1 || shown.reduce((sum, piece) => sum + weighChange(piece), 0) <= 400_000)
        if (next === null) return assert.deepEqual([last, part], [changes.length, parts])
        assert.equal(next, `?from=${last + 1}`)
        from = last + 1
      }
    }), { numRuns: 50 })
  })
})

it('long changes are compared a few at a time: others are answered between them', async () => {
  const pieces = Array.from({ length: 10 }, () => edited(40_000))
  let [turns, told] = [0, 0]
  const atTurn: number[] = []
  const next = () => { if (told < pieces.length) { turns += 1; setImmediate(next) } }
  setImmediate(next)
  await entriesOf(pieces, { first: 1, last: 10 }, 'en', () => {
    told += 1
    atTurn.push(turns)
    return null as never
  })
  assert.ok(new Set(atTurn).size >= 4, atTurn.join(' '))
})
