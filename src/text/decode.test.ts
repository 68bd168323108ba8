import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decodeAs, decodeBytes, encodeText, ENCODINGS, type Encoding } from './decode.ts'

const UKRAINIAN = 'Її ґанок стоїть біля річки: «Дощ ішов до ранку», — каже Єва.\r\n'
const bytes = (...parts: (number[] | string)[]) => Buffer.concat(parts.map((part) => typeof part === 'string' ? Buffer.from(part) : Buffer.from(part)))
const utf16 = (text: string) => [...Buffer.from(text, 'utf16le')]
const encode = (text: string, encoding: Encoding) => encodeText({ text, encoding })

describe('decoding bytes', () => {
  const decoded: [what: string, bytes: Uint8Array, text: string, encoding: Encoding][] = [
    ['nothing', bytes(), '', 'utf-8'],
    ['UTF-8', bytes('Привіт, 😀'), 'Привіт, 😀', 'utf-8'],
    ['UTF-8 with a mark', bytes([0xef, 0xbb, 0xbf], 'Привіт'), 'Привіт', 'utf-8'],
    ['UTF-16, little end first', bytes([0xff, 0xfe], utf16('Привіт')), 'Привіт', 'utf-16le'],
    ['UTF-16, big end first', bytes([0xfe, 0xff], Buffer.from('Привіт', 'utf16le').swap16().toJSON().data), 'Привіт', 'utf-16be'],
    ['UTF-16 without a mark, Latin', bytes(utf16('one two')), 'one two', 'utf-16le'],
    ['UTF-16 without a mark, Cyrillic', encode(UKRAINIAN, 'utf-16be'), UKRAINIAN, 'utf-16be'],
    ['Windows-1251', bytes([0xcf, 0xf0, 0xe8, 0xe2, 0xb3, 0xf2, 0x0d, 0x0a]), 'Привіт\r\n', 'windows-1251'],
    ['Windows-1251, a whole sentence', encode(UKRAINIAN, 'windows-1251'), UKRAINIAN, 'windows-1251'],
    ['control characters for cleanText to refuse', bytes('а\u0001'), 'а\u0001', 'utf-8'],
  ]
  for (const [what, input, text, encoding] of decoded) {
    it(`reads ${what}`, () => assert.deepEqual(decodeBytes(input), { text, encoding }))
  }

  const koi8 = [0xf0, 0xd2, 0xc9, 0xd7, 0xa6, 0xd4, 0x2c, 0x20, 0xd0, 0xd2, 0xc9, 0xc1, 0xd4, 0xc5, 0xcc, 0xc0]
  const refused: [what: string, bytes: Uint8Array, problem: string][] = [
    ['a PNG', bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'binary'],
    ['a ZIP', bytes('PK', [3, 4, 20, 0, 0x80]), 'binary'],
    ['a ZIP whose beginning happens to be UTF-8', bytes('PK', [3, 4, 20, 8], 'word/document.xml'), 'binary'],
    ['a PDF', bytes('%PDF-1.4\n1 0 obj'), 'binary'],
    ['controls among few letters', bytes('ab', [1, 2], 'cd'), 'binary'],
    ['a NUL in text', bytes('а\0б'), 'binary'],
    ['UTF-32', bytes([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]), 'binary'],
    ['UTF-8 cut short', bytes('абв').subarray(0, 5), 'wrong_encoding'],
    ['overlong UTF-8', bytes([0xc0, 0xaf]), 'wrong_encoding'],
    ['UTF-16 with half a character', bytes([0xff, 0xfe, 0x41]), 'wrong_encoding'],
    ['KOI8-U, which looks like shouting in Windows-1251', bytes(koi8), 'wrong_encoding'],
    ['Western European', Buffer.from('Le café est déjà fermé à Orléans', 'latin1'), 'wrong_encoding'],
  ]
  for (const [what, input, problem] of refused) {
    it(`refuses ${what} as ${problem}`, () => assert.deepEqual(decodeBytes(input), { problem }))
  }

  it('never takes UTF-8 that was cut anywhere for another encoding', () => {
    const whole = Buffer.from(UKRAINIAN.repeat(3))
    for (let end = 1; end < whole.length; end += 1) {
      const decoded = decodeBytes(whole.subarray(0, end))
      assert.ok('problem' in decoded ? decoded.problem === 'wrong_encoding' : decoded.encoding === 'utf-8', `${end} bytes`)
    }
  })

  it('answers for any bytes, and reads every well-formed text back', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (input) => 'text' in decodeBytes(input) || 'problem' in decodeBytes(input)))
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      if (text.includes('\0') || text.includes('\u0004') || text.startsWith('\ufeff')) return
      assert.deepEqual(decodeAs(Buffer.from(text), 'utf-8'), { text, encoding: 'utf-8' })
    }))
  })
})

describe('a text that was decoded', () => {
  it('can be decoded in another way: its bytes are known', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(...ENCODINGS), (input, encoding) => {
      const decoded = decodeAs(input, encoding)
      const marked = input[0] === 0xef || (input[0] ?? 0) >= 0xfe
      if ('text' in decoded && !marked) assert.deepEqual(Buffer.from(encodeText(decoded)), Buffer.from(input))
    }))
  })

  const CORPUS = new URL('../../../shared/corpora/articles/', import.meta.url)
  it('is the same from every encoding, for real articles', { skip: !existsSync(CORPUS) && 'the shared corpora are not here' }, () => {
    const known = new TextDecoder('windows-1251').decode(Uint8Array.from({ length: 128 }, (_, at) => at + 128))
    const files = globSync('*/uk.v1.md', { cwd: CORPUS })
    assert.ok(files.length >= 5)
    for (const file of files) {
      const text = Array.from(readFileSync(new URL(file, CORPUS), 'utf8').replace(/[ʼ’]/g, "'")).filter((char) => char < '\u0080' || known.includes(char)).join('')
      for (const encoding of ENCODINGS) assert.deepEqual(decodeBytes(encode(text, encoding)), { text, encoding }, `${file} as ${encoding}`)
    }
  })
})
