import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { adaptNumbers } from '../checks/values/adapt.ts'
import { mayDifferInValues } from './adapting.ts'

const number = fc.oneof(fc.nat(3000).map(String), fc.constantFrom(
  '2.5 million', '1,000,000', '5½', '24 February 2022', 'September 2020', 'February 2022', 'November 2023', '5 March 2023', '2022-02-24', '14:30', 'XX', 'XIX',
))
const words = fc.array(fc.constantFrom('the war of', 'a quiet bridge', 'children', 'began on', '**men**'), { maxLength: 4 }).map((some) => some.join(' '))

describe('two texts that may differ in numbers alone', () => {
  it('are all that do', () => {
    let adapted = 0
    fc.assert(fc.property(words, number, number, words, (before, one, other, after) => {
      const [stored, wanted] = [`${before} ${one} ${after}`, `${before} ${other} ${after}`]
      if (stored === wanted || adaptNumbers(stored, wanted, stored, { from: 'en', to: 'en' }) === null) return
      adapted += 1
      assert.ok(mayDifferInValues(stored, wanted))
    }), { numRuns: 1000 })
    assert.ok(adapted > 100)
  })

  it('are not those without any, or that differ elsewhere first', () => {
    assert.equal(mayDifferInValues('A quiet bridge', 'A quiet river'), false)
    assert.equal(mayDifferInValues('A quiet bridge of the city and of its 500 people', 'A loud bridge of the city and of its 501 people'), false)
  })
})
