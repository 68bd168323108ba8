import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { beginningOf } from './excerpt.ts'

describe('the beginning of a text', () => {
  const cases: [text: string, most: number, expected: string][] = [
    ['Short.', 20, 'Short.'], ['Two  spaces\nand a line.', 40, 'Two spaces and a line.'], ['One two three four', 9, 'One two…'],
    ['One two, three', 9, 'One two…'], ['One two three', 7, 'One…'], ['It rained. Nobody came.', 12, 'It rained…'], ['', 5, ''],
    ['Донаудампфшиффарт', 5, 'Дона…'], ['Exactly ten', 11, 'Exactly ten'], ['See https://example.org/a', 20, 'See https://example…'], ['🌧🌧🌧', 4, '🌧…'],
  ]
  for (const [text, most, expected] of cases) it(`of ${JSON.stringify(text)} in ${most} is ${expected}`, () => assert.equal(beginningOf(text, most), expected))

  it('is the same whatever spaces stand in the text, and however long it goes on', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'ї', ' ', '     ', '. ', '—', '\n', '\u00a0', '🌧'), maxLength: 200 })
    fc.assert(fc.property(words, words, fc.integer({ min: 2, max: 40 }), (text, more, most) => {
      const line = text.replace(/[^\S\u00a0]+/gu, ' ').trim()
      assert.equal(beginningOf(text, most), beginningOf(line, most))
      if (line.length > most) assert.equal(beginningOf(text + more, most), beginningOf(text, most))
    }))
  })

  it('is never longer than it may be, nor cut through a letter', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'ї', ' ', '. ', '—', '\n', '🌧'), maxLength: 300 }), fc.integer({ min: 2, max: 100 }),
      (text, most) => beginningOf(text, most).length <= most && beginningOf(text, most).isWellFormed()))
  })
})
