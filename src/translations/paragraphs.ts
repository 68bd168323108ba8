import type { Id, Timestamp } from '../db/columns.ts'
import type { SegmentKind } from '../db/tables/article.ts'
import type { StateWord } from '../i18n/resources.ts'
import { headOf, type SegmentFacts } from '../segments/model.ts'
import { isInStep, stateOf, type SegmentState } from '../segments/states.ts'
import { diffHtml } from '../text/diff-html.ts'
import { diffTexts } from '../text/diff.ts'
import { judgeDraft, type Skipped } from './model.ts'
import { listPlaces, type ItemPlace } from './places.ts'

/** What a page about paragraphs must know beside their facts. */
export interface Surroundings {
  /** Where the paragraphs' own addresses begin: `/desk/articles/…/languages/…`. */
  address: string
  /** The article's own language, and the one on the page. */
  source: string
  language: string
  dir: 'ltr' | 'rtl'
  /** Who is asking; null when they may not write here. */
  writer: Id | null
  /** Names by person, texts by revision, the words offered by proposals that a reviewer edited. */
  names: ReadonlyMap<Id, string>
  texts: ReadonlyMap<Id, string>
  offered: ReadonlyMap<Id, string>
  /** What is said before an addition and a removal to those who hear the page. */
  words: { added: string; removed: string }
}

/** One paragraph of the page: the original, what stands in the language, what happened to it, and the form to change it. */
export interface Paragraph {
  segment: Id
  number: number
  kind: SegmentKind
  item: ItemPlace | null
  state: StateWord
  /** The original; null on the page of the original itself, and while it is not approved. */
  original: string | null
  /** What stands there now; null where nothing does, or where an open form or a reviewer's edit shows it. */
  text: string | null
  notes: Note[]
  form: ParagraphForm | null
  /** Does it wait for the person on the page? */
  asks: boolean
}

export type Note =
  | { kind: 'returned'; by: string; at: Timestamp; reason: string; changesHtml: string | null }
  | { kind: 'original'; minor: boolean; changesHtml: string }
  | { kind: 'same_original' | 'locked' }
  | { kind: 'text_moved'; mine: string | null; changesHtml: string }
  | { kind: 'waits'; by: string | null; at: Timestamp }
  | { kind: 'edited'; by: string; at: Timestamp; changesHtml: string; confirmation: Confirmation | null }

/** What the form accepting a reviewer's edit carries. */
export interface Confirmation {
  action: string
  /** Where to come back to. */
  next: string
  segment: Id
  revision: Id
  source: Id | null
  approved: Id | null
}

export interface ParagraphForm {
  /** `open`: to be filled in; `folded`: behind a «change»; `discard`: only to give up a draft that cannot be sent now. */
  mode: 'open' | 'folded' | 'discard'
  action: string
  segment: Id
  language: string
  dir: 'ltr' | 'rtl'
  value: string
  /** Lines to begin with, where the browser does not fit the field to its text. */
  rows: number
  base: Id | null
  source: Id | null
  version: number
  /** When the draft was saved; null without one. */
  savedAt: Timestamp | null
  /** May the approved words be offered again for the changed original? */
  fits: boolean
}

export function paragraphsOf(facts: readonly SegmentFacts[], around: Surroundings): Paragraph[] {
  const places = listPlaces(facts)
  return facts.map((one, i) => paragraphOf(one, { number: one.position + 1, item: places[i] ?? null }, around))
}

function paragraphOf(facts: SegmentFacts, place: Pick<Paragraph, 'number' | 'item'>, around: Surroundings): Paragraph {
  const state = stateOf(facts)
  const mode = modeOf(facts, state, around)
  const head = headOf(facts)
  const form = mode === 'shown' ? null : { ...formOf(facts, around), mode }
  return {
    segment: facts.segment, ...place, kind: facts.kind,
    state: state.work === 'waiting_confirmation' ? 'confirmation' : state.headline,
    original: facts.source?.text ?? null,
    text: mode === 'open' || facts.proposal?.awaits === 'confirmation' ? null : head?.text ?? null,
    notes: notesOf(facts, state, around),
    form,
    asks: asksFor(facts, around.writer),
  }
}

/** The form that starts from the person's draft, else from the newest words; it names what is shown. */
export function formOf(facts: SegmentFacts, { address, language, dir }: Surroundings): Omit<ParagraphForm, 'mode'> {
  const { segment, draft, source, approved, proposal, returned } = facts
  const head = headOf(facts)
  const value = draft?.text ?? head?.text ?? ''
  const longest = Math.max(value.length, source?.text.length ?? 0)
  return {
    action: `${address}/segments/${segment}/draft`, segment, language, dir, value,
    rows: Math.min(14, Math.ceil(longest / 60) + 1),
    base: head?.revision ?? null, source: source?.revision ?? null, version: draft?.version ?? 0, savedAt: draft?.at ?? null,
    fits: !draft && !proposal && !returned && stateOf(facts).step === 'behind' && value === approved?.text,
  }
}

/** Why a draft cannot be sent as it is; null when it can, and without a draft. */
export function obstacleOf(facts: SegmentFacts, writer: Id): Skipped | null {
  if (!facts.draft) return null
  const verdict = judgeDraft(facts, facts.draft.version, writer)
  return verdict === 'new_text' || verdict === 'still_fits' ? null : verdict
}

export function changesHtmlOf(before: string, after: string, language: string, words: Surroundings['words']): string {
  return diffHtml(diffTexts(before, after, language), words)
}

function modeOf({ source, proposal, draft }: SegmentFacts, { headline }: SegmentState, around: Surroundings): ParagraphForm['mode'] | 'shown' {
  if (around.writer === null || !source && around.language !== around.source) return 'shown'
  if (proposal && proposal.sender !== around.writer) return draft ? 'discard' : 'shown'
  if (draft) return 'open'
  return headline === 'waiting' || headline === 'approved' ? 'folded' : 'open'
}

/** Does the paragraph wait for this translator? A draft that can be sent does not: it waits to be sent. */
export function asksFor(facts: SegmentFacts, writer: Id | null): boolean {
  if (writer === null) return false
  const { headline, work } = stateOf(facts)
  if (facts.draft) return obstacleOf(facts, writer) !== null && !isOthers(facts, writer)
  if (work === 'waiting_confirmation') return facts.proposal?.sender === writer
  if (!facts.source && headline === 'not_started') return false
  return headline === 'returned' || headline === 'behind' || headline === 'not_started'
}

function isOthers({ proposal }: SegmentFacts, writer: Id): boolean {
  return proposal !== null && proposal.sender !== writer
}

function notesOf(facts: SegmentFacts, state: SegmentState, around: Surroundings): Note[] {
  return [
    ...returnNotes(facts, around), ...waitingNotes(facts, around), ...originalNotes(facts, state, around), ...draftNotes(facts, around),
  ]
}

function returnNotes({ returned, approved, language }: SegmentFacts, around: Surroundings): Note[] {
  if (!returned) return []
  const changesHtml = approved ? changesHtmlOf(approved.text, returned.text, language, around.words) : null
  return [{ kind: 'returned', by: around.names.get(returned.reviewer) ?? '', at: returned.at, reason: returned.reason, changesHtml }]
}

function waitingNotes({ segment, proposal, source, approved, language }: SegmentFacts, around: Surroundings): Note[] {
  if (!proposal) return []
  const mine = proposal.sender === around.writer
  if (proposal.awaits === 'review') return [{ kind: 'waits', by: mine ? null : around.names.get(proposal.sender) ?? '', at: proposal.at }]
  const confirmation = mine
    ? {
        action: `/desk/proposals/${proposal.id}/confirmations`, next: `${around.address}?done=confirmed#p-${segment}`, segment,
        revision: proposal.revision, source: source?.revision ?? null, approved: approved?.revision ?? null,
      }
    : null
  const offered = around.offered.get(proposal.editedFrom ?? '') ?? ''
  const changesHtml = changesHtmlOf(offered, proposal.text, language, around.words)
  return [{ kind: 'edited', by: around.names.get(proposal.writer) ?? '', at: proposal.at, changesHtml, confirmation }]
}

/** How the original changed since the newest words, or one's draft, were made from it. */
function originalNotes(facts: SegmentFacts, { step }: SegmentState, around: Surroundings): Note[] {
  const { source, approved } = facts
  if (!source) return around.language === around.source ? [] : [{ kind: 'locked' }]
  const madeFrom = basisOf(facts)
  if (madeFrom === null || madeFrom === source.revision) return []
  const before = around.texts.get(madeFrom) ?? source.text
  if (before === source.text) return facts.draft ? [{ kind: 'same_original' }] : []
  const minor = madeFrom === approved?.source?.revision && step === 'in_step' && isInStep(approved.source, source)
  return [{ kind: 'original', minor, changesHtml: changesHtmlOf(before, source.text, around.source, around.words) }]
}

/** The source revision from which the words on the form were made. */
export function basisOf({ draft, proposal, returned, approved }: SegmentFacts): Id | null {
  if (draft) return draft.sourceRevision
  if (proposal) return proposal.sourceRevision
  return returned ? returned.sourceRevision : approved?.source?.revision ?? null
}

function draftNotes(facts: SegmentFacts, around: Surroundings): Note[] {
  const { draft, language } = facts
  const head = headOf(facts)
  if (!draft || !head || around.writer === null) return []
  const blocked = isOthers(facts, around.writer)
  if (draft.baseRevision === head.revision && !blocked) return []
  const mine = blocked ? draft.text : null
  return [{ kind: 'text_moved', mine, changesHtml: changesHtmlOf(head.text, draft.text, language, around.words) }]
}
