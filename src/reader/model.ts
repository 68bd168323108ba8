import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Row } from '../db/schema.ts'
import type { SiteText } from '../db/tables/article.ts'

/** One language of an article, as readers get it now. */
export interface Version {
  article: Id
  language: Language
  sourceLanguage: Language
  siteText: SiteText | null
  edition: Id
  number: number
  /** Covers the whole edition, and the edition before it. */
  hash: string
  title: string
  /** The name it is found under; its id where the slug was given to another of its languages. */
  slug: string
  partial: number
  behind: number
  selfApproved: number
  firstPublishedAt: Timestamp
  publishedAt: Timestamp
}

export type Frozen = Row<'edition_segment'>
export type WordsRow = Pick<Frozen, 'edition_id' | 'segment_id' | 'kind' | 'language' | 'text'>
export type CreditRow = Pick<Row<'edition_credit'>, 'role' | 'name'>

export interface PastEdition {
  id: Id
  number: number
  hash: string
  title: string
  partial: number
  behind: number
  selfApproved: number
  /** What it put right, for readers; mostly empty. */
  correction: string
  at: Timestamp
  /** Taken from readers, for good: its text is not shown again. */
  withdrawn: boolean
}
