import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { entries, type BibEntry } from 'bibtex-parse'
import fc from 'fast-check'
import { oneLine } from '../text/person-names.ts'
import type { Version } from './model.ts'
import { bibOf } from './reference-bib.ts'
import { cslOf } from './reference-csl.ts'
import { risOf } from './reference-ris.ts'
import { textOf } from './reference-text.ts'
import { referenceOf, type Reference } from './references.ts'
import type { Work } from './work.ts'

const GOLDEN = path.join(import.meta.dirname, '../../test/references')

const version = (more: Partial<Version>): Version => ({
  article: '0a', language: 'uk', sourceLanguage: 'uk', siteText: null, edition: '0e', number: 3, hash: 'f'.repeat(64),
  title: 'Ґанок і мʼята: 100% памʼяті & «тиші» {чернетка_1} #5 ~ $2 ^ \\', slug: 'hanok-i-miata', partial: 0, behind: 0, selfApproved: 0,
  firstPublishedAt: '2025-12-09T22:30:00.000Z', publishedAt: '2026-01-05T08:00:00.000Z', ...more,
})
const original = version({})
const translation = version({
  language: 'en', number: 1, title: 'The porch and the mint: 100% “memory” & {draft_1}', slug: 'the-porch', publishedAt: '2026-02-01T08:00:00.000Z',
  firstPublishedAt: '2026-02-01T08:00:00.000Z',
})
const picture = { path: '/x', width: 1200, height: 630, type: 'image/png' as const, alt: '' }
const work = (one: Version, more: Partial<Work>): Work => ({
  version: one, versions: [original, translation], siteName: 'Береги', description: '', genre: 'report', topics: [], authors: [], translators: [],
  picture, words: 0, madeFrom: null, originalDate: null, ...more,
})
const author = (text: string, language: string) => ({ text, language, role: null, author: '0p', path: null })
const ukrainian = work(original, { authors: [author('Дарина Лозовик', 'uk'), { ...author('Бюро «Річка»', 'uk'), author: null }] })
const english = work(translation, {
  siteName: 'Shores', authors: [author('Daryna Lozovyk', 'en'), { ...author('The River Bureau and Friends', 'en'), author: null }], translators: ['Marko Levada'],
})
const known = {
  baseUrl: 'https://example.org', timeZone: 'Europe/Kyiv', today: '2026-11-23', latinNames: new Map([['0p', 'Daryna Lozovyk']]),
}
const references: Record<string, Reference> = {
  uk: referenceOf(ukrainian, undefined, known), en: referenceOf(english, ukrainian, known),
}

describe('a reference', () => {
  const written: [string, (reference: Reference) => string][] = [
    ['bib', bibOf], ['ris', risOf], ['json', cslOf], ['txt', (reference) => `${textOf(reference)}\n`],
  ]
  for (const [language, reference] of Object.entries(references)) {
    for (const [format, write] of written) {
      it(`is written as ${format}, in ${language}, letter by letter as before`, () => {
        const golden = readFileSync(path.join(GOLDEN, `${language}.${format}`), 'utf8')
        assert.equal(write(reference), golden)
      })
    }
  }

  it('in BibTeX is understood by a parser: the translation, and its original as what it is related to', () => {
    const [own, source] = entries(bibOf(references['en'] ?? never()))
    assert.ok(own && source)
    assert.deepEqual([own.type, own.key, own['RELATED'], own['RELATEDTYPE'], source.key], ['online', 'the-porch-en', 'hanok-i-miata-uk', 'translationof', 'hanok-i-miata-uk'])
    assert.deepEqual([own['LANGID'], own['ORIGLANGUAGE'], own['TRANSLATOR'], own['URLDATE']], ['british', 'ukrainian', 'Levada, Marko', '2026-11-23'])
    assert.equal(source['TITLE'], own['ORIGTITLE'])
    assert.equal(own['ORIGDATE'], '2025-12-10', 'in the time zone of the site')
  })

  it('in BibTeX says every sign of a title, a name and a site, and stays one entry', () => {
    fc.assert(fc.property(signs(), signs(), signs(), (title, name, siteName) => {
      const one = work(version({ title }), { siteName, authors: [author(name, 'uk')] })
      const text = bibOf(referenceOf(one, undefined, known))
      const [entry, ...more] = parsed(text)
      assert.deepEqual(more, [])
      assert.equal(read(entry, 'title', text), oneLine(title))
      assert.equal(read(entry, 'organization', text), oneLine(siteName))
    }), { numRuns: 500 })
  })

  it('in RIS is one line a fact, whatever signs there are', () => {
    fc.assert(fc.property(signs(), signs(), (title, name) => {
      const text = risOf(referenceOf(work(version({ title }), { authors: [author(name, 'uk')] }), undefined, known))
      for (const line of text.split('\r\n').slice(0, -1)) assert.match(line, /^[A-Z][A-Z0-9] {2}- /)
      const [, told = ''] = /^TI {2}- (.*)$/m.exec(text) ?? []
      assert.equal(told.trim(), oneLine(title))
      assert.match(text, /^TY {2}- ELEC\r\n[^]*\r\nER {2}- \r\n$/)
    }))
  })

  it('of a translation whose original readers do not have says the language of that, and no more', () => {
    const alone = referenceOf(english, undefined, known)
    assert.match(bibOf(alone), /origlanguage = \{ukrainian\}/)
    assert.doesNotMatch(bibOf(alone), /origtitle|related|origdate/)
    assert.doesNotMatch(risOf(alone), /^OP/m)
  })

  it('in a language that the interface does not speak is worded in English', () => {
    const polish = referenceOf(work(version({ language: 'pl', sourceLanguage: 'pl', title: 'Ganek' }), {}), undefined, known)
    assert.equal(textOf(polish), '“Ganek”, Береги, edition 3, 5 January 2026, https://example.org/pl/articles/hanok-i-miata/editions/3 (accessed 23 November 2026).')
    assert.match(bibOf(polish), /langid = \{polish\}/)
  })

  it('on pages kept as files says nothing of the day', () => {
    const still = referenceOf(ukrainian, undefined, { ...known, today: null })
    for (const text of [textOf(still), bibOf(still), risOf(still), cslOf(still)]) assert.doesNotMatch(text, /2026-11-23|23 листопада|accessed|urldate|Y2/)
  })
})

/** Texts with the signs that mean something to LaTeX, to BibTeX or to RIS. */
function signs(): fc.Arbitrary<string> {
  const unit = fc.constantFrom(...'\\{}$&#^_~%@"=,\'` \n\tїґяA1-—«»', ' and ', '\u00a0', 'TY  - ', '\\textbackslash{}')
  return fc.string({ unit, maxLength: 40 })
}

function parsed(text: string): BibEntry[] {
  return entries(text)
}

/** A field as it is written, its commands read back. */
function read(entry: BibEntry | undefined, field: string, text: string): string {
  assert.ok(entry)
  const [, value = ''] = new RegExp(`^  ${field} = \\{(.*)\\},$`, 'm').exec(text) ?? []
  const signsOf: Record<string, string> = { textbackslash: '\\', textbraceleft: '{', textbraceright: '}', textasciicircum: '^', textasciitilde: '~' }
  return value.replace(/\\(text[a-z]+)\{\}|\\([%&_#$])/g, (_, command: string | undefined, sign: string) => (command === undefined ? sign : signsOf[command] ?? '?'))
}

function never(): never {
  throw new Error('no such reference')
}
