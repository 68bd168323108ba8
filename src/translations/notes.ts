import type { Id, Timestamp } from '../db/columns.ts'
import { headOf, type SegmentFacts } from '../segments/model.ts'
import { isInStep, type SegmentState } from '../segments/states.ts'
import { diffHtml } from '../text/diff-html.ts'
import { diffTexts } from '../text/diff.ts'

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

export type Note =
  | { kind: 'returned'; by: string; at: Timestamp; reason: string; changesHtml: string | null; giveUp: boolean; next: boolean }
  | { kind: 'original'; minor: boolean; changesHtml: string }
  | { kind: 'same_original' | 'locked' }
  | { kind: 'text_moved'; changesHtml: string }
  | { kind: 'waits'; by: string | null; at: Timestamp; next: boolean }
  | { kind: 'edited'; by: string; at: Timestamp; changesHtml: string; confirmation: Confirmation | null }

/** What the form accepting a reviewer's edit carries. */
export interface Confirmation {
  /** The element of the form; its button stands in the paragraph. */
  id: string
  action: string
  /** Where to come back to. */
  next: string
  segment: Id
  revision: Id
  source: Id | null
  approved: Id | null
}

export function changesHtmlOf(before: string, after: string, language: string, words: Surroundings['words']): string {
  return diffHtml(diffTexts(before, after, language), words)
}

export function notesOf(facts: SegmentFacts, state: SegmentState, around: Surroundings): Note[] {
  return [
    ...returnNotes(facts, around), ...waitingNotes(facts, around), ...originalNotes(facts, state, around), ...draftNotes(facts, around),
  ]
}

/** The source revision from which the words on the form were made. */
export function basisOf({ draft, proposal, returned, approved }: SegmentFacts): Id | null {
  if (draft) return draft.sourceRevision
  if (proposal) return proposal.sourceRevision
  return returned ? returned.sourceRevision : approved?.source?.revision ?? null
}

export function isOthers({ proposal }: SegmentFacts, writer: Id | null): boolean {
  return proposal !== null && proposal.sender !== writer
}

function returnNotes({ returned, approved, draft, language }: SegmentFacts, { writer, names, words }: Surroundings): Note[] {
  if (!returned) return []
  const changesHtml = approved ? changesHtmlOf(approved.text, returned.text, language, words) : null
  const { at, reason } = returned
  return [{
    kind: 'returned', by: names.get(returned.reviewer) ?? '', at, reason, changesHtml, next: writer !== null, giveUp: writer !== null && !draft,
  }]
}

function waitingNotes(facts: SegmentFacts, around: Surroundings): Note[] {
  const { segment, proposal, source, approved, language } = facts
  if (!proposal) return []
  const mine = !isOthers(facts, around.writer)
  if (proposal.awaits === 'review') {
    const by = mine ? null : around.names.get(proposal.sender) ?? ''
    return [{ kind: 'waits', by, at: proposal.at, next: around.writer !== null }]
  }
  const confirmation = mine
    ? {
        id: `c-${segment}`, action: `/desk/proposals/${proposal.id}/confirmations`, next: `${around.address}?done=confirmed#p-${segment}`, segment,
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

function draftNotes(facts: SegmentFacts, around: Surroundings): Note[] {
  const { draft, language } = facts
  const head = headOf(facts)
  if (!draft || !head || around.writer === null || isOthers(facts, around.writer) || draft.baseRevision === head.revision) return []
  return [{ kind: 'text_moved', changesHtml: changesHtmlOf(head.text, draft.text, language, around.words) }]
}
