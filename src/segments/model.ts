import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { ListKind, SegmentKind } from '../db/tables/article.ts'
import type { Awaits, Origin, Outcome } from '../db/tables/heart.ts'
import type { KnownLinks } from '../text/links.ts'

/** Decisions after which the segment has that revision as its approved text. */
export const APPROVING = ['approved', 'confirmed', 'imported'] as const satisfies readonly Outcome[]

/** One place in an article's structure. */
export interface OutlineRow {
  segment: Id
  position: number
  kind: SegmentKind
  /** Heading level 2–4, list nesting from 1, else 0. */
  level: number
  list: ListKind | null
  /** Hash of an image's picture. */
  asset: string | null
}

/** Code and rules are the same in every language: they have no translation of their own. */
export function isTranslated(kind: SegmentKind): boolean {
  return kind !== 'code' && kind !== 'rule'
}

export interface Words {
  revision: Id
  text: string
  hash: string
}

/** The approved text of the source, as translators and readers may know it. */
export interface SourceText extends Words {
  substance: Id
}

/** The approved text of a segment in a language, and the source text it was approved against. */
export interface ApprovedText extends Words {
  decision: Id
  outcome: Outcome
  eyes: 'one' | 'two'
  writer: Id
  reviewer: Id
  at: Timestamp
  origin: Origin
  /** Null in the source language. */
  source: SourceText | null
  /** In the source language alone. */
  substance: Id | null
  /** Who sent it to review; null when it was imported. */
  sender: Id | null
}

export interface OpenProposal extends Words {
  id: Id
  submission: Id
  sender: Id
  writer: Id
  awaits: Awaits
  sourceRevision: Id | null
  baseRevision: Id | null
  editedFrom: Id | null
  /** In the source language: its sender thinks the change minor. */
  minor: boolean
  at: Timestamp
}

/** A return that nobody has answered yet with a new proposal. */
export interface OpenReturn extends Words {
  decision: Id
  reason: string
  reviewer: Id
  writer: Id
  /** The source text that stood beside it then; null in the source language. */
  sourceRevision: Id | null
  at: Timestamp
}

export interface Draft {
  text: string
  baseRevision: Id | null
  sourceRevision: Id | null
  version: number
  at: Timestamp
  /** The withdrawn revision that it goes on from. */
  descendsFrom: Id | null
  /** Where its words were taken from, as `translations/offers.ts` prints it. */
  offer: string | null
}

/** Everything known of one segment in one language; the draft is the asking person's own. */
export interface SegmentFacts extends OutlineRow {
  language: Language
  /** The approved source text; null in the source language itself. */
  source: SourceText | null
  approved: ApprovedText | null
  proposal: OpenProposal | null
  returned: OpenReturn | null
  draft: Draft | null
  /** The articles of the site that its texts link to, where that was asked. */
  links?: KnownLinks
}

/** The newest words under work: what an editor's form starts from and must name as its base. */
export function headOf(facts: Pick<SegmentFacts, 'proposal' | 'returned' | 'approved'>): Words | null {
  return facts.proposal ?? facts.returned ?? facts.approved
}
