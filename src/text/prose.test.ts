import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { plainText } from './inline.ts'
import { isWhole, readProse, spanIn } from './prose.ts'
import { OPAQUE } from './typeset/guard.ts'

const CASES: [text: string, words: string][] = [
  ['Слово і діло', 'Слово і діло'],
  ['*Слово* і **діло**', 'Слово і діло'],
  ['[Слово](https://example.org/a) і діло', 'Слово і діло'],
  ['Пишіть `let a` так', `Пишіть ${OPAQUE.repeat(7)} так`],
  ['Див. https://example.org/a-b далі', `Див. ${OPAQUE.repeat(23)} далі`],
  ['2 \\* 2 і *три*', '2 * 2 і три'],
  ['a \\\\ b *c*', 'a \\ b c'],
  ['рядок\nдругий *раз*', 'рядок\nдругий раз'],
  ['', ''],
]

for (const [text, words] of CASES) {
  test(`the words of ${JSON.stringify(text)}`, () => {
    assert.equal(readProse(text).words, words)
  })
}

test('a part of the words is found in the text, and told from one with a mark inside', () => {
  const prose = readProse('Це *дуже* довге слово')
  assert.deepEqual(spanIn(prose, { start: 3, end: 7 }), { start: 4, end: 8 })
  assert.equal(isWhole(prose, { start: 3, end: 7 }), true)
  assert.equal(isWhole(prose, { start: 0, end: 7 }), false)
})

test('words are what readers see, and every sign of them stands in the text where it is said to stand', () => {
  const piece = fc.constantFrom('слово', ' ', '*', '**', '`', '[', '](#a)', '\\', '\n', 'п’ять', '_', 'a', '«', '»')
  fc.assert(fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
    const text = pieces.join('')
    const { words, places } = readProse(text)
    assert.equal(places.length, words.length + 1)
    for (let at = 0; at < words.length; at += 1) {
      if (words[at] !== OPAQUE) assert.equal(text[places[at] ?? -1], words[at])
    }
    const seen = words.replaceAll(OPAQUE, '').replaceAll(/\s+/g, '')
    if (!text.includes('`')) assert.equal(seen, plainText(text).replaceAll(/\s+/g, ''))
  }), { numRuns: 2000 })
})
