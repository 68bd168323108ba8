import type { Title } from '../articles/store.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { SegmentKind } from '../db/tables/article.ts'
import type { Problem } from '../i18n/resources.ts'
import type { Problems } from '../web/form.ts'

/** Whose texts to undo, and the plan of it. */
export interface UndoPage {
  people: readonly { id: Id; name: string }[]
  /** Those that the person on the page may publish. */
  languages: readonly Language[]
  typed: { person: string; language: string; from: string; to: string }
  problems: Problems
  plan: UndoPlan | null
  /** What has just been done. */
  done: number | null
  /** What was asked for and not done, because something happened there meanwhile. */
  moved: { count: number; places: readonly PlaceLink[] }
}

export interface UndoPlan {
  person: string
  language: Language
  articles: readonly PlannedArticle[]
  count: number
  untouched: readonly UntouchedLine[]
  /** Paragraphs in which no text of theirs stands. */
  gone: number
  /** Where this part begins, for the form. */
  after: string
  next: string | null
  first: string | null
  /** The same part with everything chosen, and with nothing. */
  all: string
  none: string
  reason: string
  problem: { reason: Problem | null; none: boolean }
  /** Changes of the structure of originals, which are not undone here. */
  structures: readonly { href: string; title: Title | null; at: Timestamp }[]
}

export interface PlannedArticle {
  article: Id
  title: Title
  rows: readonly PlannedRow[]
}

interface PlaceLink {
  href: string
  number: number
  title: Title
}

/** `_row`: one paragraph of the plan. */
export interface PlannedRow {
  segment: Id
  value: string
  chosen: boolean
  number: number
  kind: SegmentKind
  href: string
  removed: boolean
  goes: readonly ('approved' | 'waiting' | 'returned')[]
  language: Language
  changesHtml: string
  back: { state: 'approved' | 'waiting'; by: string; at: Timestamp } | null
  stays: string | null
}

interface UntouchedLine extends PlaceLink {
  segment: Id
  removed: boolean
  why: 'trash' | 'changed' | 'own_later' | 'first_text' | 'structure'
  by: string
  at: Timestamp
}

/** `_plan`: the plan, with what its form was asked by. */
export interface UndoPlanView {
  plan: UndoPlan
  typed: UndoPage['typed']
}
