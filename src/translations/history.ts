import type { Id } from '../db/columns.ts'
import type { SegmentKind } from '../db/tables/article.ts'
import type { Origin } from '../db/tables/heart.ts'
import type { Problem } from '../i18n/resources.ts'
import type { SegmentFacts } from '../segments/model.ts'
import { changesHtmlOf } from './paragraphs.ts'
import { placeOf, type ArticlePlace } from './pages.ts'
import type { Reading } from './reading.ts'
import type { PastDecision, PastRevision } from './store.ts'

/** Every text of one paragraph in one language, the newest first, with what was decided on it. */
export interface HistoryPage extends ArticlePlace {
  number: number
  kind: SegmentKind
  segment: Id
  original: string | null
  revisions: PastText[]
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

interface Past {
  revisions: readonly PastRevision[]
  decisions: readonly PastDecision[]
}

/** A form to offer a version again that was refused. */
export interface KeptRestoration {
  revision: Id
  message: string
  problem: Problem
}

export function historyPage(reading: Reading & { one: SegmentFacts }, { revisions, decisions }: Past, kept?: KeptRestoration): HistoryPage {
  const { one, around } = reading
  const free = around.writer !== null && !one.proposal && (one.source !== null || around.source === around.language)
  const decided = Map.groupBy(decisions, (decision) => decision.revision)
  return {
    ...placeOf(reading), number: one.position + 1, kind: one.kind, segment: one.segment, original: one.source?.text ?? null,
    problem: kept?.problem ?? null,
    revisions: revisions.map((revision, i) => {
      const before = revisions[i + 1]
      const { id, writer, at, origin, text, hash } = revision
      return {
        id, version: revisions.length - i, by: writer, at, origin, text,
        changesHtml: before && before.hash !== hash ? changesHtmlOf(before.text, text, around.language, around.words) : null,
        approved: one.approved?.revision === id, open: one.proposal?.revision === id, decisions: decided.get(id) ?? [],
        restoration: free && hash !== one.approved?.hash
          ? { action: `${around.address}/segments/${one.segment}/restorations`, message: kept?.revision === id ? kept.message : '' }
          : null,
      }
    }),
  }
}
