import type { Language } from '../db/columns.ts'
import { familyFirst, type PersonName } from '../text/person-names.ts'
import type { Reference } from './references.ts'

/** What babel and BibLaTeX call languages, where that is not their English name. */
const BABEL: Readonly<Record<string, string>> = { en: 'british', de: 'ngerman' }
const ENGLISH = new Intl.DisplayNames(['en'], { type: 'language' })

/** BibLaTeX, of which BibTeX reads what it knows; the original of a translation is an entry of its own. In UTF-8. */
export function bibOf(reference: Reference): string {
  const cited = reference.original?.cited
  return [entryOf(reference), ...cited ? [entryOf(cited)] : []].join('\n')
}

function entryOf(reference: Reference): string {
  const { key, title, language, authors, translators, siteName, edition, date, originalDate, url, accessed, original } = reference
  const latin = authors.flatMap((author, at) => (author.latin === null ? [] : `${at + 1}="${escapeLatex(author.latin.replaceAll('"', ''))}"`))
  const fields: [string, string][] = [
    ['author', namesOf(authors.map(({ name }) => name))],
    // BibLaTeX's own place for what is said of a name: styles that do not know it print nothing more.
    ['author+an:latin', latin.join('; ')],
    ['title', escapeLatex(title)], ['translator', namesOf(translators)],
    ['date', date], ['year', date.slice(0, 4)], ['origdate', originalDate ?? ''],
    ['version', String(edition)], ['organization', escapeLatex(siteName)],
    ['url', url], ['urldate', accessed ?? ''],
    ['langid', babelName(language)], ['origlanguage', original ? babelName(original.language) : ''],
    ['origtitle', escapeLatex(original?.cited?.title ?? '')],
    ['related', original?.cited?.key ?? ''], ['relatedtype', original?.cited ? 'translationof' : ''],
  ]
  const lines = fields.flatMap(([name, value]) => (value === '' ? [] : `  ${name} = {${value}},\n`))
  return `@online{${key},\n${lines.join('')}}\n`
}

/** A name that cannot be taken apart is held together by braces, whatever words it has. */
function namesOf(names: readonly PersonName[]): string {
  return names.map((name) => ('literal' in name ? `{${escapeLatex(name.literal)}}` : escapeLatex(familyFirst(name)))).join(' and ')
}

function babelName(language: Language): string {
  return BABEL[language] ?? (ENGLISH.of(language) ?? language).toLowerCase()
}

/** As commands without a brace of their own: programs count braces before they read commands. */
const LATEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}', '{': '\\textbraceleft{}', '}': '\\textbraceright{}', '^': '\\textasciicircum{}', '~': '\\textasciitilde{}',
  '%': '\\%', '&': '\\&', '_': '\\_', '#': '\\#', '$': '\\$',
}

function escapeLatex(text: string): string {
  return text.replace(/[\\{}^~%&_#$]/g, (sign) => LATEX[sign] ?? sign)
}
