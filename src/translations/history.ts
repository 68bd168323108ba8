import type { Id } from '../db/columns.ts'
import type { Origin } from '../db/tables/heart.ts'
import { AppError } from '../errors.ts'
import type { Problem } from '../i18n/resources.ts'
import { changesHtmlOf } from './notes.ts'
import type { ParagraphReading } from './reading.ts'
import type { PastDecision, PastRevision } from './store.ts'

/** Every text of one paragraph in one language, the newest first, with what was decided on it. */
export interface History {
  revisions: PastText[]
  /** Two versions beside each other, when the address asks for them. */
  compared: { from: number; to: number; changesHtml: string | null } | null
  /** Why a version could not be offered again, with what was written. */
  problem: Problem | null
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
  /** The form that offers it again; null where that is not possible. */
  restoration: { action: string; message: string } | null
}

/** `_version`: one text of the history. */
export interface VersionView {
  one: PastText
  language: string
}

export interface Past {
  revisions: readonly PastRevision[]
  decisions: readonly PastDecision[]
}

/** A form to offer a version again that was refused. */
export interface KeptRestoration {
  revision: Id
  message: string
  problem: Problem
}

export function historyOf({ one, around }: ParagraphReading, { revisions, decisions }: Past, { kept, compared }: {
  kept?: KeptRestoration | undefined; compared?: { from: Id; to: Id } | null
} = {}): History {
  const free = around.writer !== null && !one.proposal && (one.source !== null || around.source === around.language)
  const decided = Map.groupBy(decisions, (decision) => decision.revision)
  const changes = (before: PastRevision, after: PastRevision) =>
    before.hash === after.hash ? null : changesHtmlOf(before.text, after.text, around.language, around.words)
  return {
    problem: kept?.problem ?? null,
    compared: compared ? compare(revisions, compared, changes) : null,
    revisions: revisions.map((revision, i) => {
      const before = revisions[i + 1]
      const { id, writer, at, origin, text, hash } = revision
      return {
        id, version: revisions.length - i, by: writer, at, origin, text,
        changesHtml: before ? changes(before, revision) : null,
        approved: one.approved?.revision === id, open: one.proposal?.revision === id, decisions: decided.get(id) ?? [],
        restoration: free && hash !== one.approved?.hash
          ? { action: `${around.address}/segments/${one.segment}/restorations`, message: kept?.revision === id ? kept.message : '' }
          : null,
      }
    }),
  }
}

/** Throws `not_found` for a version that is not one of this paragraph in this language. */
function compare(
  revisions: readonly PastRevision[], { from, to }: { from: Id; to: Id },
  changes: (before: PastRevision, after: PastRevision) => string | null,
): History['compared'] {
  const numberOf = (id: Id) => revisions.length - revisions.findIndex((revision) => revision.id === id)
  const [before, after] = [from, to].map((id) => revisions.find((revision) => revision.id === id))
  if (!before || !after) throw new AppError('not_found', { from, to })
  return { from: numberOf(from), to: numberOf(to), changesHtml: changes(before, after) }
}
