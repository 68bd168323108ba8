import type { PutAway } from '../articles/details.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { ChangeOutcome } from '../db/tables/heart.ts'
import type { ErrorCode } from '../errors.ts'
import type { ShownNotice } from '../exchange/notices.ts'
import type { Format } from '../text/recognise.ts'
import type { ChangeView } from './change-view.ts'
import type { TextFault } from './document.ts'
import type { FileProblem, KeptPictures } from './files.ts'
import type { ChangeWord, FoldView } from './pieces.ts'
import type { Move } from './moves-store.ts'

/** What all pages about one original have in common. */
export interface OriginalPlace {
  article: Id
  title: { text: string; language: Language }
  language: Language
  /** The address of its text. */
  address: string
  putAway: PutAway | null
  structure: StructureNote | null
}

/** A change of the structure that waits for a decision. */
interface StructureNote {
  mine: boolean
  sender: string
  href: string
}

export interface SourcePage extends OriginalPlace {
  /** Whose page it is. */
  person: Id
  text: string
  version: number
  /** What stands in the field is not what is kept. */
  unsaved: boolean
  /** Saving takes the place of another text, which can then be gone back to. */
  instead: boolean
  draft: { at: Timestamp; older: boolean } | null
  earlier: boolean
  /** No text of it was ever approved. */
  first: boolean
  paragraphs: number
  formats: readonly Format[]
  faults: readonly TextFault[]
  read: Read | null
  file: { name: string; problem: FileProblem } | null
  pictures: Omit<KeptPictures, 'text'> | null
  /** Another text was saved meanwhile. */
  other: { text: string; at: Timestamp } | null
  refusal: ErrorCode | null
  done: SourceDone | null
}

export const SOURCE_DONE = ['saved', 'discarded', 'back', 'withdrawn'] as const
type SourceDone = (typeof SOURCE_DONE)[number]

/** `/sources/_read`: what of a text was not taken as it stands. */
export interface Read {
  language: Language
  /** The file it comes from. */
  file: { name: string; format: Format } | null
  notices: readonly ShownNotice[]
  aside: readonly string[]
  /** Pieces left out beyond those shown. */
  more: number
}

export type PlanEntry = { is: 'fold'; fold: FoldView } | { is: 'change'; change: ChangeView }

/** `/sources/_entries`: changes and what is unchanged between them, under the heading with this id. */
export interface Entries {
  entries: readonly PlanEntry[]
  title: string
}

/** `/sources/_icon`. */
export interface ChangeIcon {
  word: ChangeWord
}

/** `/sources/_summary`: a change in numbers. */
export interface Summary {
  counts: { word: ChangeWord; count: number }[]
  unchanged: number
  left: number
  translations: { language: Language; behind: number; removed: number }[]
  /** What becomes of translations is still to be said. */
  told: boolean
}

export interface PlanPage extends OriginalPlace {
  version: number
  mark: string
  /** When it was made. */
  made: Timestamp
  draftAt: Timestamp | null
  summary: Summary
  read: Read
  faults: readonly TextFault[]
  entries: PlanEntry[]
  stretch: Stretch
  /** Does it change more than texts? */
  structural: boolean
  /** Is there anything to send? */
  changes: boolean
  /** Of others' texts that wait: paragraphs that must be left. */
  obstacles: Place[]
  /** Paragraphs in whose words checks find an error. */
  faulty: Place[]
  wrong: Place[]
  putsBack: Place[]
  newer: Place[]
  message: string
  tooLong: boolean
  canApply: boolean
  moved: readonly MoveView[] | null
  refusal: ErrorCode | 'obstacles' | 'faulty' | 'structure_waits' | 'nothing' | 'draft' | 'corrected' | null
}

/** Where a change stands on the page that is shown, or on another one. */
interface Place {
  number: number | null
  href: string
}

/** Which changes are shown, counted from 1. */
export interface Stretch {
  first: number
  last: number
  of: number
  /** How many stretches all of them make. */
  parts: number
  previous: string | null
  next: string | null
}

interface MoveView extends Pick<Move, 'what' | 'at'> {
  by: string
  number: number | null
}

export interface StructurePage extends OriginalPlace {
  submission: Id
  sender: string
  sent: Timestamp
  message: string
  state: 'open' | ChangeOutcome
  /** `first`: who approved it before, where two reviewers had to. */
  decided: { by: string; first: readonly string[]; at: Timestamp; reason: string; alone: boolean } | null
  summary: Summary
  entries: PlanEntry[]
  stretch: Stretch
  /** Texts that were sent with it, and how many of them wait. */
  texts: { count: number; open: number }
  /** Why it cannot be approved any more. */
  moved: 'outline' | { numbers: number[] } | null
  shown: string
  /** May decide on structures in this language. */
  reviews: boolean
  isSender: boolean
  /** The reviewer wrote a part of it: nobody approves their own words, unless the language allows that. */
  own: 'refused' | 'allowed' | null
  /** Two reviewers have to stand behind it: who did already, and whether whoever looks is one of them. Null where one will do. */
  passed: { by: readonly string[]; mine: boolean } | null
  minor: { segment: Id; number: number; is: boolean }[]
  /** The version of the draft that planning again takes the place of; 0 without one. */
  replace: number
  reason: string
  problem: 'reason_needed' | 'reason_unusable' | 'own_words' | 'moved_on' | 'own_missing' | null
  done: StructureDone | null
}

export const STRUCTURE_DONE = ['sent', 'approved', 'passed', 'returned', 'withdrawn'] as const
type StructureDone = (typeof STRUCTURE_DONE)[number]
