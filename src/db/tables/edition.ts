import type { Id, Language, Timestamp } from '../columns.ts'
import type { ArticleKind, ListKind, SegmentKind, SiteText } from './article.ts'

export type ScheduleState = 'waiting' | 'published' | 'cancelled' | 'superseded' | 'refused'

export interface EditionTables {
  edition: {
    id: Id
    article_id: Id
    article_kind: ArticleKind
    site_text: SiteText | null
    language: Language
    source_language: Language
    number: number
    title: string
    outline_id: Id
    /** Canonical JSON; the hash is chained to the edition before. */
    manifest: string
    hash: string
    previous_hash: string
    /** How many paragraphs stand in the source language, and how many are behind it. */
    partial: number
    behind: number
    /** How many paragraphs were approved by their own writer, where the policy allows that. */
    self_approved: number
    /** For those who publish. */
    note: string
    /** For readers, beside the article: what this edition puts right. */
    correction: string
    /** `yes`: what it changes is told to readers of translations at once, without the days of grace. */
    important: 'yes' | 'no'
    published_by: Id
    created_at: Timestamp
  }
  edition_segment: {
    edition_id: Id
    position: number
    segment_id: Id
    kind: SegmentKind
    level: number
    list: ListKind | null
    asset: string | null
    /** Differs from the edition's where a gap is filled from the source's edition. */
    language: Language
    text: string
    hash: string
    /** Hash and substance of the source text the approved text was made from. */
    source_hash: string
    substance: Id
    /** `behind` or `in_step` when it was published. */
    step: 'in_step' | 'behind'
  }
  /** Who is credited, frozen with the edition: names as they were. */
  edition_credit: { edition_id: Id; role: 'translator' | 'reviewer'; position: number; name: string }
  /** Which paragraphs came of which since the edition before it: parts of a split one, and what was joined into one. */
  edition_lineage: { edition_id: Id; segment_id: Id; from_segment_id: Id; role: 'split' | 'join' }
  edition_event: {
    id: Id
    edition_id: Id
    article_id: Id
    language: Language
    event: 'publish' | 'withdraw'
    reason: string
    by: Id
    at: Timestamp
  }
  /** An index over `edition_event` that `zvirka verify` recomputes: what readers get now. */
  publication: { article_id: Id; language: Language; edition_id: Id; first_published_at: Timestamp; published_at: Timestamp }
  /** What is to be published at a time, by whoever asked for it then. Readers know nothing of it. */
  schedule: {
    id: Id
    due_at: Timestamp
    state: ScheduleState
    /** Why it was refused or closed, as a code; empty while it waits. */
    reason: string
    scheduled_by: Id
    created_at: Timestamp
    closed_at: Timestamp | null
  }
  /** One language of it. `content` is canonical JSON of all that readers will get, never changed later; `slug` is kept free meanwhile. */
  schedule_part: { schedule_id: Id; position: number; article_id: Id; language: Language; title: string; slug: string; content: string }
  /** One row: grows with every change of what readers see. */
  generation: { id: number; number: number }
}
