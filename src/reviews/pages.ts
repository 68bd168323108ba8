import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { ListKind, SegmentKind } from '../db/tables/article.ts'
import type { StateWord } from '../i18n/resources.ts'
import type { Progress } from '../web/parts.ts'
import type { DiffView } from './diff-view.ts'
import type { Choice, ProblemCode } from './verdicts.ts'

interface SpokenText {
  text: string
  language: Language
}

export interface QueuePage {
  /** The language chosen; null for all. */
  language: Language | null
  filters: { language: Language | null; count: number }[]
  rows: QueueLine[]
  previous: string | null
  next: string | null
}

export interface QueueLine {
  submission: Id
  title: SpokenText
  language: Language
  sender: string
  at: Timestamp
  message: string
  review: number
  confirmation: number
  /** What it is to the person who looks: theirs to review or confirm, or sent by them. */
  role: 'review' | 'confirm' | 'sent' | null
}

export interface SubmissionPage {
  submission: Id
  article: Id
  title: SpokenText
  language: Language
  isSource: boolean
  sender: string
  at: Timestamp
  message: string
  /** May decide here; sent it; or only looks. */
  viewer: 'reviewer' | 'sender' | 'reader'
  /** The sender has a reviewer's rights, and the language lets them approve their own words. */
  selfApproval: boolean
  canPublish: boolean
  /** How many paragraphs the person may decide on here. */
  verdicts: number
  /** How many edits wait for the person who looks to accept them. */
  confirmations: number
  total: { paragraphs: number; open: number; decided: number; spans: Progress['spans'] }
  open: OpenParagraph[]
  closed: ClosedParagraph[]
  pages: { current: number; count: number }
  notice: SubmissionNotice | null
  problems: ParagraphProblem[]
}

export type ReviewedCounts = Readonly<Record<'approved' | 'confirmed' | 'edited' | 'returned', number>>

/** How often each thing was decided, those that happened alone. */
export type Results = { result: keyof ReviewedCounts; count: number }[]

export type SubmissionNotice =
  | { about: 'reviewed'; results: Results }
  | { about: 'confirmed' }
  | { about: 'moved'; results: Results; places: Place[] }
  | { about: 'nothing_chosen' }
  | { about: 'rest'; count: number }

interface Place {
  segment: Id
  number: number
}

export interface ParagraphProblem extends Place {
  /** The id of the field. */
  field: string
  code: ProblemCode
}

interface Paragraph extends Place {
  kind: SegmentKind
  list: ListKind | null
  language: Language
  /** The paragraph's place on the page where it is translated. */
  translation: string
  /** It was not decided, because it is no longer what was shown. */
  moved: boolean
}

export interface OpenParagraph extends Paragraph {
  proposal: Id
  state: 'waiting' | 'confirmation'
  source: SourceView | null
  text: string
  /** `new`: nothing was approved here before; `still_fits`: the approved words, offered for a changed original. */
  novelty: 'new' | 'changed' | 'still_fits'
  /** From the approved text to what waits. */
  change: DiffView | null
  /** From the sender's text to the reviewer's, where the edit waits for confirmation. */
  edit: { change: DiffView; by: string } | null
  returned: EarlierReturn | null
  /** What the person may do with it, or why nothing. */
  asks: 'verdict' | 'confirmation' | 'own_edit' | 'own_part' | 'nothing'
  shown: string
  choice: Pick<Choice, 'outcome' | 'reason' | 'minor'> & { text: string }
  problem: Omit<ParagraphProblem, keyof Place> | null
  /** A changed original whose translations may stay in step. */
  mayBeMinor: boolean
}

/** A return in an earlier submission, and what changed since. */
export interface EarlierReturn {
  by: string
  at: Timestamp
  reason: string
  change: DiffView
}

export interface SourceView {
  text: string
  language: Language
  /** Null when it is what it was; else since the text was sent, or since the approved translation. */
  moved: { since: 'sent' | 'approved'; change: DiffView } | null
}

export interface ClosedParagraph extends Paragraph {
  outcome: 'approved' | 'confirmed' | 'returned' | 'replaced'
  state: StateWord
  text: string
  decisions: { outcome: 'approved' | 'confirmed' | 'returned' | 'edited'; by: string; at: Timestamp; reason: string; selfApproved: boolean }[]
  /** A return that its sender, who is looking, has not answered yet. */
  asksForText: boolean
  /** Where it waits now, if elsewhere. */
  waitsIn: Id | null
  /** What somebody typed for it before it moved. */
  kept: { text: string; reason: string } | null
}
