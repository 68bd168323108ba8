import type { NewSegment } from '../articles/model.ts'
import type { Id, Language } from '../db/columns.ts'
import type { OutlineRow } from '../segments/model.ts'
import type { Aligned, Change } from '../text/align/model.ts'

/** A paragraph of the changed text. */
export type Block = NewSegment

/** Translations of some paragraphs into one language: those approved, and those that wait for review. */
export interface Translated {
  language: Language
  approved: number
  open: number
  /** Of one paragraph's: the hash of the original's words that the approved one was made for. */
  of?: string | null
}

/** What waits for review of a paragraph of the original. */
export interface Waiting {
  proposal: Id
  submission: Id
  revision: Id
  hash: string
  /** Sent by the person who asks. */
  mine: boolean
  sender: Id
}

/** A paragraph of the original as it stands now. */
export interface SourceParagraph extends OutlineRow {
  /** What an edit of the whole text starts from: the approved words, or the newest while none were ever approved. */
  text: string
  hash: string
  revision: Id
  approved: Id | null
  /** A return that nobody has answered. */
  returned: Id | null
  waiting: Waiting | null
  translations: Translated[]
}

/** A paragraph that was removed, with the words it had last. */
export interface ArchivedParagraph extends OutlineRow {
  text: string
  hash: string
  revision: Id
  translations: Translated[]
}

/** A change of the structure that waits for a decision. */
interface OpenStructure {
  id: Id
  submission: Id
  sender: Id
  mine: boolean
}

/** An original as one person finds it. */
export interface SourceState {
  article: Id
  language: Language
  outline: Id
  rows: SourceParagraph[]
  archived: ArchivedParagraph[]
  /** Which paragraphs were once approved with other words than they have now, by the hash of those. */
  past: ReadonlyMap<string, readonly Id[]>
  /** Words of the site that are right as they stand, folded. */
  known: ReadonlySet<string>
  structure: OpenStructure | null
  /** Of all that a plan depends on: another mark, another plan. */
  mark: string
}

/** What an editor decides about one block: the paragraph it carries on (one of the article, removed ones too) or `new`; is it minor? */
export interface Choice {
  as?: Id | 'new'
  minor?: boolean
  /** Kept under the paragraph's id: it stays as it is, whatever the text says. */
  leave?: boolean
}

/** By `blockKeys`, so that choices stay with their words when the rest of the text changes. */
export type Choices = Readonly<Record<string, Choice>>

/** Why a choice cannot be followed; the plan goes on as if it had not been made. */
export interface PlanProblem {
  key: string
  code: 'unknown_paragraph' | 'taken_twice' | 'other_kind'
}

/** Why a row cannot be sent: somebody else's words for it wait for review. */
export type Obstacle = 'waits_already'

/** What becomes of one paragraph: each block of the changed text in its order. */
export interface PlanRow {
  key: string
  /** Its place among the blocks, from 0. */
  block: number
  change: Aligned['change']
  moved: boolean
  kindChanged: boolean
  pictureChanged: boolean
  /** The identity it carries on; null for one that needs a new one. */
  segment: Id | null
  /** The paragraphs its words come from, in order. */
  from: readonly Id[]
  /** Which part of a split it is, from 1. */
  part: number | null
  kind: OutlineRow['kind']
  level: number
  list: OutlineRow['list']
  asset: string | null
  text: string
  /** The two texts to compare: what was joined or is split is joined by a space. Null where there is nothing to compare. */
  compare: { before: string; after: string } | null
  /** Null where a change cannot be minor. */
  minor: boolean | null
  /** Translations that it leaves behind. */
  touched: Translated[]
  /** Those of them that were approved for these very words: they are up to date again. */
  restored: Translated[]
  obstacle: Obstacle | null
  /** What checks find in these words that keeps them from review. */
  error: { says: string; words: Record<string, string | number> } | null
  /** These very words wait for review already: nothing is sent. */
  waits: boolean
  /** A removed paragraph whose words are similar. */
  offered: { segment: Id; text: string; translations: Translated[] } | null
  choice: Choice | null
}

/** A paragraph that the changed text does not have any more. */
export interface RemovedRow {
  segment: Id
  /** Its old place, from 0. */
  position: number
  /** The row before which it stood; their number if after all. */
  at: number
  kind: OutlineRow['kind']
  text: string
  /** Its translations, which are kept. */
  touched: Translated[]
  obstacle: Obstacle | null
}

export interface Plan {
  rows: PlanRow[]
  removed: RemovedRow[]
  problems: PlanProblem[]
  counts: Record<Change, number>
  /** All rows' together. */
  touched: Translated[]
  /** Does the order, the number or the kind of paragraphs change? */
  structural: boolean
  /** A structure that waits: somebody else's stands in the way of another one, one's own is replaced. */
  structure: OpenStructure | null
  /** Is there anything to send? */
  changes: boolean
  /** Of the state it was made from. */
  mark: string
}
