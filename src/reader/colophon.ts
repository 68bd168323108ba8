import type { Language, Timestamp } from '../db/columns.ts'
import type { MadeFrom } from './made-from.ts'
import type { CreditRow, Version } from './model.ts'
import { articlePath, editionPath, editionsPath, permalinkPath } from './paths.ts'

/** What stands under the text: who made it, from what, when. */
export interface ArticleColophon {
  translators: string[]
  reviewers: string[]
  selfApproved: number
  /** Null in the original itself. */
  original: { language: Language; title: string; href: string; at: string } | { language: Language; at: string | null } | null
  /** Which edition of the original it was translated from, where that can be told. */
  madeFrom: MadeFrom | null
  /** In the original itself: when it first appeared, where that is known. */
  firstAppeared: string | null
  publishedAt: Timestamp | null
  /** Where this differs from the day it was published. */
  updatedAt: Timestamp | null
  edition: EditionFacts | null
  permalink: string | null
  url: string | null
}

interface EditionFacts {
  number: number
  /** The edition's own page, for good, and the list of all of them. */
  href: string
  all: string
  hash: string
  publishedAt: Timestamp
  /** This is the edition's own page: all is told of the hash. */
  frozen: boolean
}

export function creditNames(rows: readonly CreditRow[], role: CreditRow['role']): string[] {
  return rows.filter((row) => row.role === role).map(({ name }) => name)
}

interface Known {
  version: Version
  versions: readonly Version[]
  credits: readonly CreditRow[]
  originalDate: string | null
  madeFrom: MadeFrom | null
  baseUrl: string
  dayOf: (at: Timestamp) => string
  frozen: boolean
}

export function colophonOf({ version, versions, credits, originalDate, madeFrom, baseUrl, dayOf, frozen }: Known): ArticleColophon {
  const original = versions.find(({ language }) => language === version.sourceLanguage)
  const translated = version.language !== version.sourceLanguage
  const { number, hash, publishedAt } = version
  return {
    translators: creditNames(credits, 'translator'), reviewers: creditNames(credits, 'reviewer'), selfApproved: version.selfApproved,
    original: !translated ? null : original
      ? { language: original.language, title: original.title, href: articlePath(original), at: originalDate ?? original.firstPublishedAt }
      : { language: version.sourceLanguage, at: originalDate },
    madeFrom,
    firstAppeared: translated ? null : originalDate,
    publishedAt: version.firstPublishedAt,
    updatedAt: dayOf(publishedAt) === dayOf(version.firstPublishedAt) ? null : publishedAt,
    edition: { number, hash, publishedAt, frozen, href: editionPath(version, number), all: editionsPath(version) },
    permalink: permalinkPath(version.article),
    url: baseUrl + (frozen ? editionPath(version, number) : articlePath(version)),
  }
}
