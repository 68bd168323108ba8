import type { Id, Timestamp } from '../db/columns.ts'
import type { Origin } from '../db/tables/heart.ts'
import { AppError } from '../errors.ts'
import type { Problem } from '../i18n/resources.ts'
import type { MarkView } from '../quality/marks-view.ts'
import type { Happening } from './happenings.ts'
import { changesHtmlOf } from './notes.ts'
import { offeredView, type OfferedView } from './offered.ts'
import type { Past, Undone } from './past.ts'
import type { ParagraphReading } from './reading.ts'
import type { PastDecision, PastRevision } from './store.ts'

/** Every text of one paragraph in one language, the newest first, with what was decided on it; and what happened to the paragraph. */
export interface History {
  revisions: PastText[]
  events: PastEvent[]
  /** What the paragraphs said that this one was split from or joined of. */
  ancestors: PastParagraph[]
  /** All versions that can be compared, those of the paragraphs it came from last. */
  choices: VersionChoice[]
  /** Two versions beside each other, when the address asks for them. */
  compared: { from: VersionName; to: VersionName; changesHtml: string | null } | null
  /** Why a version could not be offered again, with what was written. */
  problem: Problem | null
}

/** `_happened`: a change of the structure that touched the paragraph, or texts in it that were undone. */
export type PastEvent =
  | { kind: Happening['kind']; at: Timestamp; by: string; href: string | null; from: number | null; to: number | null; others: OtherParagraph[] }
  | { kind: 'undone' } & Undone

/** Another paragraph of the article; without a number when it was removed. */
interface OtherParagraph {
  href: string
  number: number | null
}

interface PastParagraph extends OtherParagraph {
  segment: Id
  revisions: PastText[]
}

/** A version of this paragraph, or of another one. */
export interface VersionName {
  id: Id
  version: number
  other: OtherParagraph | null
}

interface VersionChoice extends VersionName {
  by: string
}

/** `_versions`: one side of a comparison. */
export interface VersionsView {
  name: 'from' | 'to'
  choices: readonly VersionChoice[]
  chosen: Id
}

export interface PastText {
  id: Id
  /** Counted from the first. */
  version: number
  by: string
  at: string
  origin: Origin
  /** Against the version before; null for the first and for one with the same words. */
  changesHtml: string | null
  text: string
  approved: boolean
  open: boolean
  decisions: PastDecision[]
  /** Where its words came from, unless somebody wrote them. */
  offered: OfferedView | null
  marks: readonly MarkView[]
  /** The form that offers it again; null where that is not possible. */
  restoration: { action: string; message: string } | null
}

/** `_version`: one text of the history. */
export interface VersionView {
  one: PastText
  language: string
  /** The paragraph it is of, when that is not the page's own. */
  other: OtherParagraph | null
}

/** `_history`: the whole of it; `action` is the page's own address. */
export interface PastView {
  history: History
  language: string
  action: string
}

/** A form to offer a version again that was refused. */
export interface KeptRestoration {
  revision: Id
  message: string
  problem: Problem
}

type Reading = Pick<ParagraphReading, 'one' | 'around'>
type Compare = (before: PastRevision, after: PastRevision) => string | null

export function historyOf({ one, around }: Reading, past: Past, { kept, compared }: {
  kept?: KeptRestoration | undefined; compared?: { from: Id; to: Id } | null
} = {}): History {
  const free = around.writer !== null && !one.proposal && (one.source !== null || around.source === around.language)
  const decided = Map.groupBy(past.decisions, (decision) => decision.revision)
  const changes: Compare = (before, after) =>
    before.hash === after.hash ? null : changesHtmlOf(before.text, after.text, around.language, around.words)
  const otherOf = (segment: Id): OtherParagraph => ({ href: `${around.address}/segments/${segment}`, number: past.numbers.get(segment) ?? null })
  const versions = versionsOf(past, otherOf)
  return {
    problem: kept?.problem ?? null, events: eventsOf(past, otherOf), compared: compared ? compare(versions, compared, changes) : null,
    choices: versions.map(({ name }) => name),
    ancestors: past.ancestors.filter(({ revisions }) => revisions.length > 0)
      .map(({ segment, revisions }) => ({ segment, ...otherOf(segment), revisions: textsOf(revisions, past, { changes, around }) })),
    revisions: textsOf(past.revisions, past, { changes, around }).map((text, i) => ({
      ...text, approved: one.approved?.revision === text.id, open: one.proposal?.revision === text.id,
      decisions: decided.get(text.id) ?? [],
      restoration: free && past.revisions[i]?.hash !== one.approved?.hash
        ? { action: `${around.address}/segments/${one.segment}/restorations`, message: kept?.revision === text.id ? kept.message : '' }
        : null,
    })),
  }
}

function textsOf(revisions: readonly PastRevision[], { offers, marks }: Past, { changes, around }: {
  changes: Compare; around: Reading['around']
}): PastText[] {
  return revisions.map((revision, i) => {
    const before = revisions[i + 1]
    const { id, writer, at, origin, text } = revision
    return {
      id, version: revisions.length - i, by: writer, at, origin, text, changesHtml: before ? changes(before, revision) : null,
      approved: false, open: false, decisions: [], restoration: null, marks: marks.get(id) ?? [],
      offered: offeredView(offers.get(id), text, around),
    }
  })
}

/** The newest first. */
function eventsOf({ happenings, undone }: Past, otherOf: (segment: Id) => OtherParagraph): PastEvent[] {
  const events: PastEvent[] = [
    ...happenings.map(({ submission, others, ...event }) =>
      ({ ...event, href: submission && `/desk/submissions/${submission}/source-change`, others: others.map(otherOf) })),
    ...undone.map((one) => ({ kind: 'undone' as const, ...one })),
  ]
  return events.sort((a, b) => a.at < b.at ? 1 : a.at > b.at ? -1 : 0)
}

interface Version {
  name: VersionChoice
  revision: PastRevision
}

function versionsOf({ revisions, ancestors }: Past, otherOf: (segment: Id) => OtherParagraph): Version[] {
  const all = [
    { other: null, revisions }, ...ancestors.map(({ segment, revisions: some }) => ({ other: otherOf(segment), revisions: some })),
  ]
  return all.flatMap(({ other, revisions: some }) => some.map((revision, at) =>
    ({ name: { id: revision.id, version: some.length - at, by: revision.writer, other }, revision })))
}

/** Throws `not_found` for a version that is not one of this paragraph, or of one it came from, in this language. */
function compare(versions: readonly Version[], asked: { from: Id; to: Id }, changes: Compare): History['compared'] {
  const [from, to] = [asked.from, asked.to].map((id) => versions.find(({ revision }) => revision.id === id))
  if (!from || !to) throw new AppError('not_found', asked)
  return { from: from.name, to: to.name, changesHtml: changes(from.revision, to.revision) }
}
