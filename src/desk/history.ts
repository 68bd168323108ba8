import type { Article } from '../articles/model.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { namesOf } from '../people/store.ts'
import { broughtIn, editions, structures, submissions, undone } from './history-events.ts'
import { countShape, type Before, type HistoryEvent, type HistoryKind, type NameOf, type ShapeCounts, type Unnamed } from './history-model.ts'
import { countOffered, countRows, listPassers, listShapes, listVerdicts, type Asked } from './history-store.ts'

/** All paragraphs of changes whose numbers one page counts; what is longer is told by its own page alone. */
const MOST_COUNTED = 40_000
/** Events of one moment that a page may have to skip. */
const SLACK = 20

/** The newest events of an article before a moment, in a fixed number of queries. */
export async function readHistory(db: Db, article: Article, { kinds, before, limit, ...filter }: {
  kinds: readonly HistoryKind[]; before: Before | null; limit: number; language: Language | null; person: Id | null
}): Promise<{ events: HistoryEvent[]; more: boolean }> {
  const asked: Asked = { article: article.id, ...filter, until: before?.at ?? null, limit: limit + SLACK }
  const read: Record<HistoryKind, () => Promise<Unnamed[]>> = {
    structure: () => structures(db, asked), submission: () => submissions(db, asked), edition: () => editions(db, asked),
    undone: () => undone(db, asked), import: () => Promise.resolve(broughtIn(article, asked)),
  }
  const found: Unnamed[] = []
  for (const kind of kinds) found.push(...await read[kind]())
  const events = found.filter((one) => before === null || isBefore(one, before)).sort((a, b) => isBefore(a, b) ? 1 : -1)
  const shown = events.slice(0, limit)
  const finished = await finish(db, shown)
  const names = await namesOf(db, finished.flatMap(({ people }) => people))
  return { events: finished.map(({ tell }) => tell((id) => names.get(id) ?? '')), more: events.length > limit }
}

function isBefore(a: Before, b: Before): boolean {
  return a.at < b.at || a.at === b.at && a.id < b.id
}

async function finish(db: Db, events: readonly Unnamed[]): Promise<{ people: Id[]; tell: (nameOf: NameOf) => HistoryEvent }[]> {
  const counts = await readCounts(db, events.flatMap(({ shape }) => shape ?? []))
  const sent = events.flatMap(({ texts }) => texts ?? [])
  const offered = await countOffered(db, sent)
  const verdicts = Map.groupBy(await listVerdicts(db, sent), ({ submission }) => submission)
  const passers = await listPassers(db, events.flatMap(({ shape }) => shape?.id ?? []))
  return events.map(({ people, shape, texts = '', tell }) => {
    const passed = passers.get(shape?.id ?? '') ?? []
    const decided = (verdicts.get(texts) ?? []).flatMap(({ outcome, by, count }) =>
      outcome === 'imported' || outcome === 'revoked' ? [] : [{ outcome, by, count }])
    const more = { counts: counts.get(shape?.id ?? '') ?? null, passed, offered: offered.get(texts) ?? { offered: 0, open: 0 }, verdicts: decided }
    return { people: [...people, ...passed, ...decided.map(({ by }) => by)], tell: (nameOf: NameOf) => tell(nameOf, more) }
  })
}

async function readCounts(db: Db, changes: readonly NonNullable<Unnamed['shape']>[]): Promise<Map<Id, ShapeCounts>> {
  const lengths = await countRows(db, changes.map(({ id }) => id))
  let left = MOST_COUNTED
  const counted = changes.filter(({ id }) => (left -= lengths.get(id) ?? 0) >= 0)
  return new Map((await listShapes(db, counted)).map((shape) => [shape.change, countShape(shape)]))
}
