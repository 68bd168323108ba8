import type { Finding } from '../checks/model.ts'
import type { PictureView } from '../assets/shown.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { ChangeOutcome } from '../db/tables/heart.ts'
import type { MarkCategory, MarkSeverity } from '../db/tables/quality.ts'
import type { ListKind, SegmentKind } from '../db/tables/article.ts'
import type { StateWord } from '../i18n/resources.ts'
import type { Withdrawal } from '../translations/withdrawing.ts'
import type { MarkView, QualityView } from '../quality/marks-view.ts'
import type { TypedMark } from '../quality/marks.ts'
import type { Judged } from '../quality/model.ts'
import type { FindingView } from '../translations/findings.ts'
import type { OfferedView } from '../translations/offered.ts'
import type { Progress } from '../web/parts.ts'
import type { DiffView } from './diff-view.ts'
import type { Choice, ProblemCode } from './verdicts.ts'

export interface SpokenText {
  text: string
  language: Language
}

export interface SubmissionPage {
  submission: Id
  /** Who looks at it. */
  person: Id
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
  /** Two reviewers have to stand behind a text in this language. */
  second: boolean
  /** How many paragraphs the person may decide on here. */
  verdicts: number
  /** How many of them are their own words, and whether they forgot to say that they know it. */
  own: OwnWords
  /** For its sender, while something of it waits. */
  withdrawal: Withdrawal | null
  /** How many edits wait for the person who looks to accept them. */
  confirmations: number
  total: { paragraphs: number; open: number; decided: number; spans: Progress['spans'] }
  /** What was decided, counted apart: an edit is not a return. */
  /** What was judged here, for those whom it concerns. */
  quality: QualityView | null
  outcomes: { outcome: 'approved' | 'edited' | 'confirmation' | 'returned' | 'review'; count: number }[]
  returned: WholeReturn | null
  /** The change of the structure that was sent with it, which has a page of its own. */
  sourceChange: { id: Id; href: string; state: 'open' | ChangeOutcome } | null
  /** How many paragraphs of the section would need an update in which language, were all of it approved as substantive. */
  impact: Impact
  open: number
  /** Words kept for what is decided: they can be thrown away. */
  keeps: boolean
  /** There are marks here that the person who looks made, and may take back. */
  withdraws: boolean
  /** Is there nothing left here but words of one's own, to be returned or left to somebody else? */
  onlyOwn: boolean
  /** The section in the article's order, what is decided folded. */
  rows: { open: OpenParagraph | null; closed: ClosedParagraph | null }[]
  /** Changes of quotation marks, dashes, apostrophes and spaces alone, that nothing else speaks against. */
  typography: OpenParagraph[]
  sections: SectionLink[]
  next: number | null
  /** Choices saved in other sections and not sent. */
  elsewhere: number
  notice: SubmissionNotice | null
  problems: ParagraphProblem[]
}

/** How many translations an approval puts behind, by language. */
export type Impact = readonly { language: Language; count: number }[]

export interface OwnWords {
  count: number
  missing: boolean
}

export type ReviewedCounts = Readonly<Record<'approved' | 'confirmed' | 'passed' | 'edited' | 'returned', number>>

/** How often each thing was decided, those that happened alone. */
export type Results = { result: keyof ReviewedCounts; count: number }[]

export type SubmissionNotice =
  | { about: 'reviewed'; results: Results }
  | { about: 'confirmed' | 'passed' }
  /** `gone`: how many wait here no more, so that nothing is left to decide on them. */
  | { about: 'moved'; results: Results; places: Place[]; gone: number }
  | { about: 'nothing_chosen' }
  | { about: 'saved' | 'forgotten' }
  | { about: 'own_words' }

export interface SectionLink {
  number: number
  href: string
  /** Paragraphs in it that wait, and for how many of them a choice is saved. */
  open: number
  chosen: number
  current: boolean
  /** Sections were left out before this one. */
  gap: boolean
}

/** A submission that was returned as a whole: one message to its sender. */
export interface WholeReturn {
  by: string
  at: Timestamp
  reason: string
  examples: (Place & { reason: string })[]
}

export interface Place {
  segment: Id
  number: number
}

export interface ParagraphProblem extends Place {
  /** The id of the field. */
  field: string
  code: ProblemCode
  /** The error that checks find in the text. */
  finding?: Pick<Finding, 'says' | 'words'>
}

interface Paragraph extends Place {
  kind: SegmentKind
  list: ListKind | null
  language: Language
  /** Of an alternative text and a caption. */
  picture: PictureView | null
  /** Where this paragraph is translated. */
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
  /** Reviewers who found it good as it is, where two have to. */
  stood: { by: string; at: Timestamp }[]
  /** It is approved once the person who looks finds it good; else another reviewer has to. */
  decides: boolean
  returned: EarlierReturn | null
  /** What checks say of the text. */
  findings: readonly (Judged & Pick<FindingView, 'addHref'>)[]
  /** Where its words came from, unless somebody wrote them. */
  offered: OfferedView | null
  /** What readers reported that this came from; the way there is null for those who have no part in it. */
  reported: { remark: string; href: string | null }[]
  /** What the person may do with it, or why nothing. */
  asks: 'verdict' | 'confirmation' | 'passed' | 'own_edit' | 'own_part' | 'nothing'
  /** A decision on one's own words, where the language allows that. */
  own: boolean
  shown: string
  choice: Pick<Choice, 'outcome' | 'reason' | 'minor'> & { text: string }
  /** Lines for what is wrong in the text; null where nothing is marked. */
  marking: Marking | null
  /** Of the saved choice. */
  version: number
  /** The choice was saved and not sent; dropped when what was shown has moved on since. */
  saved: { at: Timestamp; dropped: boolean } | null
  problem: Omit<ParagraphProblem, keyof Place> | null
  /** A changed original whose translations may stay in step. */
  mayBeMinor: boolean
  /** Both the original and the translation changed since they were approved together. */
  diverged: boolean
  /** Languages whose translation needs an update once this is approved, unless it is minor. */
  puts: Language[]
}

/** `_marks`: lines for marks, typed or empty, and what each can say. */
interface Marking {
  lines: TypedMark[]
  /** Where all that was typed is kept, and there is room for another mark; null where there are as many as there may be. */
  another: string | null
  categories: readonly MarkCategory[]
  severities: readonly MarkSeverity[]
}

/** `_mark-line`: fields for one mark, the nth of the proposal. */
export interface MarkLine extends Omit<Marking, 'lines' | 'another'> {
  line: TypedMark
  n: number
  proposal: Id
  language: Language
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
  /** The longer way, from the original of the approved translation, where it is another one. */
  sinceApproved: DiffView | null
}

export interface ClosedParagraph extends Paragraph {
  /** `gone`: its sender took it back, or has replaced it since. */
  outcome: 'approved' | 'confirmed' | 'returned' | 'replaced' | 'gone'
  state: StateWord
  text: string
  decisions: SaidDecision[]
  /** What was marked in the text, for those whom it concerns. */
  marks: MarkView[]
  /** A return that its sender, who is looking, has not answered yet. */
  asksForText: boolean
  /** Where it waits now, if elsewhere. */
  waitsIn: Id | null
  /** What somebody typed for it before it moved. */
  kept: { text: string; reason: string; marks: TypedMark[]; draft: Id | null } | null
}

interface SaidDecision {
  outcome: 'approved' | 'confirmed' | 'passed' | 'accepted' | 'returned' | 'edited'
  by: string
  at: Timestamp
  reason: string
  /** Its reason is the one that the whole submission was returned with. */
  common: boolean
  selfApproved: boolean
}
