import type { Id, Language } from '../db/columns.ts'
import type { SegmentKind } from '../db/tables/article.ts'
import { stemsOf, wordsIn } from '../text/stems/stem.ts'

/** Grows when words are cut or folded otherwise than before: what was made by older rules is made again. */
export const RULES = 1

/** An edition that readers have and cannot find yet. */
export interface Unfound {
  article: Id
  language: Language
  edition: Id
}

/** A word of a query: one of `stems` must stand in the article. */
export interface WantedWord {
  word: string
  stems: readonly string[]
  /** The same with ґ for г, or г for ґ, which is searched as well. */
  twin: { word: string; stems: readonly string[] } | null
}

/** Where all words of a query must stand: in the title, in title, lead and byline, or anywhere. */
type Field = 'title' | 'top' | 'all'

const MARKS: Readonly<Record<Field, string>> = { title: '¹', top: '²', all: '' }
const TOP: readonly SegmentKind[] = ['lead', 'author_name', 'author_role']
const LONGEST_QUERY = 200
const MOST_WORDS = 24
const MOST_BYTES = 1_000_000

/** What somebody typed, in one line and of bounded length; anything else than text is nothing. */
export function tidyQuery(typed: unknown): string {
  if (typeof typed !== 'string') return ''
  const line = typed.slice(0, 4 * LONGEST_QUERY).toWellFormed().normalize('NFC').replace(/[\s\p{Cc}\ufffd]+/gu, ' ')
  return line.trim().slice(0, LONGEST_QUERY).replace(/[\ud800-\udbff]$/, '').trim()
}

/** The words of a query, each once, as they are written in these languages. */
export function wantedIn(query: string, languages: readonly Language[]): WantedWord[] {
  const words = [...new Set(wordsIn(query).map(({ word }) => word))].filter((word) => word !== '').slice(0, MOST_WORDS)
  const stemsIn = (word: string) => [...new Set(languages.flatMap((language) => stemsOf(word, language)))]
  return words.map((word) => {
    const other = word.replace(/[гґ]/g, (letter) => (letter === 'г' ? 'ґ' : 'г'))
    return { word, stems: stemsIn(word), twin: other === word ? null : { word: other, stems: stemsIn(other) } }
  })
}

/** Each word as the alternatives of which one must be there. */
export function alternativesOf(wanted: readonly WantedWord[], field: Field): string[][] {
  return wanted.map(({ stems, twin }) => [...stems, ...twin?.stems ?? []].map((stem) => MARKS[field] + stem))
}

/** Everything an edition is found by, title, lead and byline first: no more than PostgreSQL can hold of one, which ends at a mebibyte. */
export function lexemesOf(rows: readonly { kind: SegmentKind; text: string }[], language: Language): string[] {
  const lexemes = new Set<string>()
  let bytes = 0
  for (const { kind, text } of rows.toSorted((a, b) => Number(isTop(b.kind)) - Number(isTop(a.kind)))) {
    const fields: Field[] = kind === 'title' ? ['title', 'top', 'all'] : isTop(kind) ? ['top', 'all'] : ['all']
    for (const { word } of wordsIn(text)) {
      for (const lexeme of word === '' ? [] : stemsOf(word, language).flatMap((stem) => fields.map((field) => MARKS[field] + stem))) {
        if (lexemes.has(lexeme)) continue
        bytes += Buffer.byteLength(lexeme)
        if (bytes > MOST_BYTES) return [...lexemes]
        lexemes.add(lexeme)
      }
    }
  }
  return [...lexemes]
}

function isTop(kind: SegmentKind): boolean {
  return kind === 'title' || TOP.includes(kind)
}
