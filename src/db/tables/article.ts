import type { Id, Language, Timestamp } from '../columns.ts'
import type { Genre } from './details.ts'

export type ArticleKind = 'article' | 'site'
export type SiteText = 'mission' | 'contacts' | 'about'
export type SegmentKind =
  'title' | 'lead' | 'heading' | 'paragraph' | 'list_item' | 'quotation' | 'image' | 'caption' | 'code' | 'rule' | 'author_name' | 'author_role'
export type ListKind = 'ordered' | 'bulleted'

export interface ArticleTables {
  article: {
    id: Id
    kind: ArticleKind
    /** Which of the site's own texts this is; null for an article. Unique. */
    site_text: SiteText | null
    source_language: Language
    /** Counts the writes that touched this article. */
    version: number
    created_by: Id
    created_at: Timestamp
    genre: Genre | null
    /** When the original first appeared, here or elsewhere: a bare date. */
    original_date: string | null
    /** Out of the lists; readers keep what is published. */
    archived_at: Timestamp | null
    archived_by: Id | null
    /** Out of everything: nobody works on it until it is restored. */
    trashed_at: Timestamp | null
    trashed_by: Id | null
  }
  /** Any slug ever used leads somewhere for ever: a retired one redirects. */
  slug: { text: string; article_id: Id; language: Language; created_at: Timestamp; retired_at: Timestamp | null }
  segment: { id: Id; article_id: Id; created_at: Timestamp }
  /** The structure of an article as of one accepted change of its source. */
  outline: { id: Id; article_id: Id; number: number; created_by: Id; created_at: Timestamp }
  outline_row: {
    outline_id: Id
    position: number
    segment_id: Id
    kind: SegmentKind
    /** Heading level 2–4, list nesting from 1, else 0. */
    level: number
    list: ListKind | null
    /** The picture of an `image`, whose text is the alternative text. */
    asset: string | null
  }
  /** A picture, stored once: `hash` is SHA-256 of `bytes`. Width and height in pixels. */
  asset: { hash: string; type: string; width: number; height: number; bytes: Uint8Array; created_by: Id; created_at: Timestamp }
  /** The same picture, smaller, for narrow screens. */
  rendition: { asset: string; width: number; height: number; bytes: Uint8Array }

  /** Views: of pictures in editions that readers can open, and of no others. */
  published_asset: Pick<ArticleTables['asset'], 'hash' | 'type' | 'width' | 'height' | 'bytes'>
  published_rendition: ArticleTables['rendition'] & { type: string }
}
