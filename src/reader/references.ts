import type { Language } from '../db/columns.ts'
import type { Genre } from '../db/tables/details.ts'
import { oneLine, readPersonName, wholeName, type PersonName } from '../text/person-names.ts'
import { romanize } from '../text/romanize.ts'
import { dayIn } from './calendar.ts'
import type { Version } from './model.ts'
import { editionPath } from './paths.ts'
import type { Work } from './work.ts'

/** What a list of references says of an edition. Days are bare dates. */
export interface Reference {
  key: string
  title: string
  language: Language
  genre: Genre | null
  authors: readonly CitedAuthor[]
  translators: readonly PersonName[]
  siteName: string
  edition: number
  /** When the edition came out. */
  date: string
  /** When the original first appeared, if that was another day. */
  originalDate: string | null
  /** Of the edition, for good. */
  url: string
  /** When it was read; null where pages are kept as files. */
  accessed: string | null
  /** What it is a translation of; null for an original. */
  original: Original | null
}

interface CitedAuthor {
  name: PersonName
  /** The same in Latin letters, where the name has others. */
  latin: string | null
}

interface Original {
  language: Language
  /** Null where readers do not have it. */
  cited: Reference | null
}

interface Known {
  baseUrl: string
  timeZone: string
  today: string | null
  /** Approved spellings in Latin letters, by the author's record. */
  latinNames: ReadonlyMap<string, string>
}

/** `original`: the work that this one translates, where readers have it. */
export function referenceOf(work: Work, original: Work | undefined, known: Known): Reference {
  const { version } = work
  const translated = version.language !== version.sourceLanguage
  const first = work.originalDate ?? dayIn(known.timeZone, (original?.version ?? version).firstPublishedAt)
  const knowsFirst = work.originalDate !== null || original !== undefined || !translated
  const own = ownFacts(work, known)
  return {
    ...own, originalDate: knowsFirst && first !== own.date ? first : null,
    original: translated ? { language: version.sourceLanguage, cited: original ? referenceOf(original, undefined, known) : null } : null,
  }
}

function ownFacts(work: Work, { baseUrl, timeZone, today, latinNames }: Known): Omit<Reference, 'original' | 'originalDate'> {
  const { version, genre, siteName } = work
  return {
    key: keyOf(version), title: oneLine(version.title), language: version.language, genre, siteName: oneLine(siteName),
    authors: work.authors.map(({ text, language, author }) => ({
      name: readPersonName(text), latin: latinOf(text, language, latinNames.get(author ?? '')),
    })),
    translators: work.translators.map((name) => readPersonName(name)),
    edition: version.number, date: dayIn(timeZone, version.publishedAt), accessed: today,
    url: baseUrl + editionPath(version, version.number),
  }
}

function keyOf({ slug, language }: Version): string {
  return `${slug}-${language}`
}

const CYRILLIC = /\p{Script=Cyrillic}/u

/** The approved spelling, else by the official table, which is for Ukrainian alone. */
function latinOf(name: string, language: Language, approved: string | undefined): string | null {
  if (!CYRILLIC.test(name)) return null
  if (approved !== undefined) return oneLine(approved)
  return language === 'uk' ? wholeName(readPersonName(romanize(name))) : null
}
