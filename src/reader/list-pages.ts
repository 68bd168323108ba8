import type { SpokenName } from '../articles/details.ts'
import type { Config } from '../config.ts'
import type { Language } from '../db/columns.ts'
import type { Genre, NameKind } from '../db/tables/details.ts'
import { yearIn } from './calendar.ts'
import type { PageHead } from './head.ts'
import type { Named } from './names.ts'
import { listPath, type ListPlace } from './paths.ts'
import { listFacts, sheetHead } from './sheet-head.ts'
import type { Crumb } from './structured.ts'
import { frameOf, switcherOf, type Surroundings } from './surroundings.ts'
import type { Teaser } from './teasers.ts'

/** `/reader/_listing`: one page of a list of articles, by year where it holds several. */
export interface Listing {
  groups: { year: number | null; href: string | null; teasers: Teaser[] }[]
  level: 2 | 3
  pager: Pager
  elsewhere: Elsewhere[]
}

/** `/reader/_pager` */
export interface Pager {
  page: number
  pages: number
  previous: string | null
  next: string | null
}

/** The same list in another language, or what is only there. */
export interface Elsewhere {
  language: Language
  count: number
  href: string
}

export interface ListPage {
  head: PageHead
  total: number
  /** The list without any filter. */
  all: string
  chips: Chip[]
  /** Null where nothing can be chosen, or nobody could answer. */
  form: ListForm | null
  listing: Listing
}

export type Filter = 'topic' | 'author' | 'kind' | 'year'

/** What can be shown in a filter: a name, a kind of publication, or a year. */
interface Choice {
  words: SpokenName | null
  genre: Genre | null
}

/** A filter that is on, and the list without it. */
interface Chip extends Choice {
  filter: Filter
  href: string
}

export interface ListForm {
  action: string
  selects: { filter: Filter; options: Option[] }[]
}

export interface Option extends Choice {
  value: string
  /** Articles of the language, whatever else is chosen. */
  count: number
  chosen: boolean
}

export interface NamedPage {
  head: PageHead
  kind: NameKind
  name: SpokenName
  /** What stands beside an author's name; null where nothing does. */
  role: SpokenName | null
  total: number
  /** All topics, or all authors. */
  index: string
  /** The list of articles, narrowed to this one. */
  narrow: string | null
  listing: Listing
  /** Articles that the language does not have. */
  lacking: Teaser[]
}

export interface NamesPage {
  head: PageHead
  kind: NameKind
  entries: { name: SpokenName; href: string; count: number }[]
  pager: Pager
}

const PAGE_LENGTH = 20

export function pagesOf(total: number, length = PAGE_LENGTH): number {
  return Math.max(1, Math.ceil(total / length))
}

export function sliceOf(page: number, length = PAGE_LENGTH): { offset: number; limit: number } {
  return { offset: (page - 1) * length, limit: length }
}

export function pagerOf(page: number, pages: number, pathAt: (page: number) => string): Pager {
  return { page, pages, previous: page > 1 ? pathAt(page - 1) : null, next: page < pages ? pathAt(page + 1) : null }
}

/** A list in every language: how much there is in each, and where. */
interface Everywhere {
  page: number
  counts: ReadonlyMap<Language, number>
  pathIn: (language: Language, page?: number) => string
  /** The list is there even where nothing is on it. */
  always?: boolean
  length?: number
  /** What search engines are told of it: its name, what stands on the page, and the list that it is a part of. */
  name: string
  items: readonly { title: string; href: string }[]
  above?: readonly Crumb[]
}

/** Switching keeps the page where the other language has so many; search engines are told of lists with something on them. */
export function headIn(
  { baseUrl, languages }: Config, around: Surroundings, { page, counts, pathIn, always = false, length, name, items, above }: Everywhere,
): PageHead {
  const reaches = (tag: Language) => page <= pagesOf(counts.get(tag) ?? 0, length)
  const there = languages.filter((tag) => reaches(tag) && (always || (counts.get(tag) ?? 0) > 0))
  const frame = frameOf(around, switcherOf(languages, around.language, (tag) => pathIn(tag, reaches(tag) ? page : 1)))
  if (!there.includes(around.language)) return { frame, robots: 'noindex' }
  const pages = there.map((tag) => ({ language: tag, path: pathIn(tag, page) }))
  const path = pathIn(around.language, page)
  const facts = listFacts(baseUrl, around, { path, name, items, above })
  return { frame, ...sheetHead(baseUrl, around, { path, pages, first: languages[0], facts }) }
}

export function elsewhereOf(
  languages: readonly Language[], own: Language, counts: ReadonlyMap<Language, number>, pathIn: (language: Language) => string,
): Elsewhere[] {
  return languages.filter((tag) => tag !== own).flatMap((language) => {
    const count = counts.get(language) ?? 0
    return count === 0 ? [] : [{ language, count, href: pathIn(language) }]
  })
}

/** Under the headings of their years, unless all are of one that was chosen. */
export function groupsOf(teasers: readonly Teaser[], timeZone: string, hrefOf: ((year: number) => string) | null): Listing['groups'] {
  if (hrefOf === null) return teasers.length === 0 ? [] : [{ year: null, href: null, teasers: [...teasers] }]
  return [...Map.groupBy(teasers, ({ at }) => yearIn(timeZone, at))].map(([year, some]) => ({ year, href: hrefOf(year), teasers: some }))
}

/** One for each filter of the place that is on. */
export function chipsOf(
  language: Language, place: ListPlace, { topic, author }: { topic: Named | undefined; author: Named | undefined },
): Chip[] {
  const without = (filter: Filter) => listPath(language, { ...place, page: 1, [filter]: undefined })
  const named = (filter: 'topic' | 'author', one: Named | undefined): Chip[] =>
    one ? [{ filter, words: one.name, genre: null, href: without(filter) }] : []
  return [
    ...place.kind === undefined ? [] : [{ filter: 'kind' as const, words: null, genre: place.kind, href: without('kind') }],
    ...named('topic', topic), ...named('author', author),
    ...place.year === undefined ? [] : [{ filter: 'year' as const, words: { text: String(place.year), language }, genre: null, href: without('year') }],
  ]
}
