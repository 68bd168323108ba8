import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Alternate } from '../web/locals.ts'

/** A page that search engines may keep, with itself in all languages as its head names them. */
export interface SitemapAddress {
  href: string
  alternates: readonly Alternate[]
  /** When its text last changed; of pages that change with everything, unknown. */
  updated?: string
}

/** What readers have in a language of an article. */
export interface Listed {
  article: Id
  language: Language
  publishedAt: Timestamp
}

/** A sitemap of neighbouring articles: all from `first` to `last`, by their ids. */
export interface SitemapPart {
  name: string
  first: Id
  last: Id
  updated: Timestamp
}

/** Far more would be allowed; a part this small is made in the time of a page. */
const MOST_ADDRESSES = 2000

/**
 * Articles by the month in which they were brought in, a full month by its days, a full day in pieces. An article stays in its part
 * for good, whenever and in whichever language it is published: what is new changes the latest part and leaves the others as they are.
 * `listed` comes in the order of articles.
 */
export function partsOf(listed: readonly Listed[], most = MOST_ADDRESSES): SitemapPart[] {
  return divide(listed, 'YYYY-MM'.length, most)
}

function divide(listed: readonly Listed[], length: number, most: number): SitemapPart[] {
  const periods = Map.groupBy(listed, ({ article }) => broughtAt(article).slice(0, length))
  return [...periods].flatMap(([period, rows]) => {
    if (rows.length <= most) return partOf(period, rows)
    if (length < 'YYYY-MM-DD'.length) return divide(rows, 'YYYY-MM-DD'.length, most)
    // A day on which very many articles were brought in at once.
    const articles = [...Map.groupBy(rows, ({ article }) => article).values()]
    return inPieces(period, articles, most).flatMap(({ name, members }) => partOf(name, members))
  })
}

/** Numbered pieces of at most so many; what belongs together stays together. */
export function inPieces<T>(name: string, groups: readonly (readonly T[])[], most = MOST_ADDRESSES): { name: string; members: T[] }[] {
  const found: T[][] = []
  for (const group of groups) {
    const last = found.at(-1)
    if (last && last.length + group.length <= most) last.push(...group)
    else if (group.length > 0) found.push([...group])
  }
  return found.map((members, i) => ({ name: `${name}-${i + 1}`, members }))
}

function partOf(name: string, rows: readonly Listed[]): SitemapPart[] {
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last) return []
  const updated = rows.reduce((latest, { publishedAt }) => (publishedAt > latest ? publishedAt : latest), '')
  return [{ name, first: first.article, last: last.article, updated }]
}

/** An id begins with the moment at which it was made. */
function broughtAt(article: Id): string {
  return new Date(Math.floor(parseInt(article.slice(0, 11), 36) / 1000)).toISOString()
}
