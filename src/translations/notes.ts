import type { ShownPicture } from '../assets/shown.ts'
import type { Id, Timestamp } from '../db/columns.ts'
import type { MarkView } from '../quality/marks-view.ts'
import type { Findings } from '../quality/judging.ts'
import type { Report, Reports } from '../segments/corrections.ts'
import { headOf, type SegmentFacts } from '../segments/model.ts'
import { isInStep, type SegmentState } from '../segments/states.ts'
import { diffHtml } from '../text/diff-html.ts'
import { diffTexts } from '../text/diff.ts'
import { beginningOf } from '../text/excerpt.ts'
import { mayStay } from './model.ts'
import { startOf, type Origins, type PastPlace } from './origins.ts'
import type { PastBeside } from './past-beside.ts'
import type { Present } from './presence-store.ts'
import { printConfirm } from './sheet.ts'
import type { WholeReturn } from './whole-store.ts'
import { anchorOf } from './whole.ts'

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
  /** What checks say of the person's drafts. */
  findings: Findings
  /** May the person add a word to those of the site? */
  mayAddWords: boolean
  /** What older source texts meant, by revision. */
  substances: ReadonlyMap<Id, Id>
  /** Where paragraphs come from that have no translation of their own yet. */
  origins: Origins
  /** The acts in which whole submissions were returned, by decision. */
  whole: ReadonlyMap<Id, WholeReturn>
  /** What reviewers marked in returned texts, by revision. */
  marks: PastBeside['marks']
  /** By paragraph, the picture that it is about. */
  pictures: ReadonlyMap<Id, ShownPicture>
  /** How many other paragraphs have the same original, by paragraph. */
  twins: ReadonlyMap<Id, number>
  /** Who else is at work here, the newest first. */
  present: readonly Present[]
  /** What readers reported of paragraphs, by paragraph; and of what waits for review, what came from that. */
  reports: Reports
  answered: ReadonlyMap<Id, Report[]>
  /** Two reviewers stand behind every text; edits that go on to the second of them once the writer confirms them. */
  twice: boolean
  onward: ReadonlySet<Id>
  /** What is said before an addition and a removal to those who hear the page. */
  words: { added: string; removed: string }
}

/** `confirm`: what the button that accepts the edit asks for; null for those whose text it is not. `onward`: another reviewer follows. */
export type Note =
  | ReturnNote
  | OriginalNote
  | OriginNote
  /** `open`: nobody took it up; `taken`: the person on the page did; `answered`: what waits for review came from it. */
  | { kind: 'reported'; about: 'open' | 'taken' | 'answered'; remark: string; href: string; at: Timestamp }
  | { kind: 'present'; name: string; at: Timestamp }
  | { kind: 'same_original' | 'locked' }
  | { kind: 'text_moved'; changesHtml: string }
  | { kind: 'waits'; by: string | null; at: Timestamp; next: boolean }
  | { kind: 'edited'; by: string; at: Timestamp; changesHtml: string; confirm: string | null; onward: boolean }

/** Why the newest words were returned. */
interface ReturnNote {
  kind: 'returned'
  by: string
  at: Timestamp
  /** Its own reason; empty where only the whole submission has one. */
  reason: string
  /** The whole submission was returned: how its reason begins, and where all of it stands. */
  common: { beginning: string; href: string } | null
  changesHtml: string | null
  marks: readonly MarkView[]
  next: boolean
  giveUp: boolean
  /** May the text be sent again just as it is? `kept`: it is about to be. */
  again: boolean
  kept: boolean
}

/**
 * How the original changed since the words here were made from it; `longer`, since those that are approved. `keep`: the button that
 * says that nothing has to be changed.
 */
export interface OriginalNote {
  kind: 'original'
  since: Since
  minor: boolean
  changesHtml: string
  longerHtml: string | null
  keep: 'fits' | 'stay' | null
  twice: boolean
}

type Since = 'draft' | 'proposal' | 'returned' | 'approved'

/** Where the paragraph comes from. `old`: its translation then, which a button puts into the field. */
export interface OriginNote {
  kind: 'split' | 'similar' | 'join'
  from: LinkedPlace[]
  /** Of those that were joined, the ones without a translation. */
  missing: LinkedPlace[]
  originalHtml: string | null
  old: string | null
  /** None of those that were joined had a translation. */
  empty: boolean
  take: boolean
}

type LinkedPlace = PastPlace & { href: string }

const MOST_PRESENT = 3
const MOST_REPORTS = 3
const REASON_BEGINS = 70

export function changesHtmlOf(before: string, after: string, language: string, words: Surroundings['words']): string {
  return diffHtml(diffTexts(before, after, language), words)
}

export function notesOf(facts: SegmentFacts, state: SegmentState, around: Surroundings): Note[] {
  return [
    ...presentNotes(facts, around), ...reportNotes(facts, around), ...returnNotes(facts, around), ...waitingNotes(facts, around),
    ...originalNotes(facts, state, around),
    ...originNotes(facts, around), ...draftNotes(facts, around),
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

function returnNotes(facts: SegmentFacts, { address, writer, names, words, whole, marks }: Surroundings): ReturnNote[] {
  const { returned, approved, draft, language } = facts
  if (!returned) return []
  const common = whole.get(returned.decision)
  const changesHtml = approved ? changesHtmlOf(approved.text, returned.text, language, words) : null
  const { at, reason } = returned
  return [{
    kind: 'returned', by: names.get(returned.reviewer) ?? '', at, reason: reason === common?.reason ? '' : reason,
    common: common ? { beginning: beginningOf(common.reason, REASON_BEGINS), href: `${address}#${anchorOf(common)}` } : null,
    changesHtml, marks: marks.get(returned.revision) ?? [],
    next: writer !== null, giveUp: writer !== null && !draft, again: writer !== null && mayStay(facts, writer),
    kept: draft?.text === returned.text,
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
  const { id, revision } = proposal
  const shown = { proposal: id, revision, source: source?.revision ?? null, approved: approved?.revision ?? null }
  const offered = around.offered.get(proposal.editedFrom ?? '') ?? ''
  const changesHtml = changesHtmlOf(offered, proposal.text, language, around.words)
  const confirm = mine ? printConfirm(segment, shown) : null
  return [{ kind: 'edited', by: around.names.get(proposal.writer) ?? '', at: proposal.at, changesHtml, confirm, onward: around.onward.has(id) }]
}

/** How the original changed since the newest words, or one's draft, were made from it, across any number of its texts. */
function originalNotes(facts: SegmentFacts, state: SegmentState, around: Surroundings): Note[] {
  const { source, approved, draft } = facts
  if (!source) return around.language === around.source ? [] : [{ kind: 'locked' }]
  const madeFrom = basisOf(facts)
  const before = madeFrom === null || madeFrom === source.revision ? source.text : around.texts.get(madeFrom) ?? source.text
  const again: Note[] = draft && madeFrom !== null && madeFrom !== source.revision && before === source.text ? [{ kind: 'same_original' }] : []
  const change = (text: string) => changesHtmlOf(text, source.text, around.source, around.words)
  // What is approved says nothing of the newest words once these were made from today's original.
  const since = before === source.text ? 'approved' : sinceOf(facts)
  const first = since === 'approved' ? approved?.source : { text: before, hash: '', substance: around.substances.get(madeFrom ?? '') ?? '' }
  if (!first || first.hash === source.hash) return again
  const minor = since === 'approved' ? isInStep(first, source) : first.substance === source.substance
  const longer = since !== 'approved' && approved?.source && approved.source.hash !== source.hash && approved.source.text !== before
  return [...again, {
    kind: 'original', since, minor, changesHtml: change(first.text), longerHtml: longer ? change(approved.source?.text ?? '') : null,
    keep: keepOf(facts, state, { since, minor, writes: around.writer !== null }), twice: around.twice,
  }]
}

function sinceOf({ draft, proposal, returned }: SegmentFacts): Since {
  return draft ? 'draft' : proposal ? 'proposal' : returned ? 'returned' : 'approved'
}

/** Behind its original a translation has the button beside its field; a draft has it here, a translation after a minor change too. */
function keepOf({ approved }: SegmentFacts, { work }: SegmentState, { since, minor, writes }: {
  since: Since; minor: boolean; writes: boolean
}): OriginalNote['keep'] {
  if (!writes) return null
  if (since === 'draft') return 'stay'
  return since === 'approved' && minor && approved !== null && work === 'none' ? 'fits' : null
}

function originNotes(facts: SegmentFacts, around: Surroundings): Note[] {
  const origin = around.origins.get(facts.segment)
  if (!origin || !facts.source) return []
  const linked = (place: PastPlace): LinkedPlace => ({ ...place, href: `${around.address}/segments/${place.segment}` })
  const kind = origin.role
  const take = around.writer !== null
  if (origin.role === 'join') {
    const others = origin.from.filter(({ segment }) => segment !== facts.segment).map(linked)
    const old = facts.draft || facts.proposal || facts.returned ? startOf(origin, facts.source.text) : null
    const empty = origin.texts.length === 0
    return [{ kind, from: others, missing: origin.missing.map(linked), originalHtml: null, old, empty, take }]
  }
  const originalHtml = origin.original === '' ? null : changesHtmlOf(origin.original, facts.source.text, around.source, around.words)
  const old = origin.old?.text ?? null
  return [{ kind, from: [linked(origin.from)], missing: [], originalHtml, old, empty: old === null, take }]
}

function presentNotes({ segment }: SegmentFacts, { present }: Surroundings): Note[] {
  return present.filter((one) => one.segment === segment).slice(0, MOST_PRESENT).map(({ name, at }) => ({ kind: 'present', name, at }))
}

function reportNotes({ segment, proposal }: SegmentFacts, { reports, answered }: Surroundings): Note[] {
  const noteOf = (about: 'open' | 'taken' | 'answered', { id, remark, at }: Report): Note =>
    ({ kind: 'reported', about, remark: beginningOf(remark, REASON_BEGINS), href: `/desk/corrections/${id}`, at })
  return [
    ...(reports.get(segment) ?? []).slice(0, MOST_REPORTS).map((one) => noteOf(one.taken ? 'taken' : 'open', one)),
    ...proposal ? (answered.get(segment) ?? []).slice(0, MOST_REPORTS).map((one) => noteOf('answered', one)) : [],
  ]
}

function draftNotes(facts: SegmentFacts, around: Surroundings): Note[] {
  const { draft, language } = facts
  const head = headOf(facts)
  if (!draft || !head || around.writer === null || isOthers(facts, around.writer) || draft.baseRevision === head.revision) return []
  return [{ kind: 'text_moved', changesHtml: changesHtmlOf(head.text, draft.text, language, around.words) }]
}
