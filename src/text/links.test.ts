import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseInline, type Inline } from './inline.ts'
import { linkedNames, readArticleLink, storeLinks } from './links.ts'

const ARTICLE = '0hofflgxgft9w4gf0k2kpp'
const SEGMENT = '0hofflgxgfuheh2ojpvmg6'
const ADDRESS = 'https://zvirka.example.org'
const KNOWN = { address: ADDRESS, articles: new Map([['mosty', ARTICLE], ['bridges-2', ARTICLE], [ARTICLE, ARTICLE]]) }
const STORED = `/a/${ARTICLE}`

describe('links to articles of the site, as they are stored', () => {
  const same: [typed: string, stored: string][] = [
    ['/uk/articles/mosty', STORED], ['/en/articles/bridges-2', STORED], ['/en/articles/mosty/', STORED], [`/uk/articles/${ARTICLE}`, STORED],
    ['/uk/articles/mosty?utm_source=x', STORED], ['/uk/articles/mosty/?a=1#top', STORED],
    [`/uk/articles/mosty#p-${SEGMENT}`, `${STORED}#p-${SEGMENT}`], [`/uk/articles/mosty?x=(1)#p-${SEGMENT}`, `${STORED}#p-${SEGMENT}`],
    [`${ADDRESS}/uk/articles/mosty`, STORED], [`HTTP://Zvirka.example.org/uk/articles/mosty#p-${SEGMENT}`, `${STORED}#p-${SEGMENT}`],
    [`${STORED}/`, STORED], [`${ADDRESS}${STORED}?lang=uk`, STORED], [STORED, STORED], [`${STORED}#p-${SEGMENT}`, `${STORED}#p-${SEGMENT}`],
  ]
  for (const [typed, stored] of same) {
    it(`stores ${typed} as the article`, () => assert.equal(storeLinks(`Див. [*там*](${typed}).`, KNOWN), `Див. [*там*](${stored}).`))
  }

  const other = [
    '/uk/articles/mosty/editions/3', '/uk/articles/mosty/editions', '/uk/articles/mosty/differences', '/uk/articles/nobody-knows', '/uk/articles',
    '/uk/about', '/desk/articles/mosty', '#p-x', 'mailto:a@b.org', 'https://example.org/uk/articles/mosty', 'https://zvirka.example.org.evil.org/uk/articles/mosty',
    '//zvirka.example.org/uk/articles/mosty', 'articles/mosty', '/a/short', '/a/0hofflgxgft9w4gf0k2zzz', '/uk/articles/Mosty',
  ]
  for (const href of other) {
    it(`leaves ${href} as it was typed`, () => assert.equal(storeLinks(`[там](${href})`, KNOWN), `[там](${href})`))
  }

  it('finds targets however they are written, and keeps titles, words and what is no link', () => {
    const cases: [string, string][] = [
      ['[а](</uk/articles/mosty> "Мости") і [б]( /uk/articles/mosty )', `[а](${STORED} "Мости") і [б]( ${STORED} )`],
      [`<${ADDRESS}/uk/articles/mosty>`, `[${ADDRESS}/uk/articles/mosty](${STORED})`],
      ['**[а *б* `в](x)`](/uk/articles/mosty)**', `**[а *б* \`в](x)\`](${STORED})**`],
      ['[](/uk/articles/mosty)', `[](${STORED})`],
      ['`[а](/uk/articles/mosty)` і /uk/articles/mosty', '`[а](/uk/articles/mosty)` і /uk/articles/mosty'],
      ['\\[а](/uk/articles/mosty)', '\\[а](/uk/articles/mosty)'],
      ['[а](/uk/articles/mosty)\n[б](/en/articles/bridges-2)', `[а](${STORED})\n[б](${STORED})`],
    ]
    for (const [typed, stored] of cases) assert.equal(storeLinks(typed, KNOWN), stored)
  })

  it('knows the names before it knows the articles, and asks for none where there is no link', () => {
    assert.deepEqual(linkedNames([`[а](/uk/articles/mosty) [б](${STORED})`, '[в](https://example.org/)', '[г](/uk/articles/mosty)']), ['mosty', ARTICLE])
    assert.deepEqual(linkedNames(['Слова.', '*слова*']), [])
    assert.equal(readArticleLink('/uk/articles/mosty', undefined)?.name, 'mosty')
  })

  it('changes targets alone: words, marks and other links stay, and doing it twice is doing it once', () => {
    const piece = fc.constantFrom('[', ']', '(', ')', '<', '>', '*', '`', '\\', ' ', '\n', 'а', '"', '/uk/articles/mosty', `${ADDRESS}/a/${ARTICLE}`, 'https://b.org', '](', '[а](/uk/articles/mosty)')
    const bare = (parts: readonly Inline[]): unknown => parts.map((part) => 'parts' in part ? { kind: part.kind, parts: bare(part.parts) } : part)
    fc.assert(fc.property(fc.string({ unit: piece, maxLength: 12 }), (text) => {
      const stored = storeLinks(text, KNOWN)
      assert.deepEqual(bare(parseInline(stored)), bare(parseInline(text)))
      assert.equal(storeLinks(stored, KNOWN), stored)
    }), { numRuns: 20_000 })
  })
})
