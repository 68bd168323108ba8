import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { TextProblem } from './clean.ts'
import { cleanCode, cleanText } from './clean.ts'

describe('cleaning a text', () => {
  const cleaned: [what: string, raw: string, text: string][] = [
    ['composes letters', 'и\u0306 e\u0301 і\u0308', 'й \u00e9 ї'],
    ['keeps a stress mark', 'за\u0301мок', 'за\u0301мок'],
    ['ends lines with LF', 'один\r\nдва\rтри\u2028чотири\u2029пʼять', 'один\nдва\nтри\nчотири\nпʼять'],
    ['drops the byte order mark', '\ufeffТекст', 'Текст'],
    ['drops spaces at line ends', 'один \t\nдва\u00a0\n\n три', 'один\nдва\n\n три'],
    ['drops what is blank around', '\n \u00a0\tтекст\n\n', 'текст'],
    ['keeps no-break spaces', '5\u00a0г і 1\u202f000', '5\u00a0г і 1\u202f000'],
    ['keeps soft hyphens', 'під\u00adпис', 'під\u00adпис'],
    ['keeps tabs inside lines', 'а\tб', 'а\tб'],
    ['keeps the kind of apostrophes and quotes', 'п\'ять, п’ять, пʼять, "так"', 'п\'ять, п’ять, пʼять, "так"'],
    ['keeps emoji and their joiners', '👩‍👧 🇺🇦', '👩‍👧 🇺🇦'],
    ['keeps marks of direction that end by themselves', 'א\u200e!', 'א\u200e!'],
    ['leaves nothing of blanks', ' \r\n\u00a0\ufeff', ''],
  ]
  for (const [what, raw, text] of cleaned) {
    it(what, () => assert.deepEqual(cleanText(raw), { text }))
  }

  const code: [what: string, raw: string, text: string][] = [
    ['keeps the spaces before its first line', '\n \n  if\n\n    b \n', '  if\n\n    b'],
    ['ends its lines with LF, at its beginning too', '\u2028\r\n\tif\u2028b', '\tif\nb'],
    ['drops the byte order mark', '\ufeff if', ' if'],
    ['is composed, its spaces too', '\u2000и\u0306', '\u2002й'],
  ]
  for (const [what, raw, text] of code) it(`of code ${what}, and once is enough`, () => assert.deepEqual([cleanCode(raw), cleanCode(text)], [{ text }, { text }]))

  const refused: [raw: string, problem: TextProblem][] = [
    ['а\0б', 'nul_character'],
    ['а\u0008б', 'control_character'],
    ['а\u001bб', 'control_character'],
    ['а\u000cб', 'control_character'],
    ['а\u007fб', 'control_character'],
    ['а\u0085б', 'control_character'],
    [`а${'\u0301\u0316'.repeat(16)}`, 'control_character'],
    ['а\ud800б', 'unpaired_surrogate'],
    ['\udc00', 'unpaired_surrogate'],
    ['а\u202eб', 'bidi_override'],
    ['а\u202aб', 'bidi_override'],
    ['а\u2066б\u2069', 'bidi_override'],
    ['При\ufffdіт', 'wrong_encoding'],
    ['а\ufdd0', 'wrong_encoding'],
    ['а\uffff', 'wrong_encoding'],
    ['а\u{1fffe}', 'wrong_encoding'],
  ]
  for (const [raw, problem] of refused) {
    it(`refuses ${JSON.stringify(raw).slice(0, 20)} as ${problem}`, () => assert.deepEqual(cleanText(raw), { problem }))
  }

  it('measures the cleaned text, in UTF-16 units', () => {
    assert.deepEqual(cleanText('  слово \r\n', { max: 5 }), { text: 'слово' })
    assert.deepEqual(cleanText('слова!', { max: 5 }), { problem: 'too_long' })
    assert.deepEqual(cleanText('😀😀😀', { max: 5 }), { problem: 'too_long' })
  })

  it('takes megabytes of the worst kinds', () => {
    const size = 3_000_000
    const hostile = [' ', '\n', '\r', '\u00a0', 'а ', ' \n', 'a\u0301', '\u0301\u0316', '\u2028', '😀', '\u1100\u1161\u11a8'].map((part) => part.repeat(size / part.length))
    for (const text of hostile) assert.ok(cleanText(`а${text}б`))
  })

  it('gives the same text when it cleans again', () => {
    fc.assert(fc.property(anyText(), (raw) => {
      const once = cleanText(raw)
      if ('text' in once) assert.deepEqual(cleanText(once.text), once)
    }), { numRuns: 2000 })
  })

  it('leaves nothing it would refuse', () => {
    fc.assert(fc.property(anyText(), (raw) => {
      const result = cleanText(raw)
      if (!('text' in result)) return
      assert.equal(result.text, result.text.normalize('NFC'))
      // eslint-disable-next-line no-control-regex -- their absence is what is asserted
      assert.doesNotMatch(result.text, /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffd\ud800-\udfff]|[^\S\n]\n|^\s|\s$/u)
    }), { numRuns: 2000 })
  })
})

function anyText(): fc.Arbitrary<string> {
  const hard = fc.constantFrom(' ', '\t', '\n', '\r', '\u00a0', '\ufeff', '\u2028', '\u0301', '\u0306', 'и', 'e', '\u1100', '\u1161', '\u037e', '\u200d', '\u2000')
  return fc.array(fc.oneof(hard, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 20 }).map((parts) => parts.join(''))
}
