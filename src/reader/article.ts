import type { SpokenName } from '../articles/details.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Genre } from '../db/tables/details.ts'
import type { BehindNotice } from '../web/frame.ts'
import type { Head } from '../web/locals.ts'
import { authorsOf, blocksOf, passageOf, shownRow, type Author, type Mark, type Passage, type Reading, type Shown } from './body.ts'
import { excerptOf, minutesOf } from './excerpt.ts'
import { openGraph, schemaOrg, versionAlternates, type PageHead, type Work } from './head.ts'
import type { CreditRow, Frozen, Version } from './model.ts'
import { articlePath, editionsPath, permalinkPath } from './paths.ts'
import type { Pictures } from './pictures.ts'
import type { Teaser } from './teasers.ts'
import type { Typesetter } from './typesetter.ts'

/** What readers are told above the text. */
export type Notice =
  /** Paragraphs that do not say what the original says now. */
  | { kind: 'behind' } & BehindNotice
  | { kind: 'partial'; count: number; language: Language }
  | { kind: 'past'; number: number; href: string }
  | { kind: 'current'; number: number; href: string }
  /** What an edition up to this one puts right. */
  | { kind: 'correction'; language: Language; text: string; at: Timestamp }
  /** An editor's preview: paragraphs without any text. */
  | { kind: 'missing'; count: number }

/** An article as readers get it; an old edition and an editor's preview are the same page with other notices. */
export interface ArticlePage extends Reading {
  head: PageHead
  language: Language
  titleText: string
  title: Passage | null
  lead: Passage | null
  authors: Author[]
  facts: ArticleFacts
  minutes: number
  notices: Notice[]
  contents: { href: string; language: Language; text: string }[]
  colophon: ArticleColophon
  related: Teaser[]
}

/** What is known of the work in all its languages. */
export interface ArticleFacts {
  genre: Genre | null
  /** When the original first appeared anywhere, as a bare date. */
  originalDate: string | null
  topics: SpokenName[]
  /** Its authors by their records, for where no byline stands. */
  writers: SpokenName[]
}

/** What stands under the text: who made it, from what, when. */
interface ArticleColophon {
  translators: string[]
  reviewers: string[]
  selfApproved: number
  /** Null in the original itself. */
  original: { language: Language; title: string; href: string; at: string } | { language: Language; at: string | null } | null
  /** In the original itself: when it first appeared, where that is known. */
  firstAppeared: string | null
  publishedAt: Timestamp | null
  /** Where this differs from the day it was published. */
  updatedAt: Timestamp | null
  edition: { number: number; href: string } | null
  permalink: string | null
  url: string | null
}

const ENOUGH_HEADINGS = 3
const LONGEST_DESCRIPTION = 160

interface Setting {
  marks: ReadonlyMap<Id, Mark>
  typesetter: Typesetter
  pictures: Pictures
}

/** The rows of an edition with their marks, for the page. */
export function shownRows(rows: readonly Frozen[], { marks, typesetter, pictures }: Setting): Shown[] {
  return rows.map((row) => shownRow(row, marks.get(row.segment_id) ?? null, typesetter, pictures))
}

/** The parts of the page that come from its paragraphs alone. */
export function readingParts(rows: readonly Shown[]): Pick<ArticlePage, 'title' | 'lead' | 'authors' | 'minutes' | 'contents' | 'blocks'> {
  const of = (kind: Shown['kind']) => {
    const row = rows.find((one) => one.kind === kind)
    return row ? passageOf(row) : null
  }
  const headings = rows.filter(({ kind }) => kind === 'heading')
  return {
    title: of('title'), lead: of('lead'), authors: authorsOf(rows), minutes: minutesOf(rows), blocks: blocksOf(rows),
    contents: headings.length < ENOUGH_HEADINGS ? [] : headings.map(({ segment, language, text }) => ({ href: `#p-${segment}`, language, text })),
  }
}

/** The lead, or how the text begins, for search engines and shared links. */
export function descriptionOf(rows: readonly Shown[]): string {
  const text = rows.find(({ kind }) => kind === 'lead') ?? rows.find(({ kind }) => kind === 'paragraph')
  return excerptOf(text?.text ?? '', LONGEST_DESCRIPTION)
}

/** What shows the article where a link to it is shared. */
export function firstPicture(rows: readonly Shown[]): Work['picture'] {
  const row = rows.find(({ kind, picture }) => kind === 'image' && picture !== null)
  return row?.picture ? { ...row.picture, alt: row.text } : null
}

/** Head of the current edition's page. */
export function articleHead(baseUrl: string, work: Work, frame: Head['frame']): PageHead {
  return {
    description: work.description, canonical: baseUrl + articlePath(work.version), alternates: versionAlternates(baseUrl, work.versions),
    meta: openGraph(baseUrl, work), linkedData: schemaOrg(baseUrl, work), ...(frame && { frame }),
  }
}

export function creditNames(rows: readonly CreditRow[], role: CreditRow['role']): string[] {
  return rows.filter((row) => row.role === role).map(({ name }) => name)
}

export function colophonOf({ version, versions, credits, facts: { originalDate }, baseUrl, dayOf }: {
  version: Version; versions: readonly Version[]; credits: readonly CreditRow[]; facts: Pick<ArticleFacts, 'originalDate'>; baseUrl: string
  dayOf: (at: Timestamp) => string
}): ArticleColophon {
  const original = versions.find(({ language }) => language === version.sourceLanguage)
  const translated = version.language !== version.sourceLanguage
  return {
    translators: creditNames(credits, 'translator'), reviewers: creditNames(credits, 'reviewer'), selfApproved: version.selfApproved,
    original: !translated ? null : original
      ? { language: original.language, title: original.title, href: articlePath(original), at: originalDate ?? original.firstPublishedAt }
      : { language: version.sourceLanguage, at: originalDate },
    firstAppeared: translated ? null : originalDate,
    publishedAt: version.firstPublishedAt,
    updatedAt: dayOf(version.publishedAt) === dayOf(version.firstPublishedAt) ? null : version.publishedAt,
    edition: { number: version.number, href: editionsPath(version) },
    permalink: permalinkPath(version.article),
    url: baseUrl + articlePath(version),
  }
}
