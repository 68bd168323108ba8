import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { SegmentKind, SiteText } from '../db/tables/article.ts'
import type { Problem } from '../i18n/resources.ts'
import type { DiffView } from '../reviews/diff-view.ts'
import type { Problems } from '../web/form.ts'
import type { Blocker } from './blockers.ts'
import type { TimeProblem } from './moments.ts'

export interface PublishPage {
  article: Id
  title: Title
  siteText: SiteText | null
  language: Language
  /** Null when this is the article's own language. */
  sourceLanguage: Language | null
  /** `/desk/articles/<id>/languages/<language>` */
  room: string
  canPublish: boolean
  now: PublishedNow | null
  /** The number that the next edition will have. */
  next: number
  checklist: Checklist
  changes: ReaderChanges
  schedules: ScheduleView[]
  form: PublishForm
  /** Something typed in the form was refused. */
  mistaken: boolean
  withdrawal: { reason: string; problem: Problem | null }
  editions: EditionLine[]
  notice: PublishNotice | null
}

interface Title {
  text: string
  language: Language
}

export type PublishNotice =
  'withdrawn' | 'scheduled' | 'scheduled_gap' | 'scheduled_overlap' | 'rescheduled' | 'rescheduled_gap' | 'rescheduled_overlap' | 'unscheduled' | 'put_away'
  | 'moved' | 'same' | 'gaps' | 'not_published' | 'plan_moved'

export interface PublishedNow {
  number: number
  at: Timestamp
  by: string
  /** Where readers find it, as a path. */
  href: string
  url: string
}

/** What is ready and what is not. */
export interface Checklist {
  blockers: Blocker[]
  total: number
  approved: number
  inStep: boolean
  titleApproved: boolean
  selfApproved: number
  /** `ready`; `accept`: by an explicit yes to the numbers; `same`: nothing is left to publish; else work comes first. */
  state: 'ready' | 'accept' | 'same' | 'blocked'
}

/** `/editions/_blocker` */
export interface BlockerLine extends Blocker {
  /** Says that it can be taken on: once for each number. */
  hinted: boolean
}

export interface PublishForm {
  /** Null for a text of the site: it has no address of its own. */
  slug: string | null
  /** What stands before the slug: `https://example.org/uk/articles/`. */
  address: string
  note: string
  correction: string
  /** Readers of translations are told at once; null where this is a translation itself. */
  important: boolean | null
  /** What other languages tell their readers now. */
  corrections: { language: Language; text: string }[]
  missing: number
  behind: number
  /** The mark of all that stands on the page. */
  shown: string
  acceptMissing: boolean
  acceptBehind: boolean
  together: Together | null
  later: boolean
  date: string
  time: string
  /** Of the site's place. */
  zone: string
  whenProblem: TimeProblem | null
  problems: Problems
}

/** The original's next edition, which can be published with this one. */
export interface Together {
  checked: boolean
  /** Without the original nothing can be published here. */
  needed: boolean
  number: number
  language: Language
  title: string
  /** The marks of both contents, as they would be then. */
  shown: string
  originalShown: string
  changes: ReaderChanges
}

/** What waits for its time, or was refused then. */
export interface ScheduleView {
  id: Id
  state: 'waiting' | 'refused'
  reason: RefusalReason
  at: Timestamp
  by: string
  scheduledAt: Timestamp
  /** The languages published together at that time, this one among them. */
  languages: Language[]
  /** Paragraphs that readers would get otherwise if it were published now. */
  changedSince: number
  language: Language
  canChange: boolean
  date: string
  time: string
  problem: TimeProblem | null
}

export const REFUSALS = ['no_right', 'trashed', 'slug_taken', 'unfillable', 'same', 'revoked', 'other'] as const
type RefusalReason = (typeof REFUSALS)[number]

export interface ReaderChanges {
  /** Readers have nothing yet. */
  first: boolean
  /** They have exactly this already. */
  none: boolean
  lines: ChangeLine[]
  /** Changed paragraphs that are not shown one by one. */
  more: number
  /** How many paragraphs changed and how, in words. */
  summary: string
}

export type Change =
  'changed' | 'added' | 'removed' | 'translated' | 'gap' | 'marked' | 'unmarked' | 'refreshed' | 'reshaped' | 'split' | 'merged'

export interface ChangeLine {
  segment: Id
  /** Of the paragraph in the new edition; in the current one when it is removed. */
  number: number
  kind: SegmentKind
  what: Change
  /** Into how many it was split, from how many it was merged; else 1. */
  count: number
  language: Language
  diff: DiffView | null
  text: string
  /** Whose approval it was, where that is known. */
  approved: { by: string; at: Timestamp } | null
}

export interface EditionLine {
  number: number
  at: Timestamp
  by: string
  partial: number
  behind: number
  selfApproved: number
  note: string
  correction: string
  important: boolean
  hash: string
  current: boolean
  /** Why an earlier text was brought back as this edition; empty for one published as usual. */
  reason: string
  withdrawn: { by: string; at: Timestamp; reason: string } | null
  href: string
  /** Where its text is brought back; null where that would change nothing, or for people without the right. */
  restore: string | null
  typed: { reason: string; problem: Problem | null; unaccepted: Problem | null }
  /** Of what would come back: the numbers of paragraphs that were undone since. */
  undone: number[]
}

/** `/editions/_edition`: an edition, and the number that bringing it back would make. */
export interface EditionEntry extends EditionLine {
  next: number
  language: Language
}

/** One edition, and what it changed. */
export interface EditionPage {
  article: Id
  title: Title
  language: Language
  room: string
  edition: EditionLine
  /** Just published or brought back: where readers find the article, and what could come next. */
  done: 'published' | 'together' | 'restored' | null
  places: ReaderPlace[]
  /** After an original came out: translations that do not say the same any more. */
  behind: { language: Language; count: number; href: string }[]
  /** The edition it is compared with; null for the first. */
  from: number | null
  numbers: number[]
  changes: ReaderChanges
}

/** A language of the site, and where its readers find the article; `href` is null while they do not. */
export interface ReaderPlace {
  language: Language
  number: number | null
  href: string | null
  url: string
  /** Where that language is published from. */
  desk: string
}

/** `/editions/_mark` */
export interface ChecklistMark {
  mark: 'done' | 'missing' | 'note'
}

/** `/editions/_accept`: a box to tick for publishing all the same. */
export interface AcceptBox {
  name: string
  /** Where a page has several of the name. */
  id?: string
  label: string
  checked: boolean
  problem: Problem | undefined
  text: string
}
