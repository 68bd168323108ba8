import { AppError } from '../errors.ts'
import { canonicalJson, type Json } from '../text/canonical.ts'
import { cleanText } from '../text/clean.ts'
import { typographyKey } from '../text/fold.ts'
import { textHash } from '../text/hash.ts'
import { plainText } from '../text/inline.ts'
import type { Id, Language } from '../db/columns.ts'
import type { SegmentKind } from '../db/tables/article.ts'
import type { Genre } from '../db/tables/details.ts'

/** Longest name of an author, of a role, of a topic, in UTF-16 units. */
export const LONGEST_NAME = 200
export const MOST_TOPICS = 30
export const MOST_AUTHORS = 30

/** What is known of an article besides its texts: the same in every language. Authors and topics by name, as somebody wrote them. */
export interface NewDetails {
  authors: readonly { name: string; role: string }[]
  topics: readonly string[]
  genre: Genre | null
  /** When the original first appeared: `2025-12-10`. */
  date: string | null
}

/** Names with equal keys are one name: typography and case do not count. */
export function foldName(name: string): string {
  return typographyKey(name).toLowerCase()
}

/** A name fit to store, on one line; null for one that cannot be. */
export function cleanName(raw: string): string | null {
  const cleaned = cleanText(raw.replace(/\s+/g, ' '), { max: LONGEST_NAME })
  return 'text' in cleaned && cleaned.text !== '' && !/\p{Cc}/u.test(cleaned.text) ? cleaned.text : null
}

/** A day of the calendar written as `2025-12-10`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '0100') return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** The day that somebody wrote as `2025-12-10` or `10.12.2025`; null for anything else. */
export function readDay(text: string): string | null {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text.trim()) ?? []
  const written = year === '' ? text.trim() : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(written) ? written : null
}

/** The details fit to store. Throws `invalid` for what cannot be. */
export function cleanDetails({ authors, topics, genre, date }: NewDetails): NewDetails {
  if (authors.length > MOST_AUTHORS || topics.length > MOST_TOPICS || (date !== null && !isDay(date))) throw new AppError('invalid')
  const cleaned = authors.map(({ name, role }) => ({ name: nameOf(name), role: role.trim() === '' ? '' : nameOf(role) }))
  return { authors: cleaned, topics: topics.map(nameOf), genre, date }
}

function nameOf(raw: string): string {
  const name = cleanName(raw)
  if (name === null) throw new AppError('invalid')
  return name
}

/** The same as stored: authors and topics by their records. */
export interface Details {
  genre: Genre | null
  date: string | null
  topics: readonly Id[]
  /** `byline`: the paragraph with the author's name; null where the text names them nowhere. */
  authors: readonly { author: Id; byline: Id | null }[]
}

/** Equal for equal facts: what a form carries to notice that somebody was faster. */
export function markOf(facts: Json): string {
  return textHash(canonicalJson(facts))
}

export function detailsMark({ genre, date, topics, authors }: Details): string {
  return markOf([genre, date, topics.toSorted(), authors.map(({ author, byline }) => [author, byline])])
}

/** One author's paragraphs in an article's byline. */
export interface Byline {
  name: Id
  role: Id | null
  /** The name as readers see it. */
  words: string
}

/** The bylines of an article: each author's name with the role that follows it. */
export function bylinesOf(rows: readonly { segment: Id; kind: SegmentKind; text: string }[]): Byline[] {
  return rows.flatMap(({ segment, kind, text }, i) => {
    if (kind !== 'author_name') return []
    const next = rows[i + 1]
    return [{ name: segment, role: next?.kind === 'author_role' ? next.segment : null, words: plainText(text) }]
  })
}

/** A name with the language it is in. */
export interface SpokenName { text: string; language: Language }

/** The name in the language, else in another one that has it. */
export function nameIn(names: readonly { language: Language; name: string }[], language: Language): SpokenName | null {
  const best = names.find((one) => one.language === language) ?? names[0]
  return best ? { text: best.name, language: best.language } : null
}

/** Where an article can be put away. */
export type PutAway = 'archive' | 'trash'

/** Where an article is put away; null when it is not. In the trash it still belongs to the archive it came from. */
export function placeOf({ archived_at, trashed_at }: { archived_at: string | null; trashed_at: string | null }): PutAway | null {
  return trashed_at !== null ? 'trash' : archived_at !== null ? 'archive' : null
}
