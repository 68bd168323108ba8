import type { Id } from '../db/columns.ts'
import type { Row } from '../db/schema.ts'
import type { ListKind, SegmentKind, SiteText } from '../db/tables/article.ts'
import type { NewDetails } from './details.ts'

export type Article = Row<'article'>

/** Most paragraphs of one article. */
export const MOST_SEGMENTS = 10_000
/** Longest article text that is brought in, in UTF-16 units. */
export const LONGEST_TEXT = 4_000_000
/** Longest paragraph, in UTF-16 units. */
export const LONGEST_SEGMENT = 50_000

/** A paragraph to bring in, its text already cleaned. */
export interface NewSegment {
  kind: SegmentKind
  level: number
  list: ListKind | null
  /** Hash of an image's picture. */
  asset?: string | null
  text: string
}

export interface NewArticle {
  /** An id made beforehand: the same article sent twice is brought in once. */
  id?: Id
  language: string
  siteText: SiteText | null
  segments: readonly NewSegment[]
  /** Record the texts as approved on import; else they wait for review like any text. */
  approved: boolean
  message: string
  /** What is known of it besides its texts; nothing when this is left out. */
  details?: NewDetails
}

export interface ImportedArticle {
  article: Id
  segments: Id[]
  /** Where the texts wait for review; null when they were recorded as approved. */
  submission: Id | null
}
