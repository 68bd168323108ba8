import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import type { SegmentKind } from '../db/tables/article.ts'
import type { Actor } from '../people/model.ts'
import { loadFacts } from '../segments/facts.ts'
import { headOf, type SegmentFacts } from '../segments/model.ts'
import { listOutline, listRemoved } from '../segments/store.ts'
import { historyOf, type History } from './history.ts'
import type { Surroundings } from './notes.ts'
import { placeOf, type ArticlePlace } from './pages.ts'
import type { Past } from './past.ts'
import { readArticle, type Reading } from './reading.ts'

/** A paragraph that has no place in its article any more: what it said, and everything that was of it. Nothing can be written there. */
export interface RemovedPage extends ArticlePlace {
  segment: Id
  kind: SegmentKind
  /** When it was removed, by whom, and in which change. */
  removal: { at: Timestamp; by: string; href: string | null; into: History['events'][number] | null }
  original: string | null
  text: string | null
  /** One's own unsent text. */
  draft: string | null
  history: History
}

interface RemovedReading extends Reading {
  one: SegmentFacts
}

/** The paragraph, if it was one of the article and is none now. */
export async function readRemoved(
  db: Db, actor: Actor, { article, language, segment }: { article: Id; language: Language; segment: Id }, words: Surroundings['words'],
): Promise<RemovedReading | null> {
  if ((await listOutline(db, article, [segment])).length > 0) return null
  const [place] = await listRemoved(db, article, [segment])
  if (!place) return null
  const reading = await readArticle(db, actor, { article, language, segments: [] }, words)
  const { writer, source } = reading.around
  const [one] = await loadFacts(db, { article, source, language, person: writer ?? undefined, segments: [segment], removed: true })
  return one ? { ...reading, one, around: { ...reading.around, writer: null } } : null
}

export function removedPage(reading: RemovedReading, past: Past, compared: { from: Id; to: Id } | null): RemovedPage {
  const { one, around } = reading
  const { segment, kind, source, draft } = one
  const history = historyOf(reading, past, { compared })
  const last = past.happenings.find((event) => event.kind === 'removed' || event.kind === 'joined_into')
  const event = history.events.find((one) => one.kind === last?.kind && one.at === last.at) ?? null
  return {
    ...placeOf(reading), segment, kind, history, draft: draft?.text ?? null, text: headOf(one)?.text ?? null,
    original: around.source === around.language ? null : source?.text ?? null,
    removal: {
      at: last?.at ?? '', by: last?.by ?? '', href: last?.submission ? `/desk/submissions/${last.submission}/source-change` : null,
      into: event?.kind === 'joined_into' ? event : null,
    },
  }
}
