import type { Id, Timestamp } from '../db/columns.ts'
import type { Findings } from '../quality/judging.ts'
import { hindranceOf, type Judged } from '../quality/model.ts'
import { headOf, type SegmentFacts } from '../segments/model.ts'
import { stateOf } from '../segments/states.ts'
import { findingViews, type FindingView } from './findings.ts'
import { isOffer, judgeDraft, type Shown, type Skipped } from './model.ts'
import { startOf, type Origins } from './origins.ts'
import { printShown } from './sheet.ts'

/** A paragraph's part of the page's form. */
export interface ParagraphField {
  /** `open`: to be filled in; `folded`: behind a «change». */
  mode: 'open' | 'folded'
  segment: Id
  language: string
  dir: 'ltr' | 'rtl'
  value: string
  /** The value is not what is stored: it would be lost with the page. */
  unsaved: boolean
  /** Lines to begin with, where the browser does not fit the field to its text. */
  rows: number
  /** What the hidden field names as shown. */
  shown: string
  /** When the draft was saved; null without one. */
  savedAt: Timestamp | null
  /** May the approved words be offered again for the changed original? */
  fits: boolean
  /** Two reviewers have to approve that. */
  twice: boolean
  /** Somebody else's words wait for review: these cannot be sent yet. */
  held: boolean
  /** Is there an original to copy? */
  copies: boolean
  findings: FindingView[]
  /** What the button asks for that puts back what a fix just changed; null where nothing was fixed. */
  undo: string | null
  /** Characters, the original's null on its own page. */
  length: { own: number; original: number | null }
}

interface FieldPlace {
  language: string
  dir: 'ltr' | 'rtl'
  writer: Id | null
  findings: Findings
  mayAddWords: boolean
  origins: Origins
  twice: boolean
}

/**
 * The field that starts from the person's draft, else from the newest words, or from what was joined into this paragraph; it names what
 * is shown. `typed`: words not stored, typed over those of the revision `from`.
 */
export function fieldOf(
  facts: SegmentFacts, { language, dir, writer, findings, mayAddWords, origins, twice }: FieldPlace, typed?: string, from?: Id,
): Omit<ParagraphField, 'mode'> {
  const { segment, draft, source, approved, proposal, returned } = facts
  const joined = draft || proposal || returned || !source ? null : startOf(origins.get(segment), source.text)
  const stored = draft?.text ?? joined ?? headOf(facts)?.text ?? ''
  const value = typed ?? stored
  const longest = Math.max(value.length, source?.text.length ?? 0)
  return {
    segment, language, dir, value, unsaved: value !== stored,
    rows: Math.min(14, Math.ceil(longest / 60) + 1),
    shown: printShown(shownOf(facts, from), stored), savedAt: draft?.at ?? null,
    fits: !draft && !proposal && !returned && stateOf(facts).step === 'behind' && value === approved?.text,
    twice, held: proposal !== null && proposal.sender !== writer,
    copies: source !== null,
    findings: findingViews(segment, findings.get(segment) ?? [], mayAddWords ? language : null, value), undo: null,
    length: { own: lengthOf(value), original: source ? lengthOf(source.text) : null },
  }
}

/** What a form that is shown now has to name. */
function shownOf(facts: SegmentFacts, from?: Id): Shown {
  const base = headOf(facts)?.revision ?? null
  const shown = { base, source: facts.source?.revision ?? null, version: facts.draft?.version ?? 0 }
  return from === undefined || from === base ? shown : { ...shown, from }
}

/** Why a draft cannot be sent as it is, whatever is ticked; null when it can, and without a draft. */
export function obstacleOf(facts: SegmentFacts, writer: Id, findings: readonly Judged[] = []): Skipped | null {
  if (!facts.draft) return null
  const verdict = judgeDraft(facts, facts.draft.version, writer, hindranceOf(findings) === 'errors' ? 'errors' : null)
  return isOffer(verdict) ? null : verdict
}

function lengthOf(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff](?=[\udc00-\udfff])/g)?.length ?? 0)
}
