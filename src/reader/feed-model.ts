import { createHash } from 'node:crypto'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Version } from './model.ts'

/** What feed readers get of one article in one language, or of one edition. All addresses are whole. */
export interface Entry {
  id: string
  url: string
  language: Language
  title: string
  summary: string
  contentHtml: string
  published: Timestamp
  updated: Timestamp
  authors: readonly string[]
  translators: readonly string[]
  topics: readonly { text: string; language: Language }[]
  /** The same in other languages. */
  alternates: readonly { language: Language; url: string }[]
  picture: string | null
}

export interface Feed {
  title: string
  /** Null for one of all languages. */
  language: Language | null
  /** Of the title. */
  titleLanguage: Language
  /** Where the feed is, and the page that it follows. */
  self: string
  home: string
  /** The same feed in other languages. */
  alternates: readonly { language: Language; url: string }[]
  siteName: string
  icon: string
  entries: readonly Entry[]
}

// A name space of our own, drawn once: ids made in it never meet those of others.
const NAMESPACE = Buffer.from('5b0f9d52c1c84d0f9a3e6d1f0c7be214', 'hex')

/**
 * A name for ever (UUID, version 5): made of what never changes, so that neither a new slug nor a new host shows feed readers the same
 * article twice.
 */
function permanentId(...parts: readonly string[]): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(parts.join('/')).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return `urn:uuid:${bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`
}

export function entryId({ article, language }: Pick<Version, 'article' | 'language'>): string {
  return permanentId('article', article, language)
}

export function editionId(edition: Id): string {
  return permanentId('edition', edition)
}

/** When anything in it was last updated; the beginning of time while nothing is. */
export function updatedAt({ entries }: Pick<Feed, 'entries'>): Timestamp {
  return entries.reduce((latest, { updated }) => (updated > latest ? updated : latest), '1970-01-01T00:00:00.000Z')
}

/** The same feed in these languages, but for its own. */
export function otherFeeds(own: Language, languages: readonly Language[], urlOf: (language: Language) => string): Feed['alternates'] {
  return languages.filter((tag) => tag !== own).map((tag) => ({ language: tag, url: urlOf(tag) }))
}
