import type { Id } from '../db/columns.ts'
import { listThese } from './lists-store.ts'
import type { Version } from './model.ts'
import { listNearest, listOlder, listTies } from './related-store.ts'
import { listOpenings } from './store.ts'
import { siteTextsOf, type Reader, type Surroundings } from './surroundings.ts'
import { teasersOf, type Teaser } from './teasers.ts'

const RELATED = 4
/** How many neighbours on each side are looked at for each topic and author, and for how many of these. */
const NEAR = 12
const MOST_TIES = 8

/**
 * What to read next: most topics in common first, then the same author, then what came out just before. Only neighbours are looked
 * at, so that a new article changes few pages.
 */
export async function loadRelated(reader: Reader, { typesetter }: Surroundings, version: Version): Promise<Teaser[]> {
  const { db } = reader
  const byTopic = await neighbours(reader, 'topic', version)
  const byAuthor = await neighbours(reader, 'author', version)
  const close = [...new Set([...mostTied(byTopic), ...mostTied(byAuthor)])].slice(0, RELATED)
  const site = (await siteTextsOf(reader)).map(({ article }) => article)
  const older = close.length < RELATED ? await listOlder(db, version, RELATED - close.length, [version.article, ...close, ...site]) : []
  const found = await listThese(db, version.language, [...close, ...older])
  return teasersOf(found, await listOpenings(db, found.map(({ edition }) => edition)), typesetter)
}

async function neighbours({ db }: Reader, kind: 'topic' | 'author', version: Version): Promise<Id[]> {
  const found: Id[] = []
  for (const subject of (await listTies(db, kind, version.article)).slice(0, MOST_TIES)) {
    found.push(...await listNearest(db, kind, subject, version, NEAR))
  }
  return found
}

/** Those named most often first, and the newer of two named as often. */
function mostTied(articles: readonly Id[]): Id[] {
  const times = new Map<Id, number>()
  for (const article of articles) times.set(article, (times.get(article) ?? 0) + 1)
  return [...times].sort(([a, often], [b, seldom]) => seldom - often || (a < b ? 1 : -1)).map(([article]) => article)
}
