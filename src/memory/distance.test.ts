import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Measure } from './distance.ts'
import { readForm } from './form.ts'

const text = fc.array(fc.constantFrom('a', 'b', 'ї', 'й ', 'ж', '.', '7', '🙂'), { maxLength: 150 }).map((signs) => signs.join(''))

describe('the distance between two texts', () => {
  it('is the number of letters to change, add or take away, or too large', () => {
    const measure = new Measure()
    fc.assert(fc.property(text, text, fc.nat(150), (one, other, most) => {
      const [a, b] = [readForm(one), readForm(other)]
      measure.from(a)
      const distance = slowly([...a.codes.subarray(0, a.length)], [...b.codes.subarray(0, b.length)])
      assert.equal(measure.to(b, most), distance <= most ? distance : -1)
    }), { numRuns: 500 })
  })

  const same: [string, string][] = [
    ['«Тихий» міст', '"тихий" міст'], ['обʼєкт', "об'єкт"], ['Так – ні', 'Так — ні'], ['a\u00a0b', 'a  b '], ['пере\u00adклад…', 'переклад...'],
    ['**Тихий** [міст](https://example.org/x?y)', '_Тихий_ [міст](/a/1)'], ['мі\u0301ст', 'міст'], ['NATO', 'Nato'],
  ]
  for (const [one, other] of same) {
    it(`is nothing between ${one} and ${other}`, () => assert.deepEqual(codesOf(one), codesOf(other)))
  }

  const different: [string, string][] = [['Так.', 'Так?'], ['ґніт', 'гніт'], ['7', '8'], ['a](b c)', 'a]'], ['a b', 'ab'], ['', '-']]
  for (const [one, other] of different) {
    it(`is something between ${one} and ${other}`, () => assert.notDeepEqual(codesOf(one), codesOf(other)))
  }
})

function codesOf(text: string): number[] {
  const { codes, length } = readForm(text)
  return [...codes.subarray(0, length)]
}

function slowly(a: readonly number[], b: readonly number[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [i, sign] of a.entries()) {
    const next = [i + 1]
    for (const [j, other] of b.entries()) {
      next.push(Math.min((row[j] ?? 0) + Number(sign !== other), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
