import type { Id, Timestamp } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import type { SegmentKind } from '../db/tables/article.ts'
import { loadFacts } from '../segments/facts.ts'
import { listShapes } from './origins-store.ts'
import type { Reading } from './reading.ts'

/** A paragraph that has no place in the article any more, with what is kept of it in this language. */
export interface GoneParagraph {
  segment: Id
  /** The place it had last. */
  number: number
  kind: SegmentKind
  href: string
  removedAt: Timestamp
  /** What it was joined to; null where it was removed. */
  joined: { number: number; href: string } | null
  /** The person's own. */
  draft: string | null
  text: string | null
}

/** As many as a page can tell of: the ones removed last. */
const MOST = 200

/** The removed paragraphs in which somebody left words: their approved texts, and the person's own drafts. */
export async function readGone(db: Db, { article, removed, facts: here, around }: Reading): Promise<GoneParagraph[]> {
  if (removed.length === 0) return []
  const latest = removed.toSorted((a, b) => b.removedAt.localeCompare(a.removedAt)).slice(0, MOST)
  const times = new Map(latest.map(({ segment, removedAt }) => [segment, removedAt]))
  const facts = await loadFacts(db, {
    article: article.id, source: around.source, language: around.language, person: around.writer ?? undefined,
    segments: [...times.keys()], removed: true,
  })
  const joined = new Map((await listShapes(db, article.id)).filter(({ role }) => role === 'join').map(({ from, segment }) => [from, segment]))
  const numbers = new Map(here.map(({ segment, position }) => [segment, position + 1]))
  const hrefOf = (segment: Id) => `${around.address}/segments/${segment}`
  return facts.filter(({ draft, approved }) => draft ?? approved).map(({ segment, position, kind, draft, approved }) => {
    const into = joined.get(segment)
    const number = into === undefined ? undefined : numbers.get(into)
    return {
      segment, number: position + 1, kind, href: hrefOf(segment), removedAt: times.get(segment) ?? '',
      joined: into === undefined || number === undefined ? null : { number, href: hrefOf(into) },
      draft: draft?.text ?? null, text: approved?.text ?? null,
    }
  })
}
