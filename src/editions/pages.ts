import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { SegmentKind, SiteText } from '../db/tables/article.ts'
import type { Problem } from '../i18n/resources.ts'
import type { DiffView } from '../reviews/diff-view.ts'
import type { Problems } from '../web/form.ts'

export interface PublishPage {
  article: Id
  title: { text: string; language: Language }
  siteText: SiteText | null
  language: Language
  /** Null when this is the article's own language. */
  sourceLanguage: Language | null
  /** `/desk/articles/<id>/languages/<language>` */
  room: string
  canPublish: boolean
  canPublishSource: boolean
  now: PublishedNow | null
  /** The number that the next edition will have. */
  next: number
  checklist: Checklist
  changes: ReaderChanges
  form: PublishForm
  /** Something typed in the form was refused. */
  mistaken: boolean
  withdrawal: { reason: string; problem: Problem | null }
  editions: EditionLine[]
  notice: PublishNotice | null
}

export type PublishNotice = 'published' | 'restored' | 'withdrawn' | 'moved' | 'same' | 'not_published'

export interface PublishedNow {
  number: number
  at: Timestamp
  by: string
  /** Where readers find it, as a path. */
  href: string
  url: string
}

export interface Place {
  segment: Id
  number: number
  href: string
}

export interface Checklist {
  total: number
  approved: number
  missing: Gap[]
  titleApproved: boolean
  /** Gaps that even the original cannot fill: how many. */
  unfillable: number
  behind: Gap[]
  behindCount: number
  selfApproved: number
  /** May it be published at all, by an explicit act at least? */
  possible: boolean
}

/** Paragraphs that lack the same thing. */
export interface Gap {
  why: 'not_started' | 'returned' | 'behind' | 'waiting' | 'confirmation'
  places: Place[]
}

export interface PublishForm {
  /** Null for a text of the site: it has no address of its own. */
  slug: string | null
  /** What stands before the slug: `https://example.org/uk/articles/`. */
  address: string
  note: string
  missing: number
  behind: number
  /** The mark of all that stands on the page. */
  shown: string
  acceptMissing: boolean
  acceptBehind: boolean
  problems: Problems
}

export interface ReaderChanges {
  /** Readers have nothing yet. */
  first: boolean
  /** They have exactly this already. */
  none: boolean
  lines: ChangeLine[]
  /** Changed paragraphs that are not shown one by one. */
  more: number
  reordered: boolean
}

export interface ChangeLine {
  segment: Id
  /** Of the paragraph in the new edition; in the current one when it is removed. */
  number: number
  kind: SegmentKind
  what: 'changed' | 'added' | 'removed' | 'translated' | 'gap' | 'marked' | 'unmarked' | 'refreshed' | 'reshaped'
  language: Language
  diff: DiffView | null
  text: string
}

export interface EditionLine {
  number: number
  at: Timestamp
  by: string
  partial: number
  behind: number
  selfApproved: number
  note: string
  hash: string
  current: boolean
  withdrawn: { by: string; at: Timestamp; reason: string } | null
  /** Where its text is brought back; null where that would change nothing, or for people without the right. */
  restore: string | null
  typed: { note: string; problem: Problem | null }
}

/** `/editions/_edition`: an edition, and the number that bringing it back would make. */
export interface EditionEntry extends EditionLine {
  next: number
}

/** `/editions/_mark` */
export interface ChecklistMark {
  mark: 'done' | 'missing' | 'note'
}

/** `/editions/_accept`: a box to tick for publishing all the same. */
export interface AcceptBox {
  name: string
  label: string
  checked: boolean
  problem: Problem | undefined
}
