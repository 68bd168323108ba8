import type { Id, Language } from '../db/columns.ts'
import type { Genre, NameKind } from '../db/tables/details.ts'
import type { Version } from './model.ts'

export function frontPath(language: Language): string {
  return `/${language}/`
}

export function aboutPath(language: Language): string {
  return `/${language}/about`
}

/** What a list of articles is narrowed to: topic and author by their addresses in the list's language. */
export interface ListPlace {
  topic?: string | undefined
  author?: string | undefined
  kind?: Genre | undefined
  year?: number | undefined
  page?: number | undefined
}

/** The list of articles; the first page and whatever is not chosen go without saying. */
export function listPath(language: Language, { topic, author, kind, year, page }: ListPlace = {}): string {
  const chosen = Object.entries({ topic, author, kind, year }).filter(([, value]) => value !== undefined)
  return `/${language}/articles${queryOf([...chosen, ...pageOf(page)])}`
}

/** All topics of a language. */
export function topicsPath(language: Language, page?: number): string {
  return `/${language}/topics${queryOf(pageOf(page))}`
}

function topicPath(language: Language, slug: string, page?: number): string {
  return `/${language}/topics/${slug}${queryOf(pageOf(page))}`
}

/** All authors of a language. */
export function authorsPath(language: Language, page?: number): string {
  return `/${language}/authors${queryOf(pageOf(page))}`
}

export function authorPath(language: Language, slug: string, page?: number): string {
  return `/${language}/authors/${slug}${queryOf(pageOf(page))}`
}

export function namePath(kind: NameKind, language: Language, slug: string, page?: number): string {
  return kind === 'topic' ? topicPath(language, slug, page) : authorPath(language, slug, page)
}

/** What readers asked for, and on which page of it; an empty query is the page with the field alone. */
export function searchPath(language: Language, { q = '', page = 1 }: { q?: string; page?: number } = {}): string {
  const query = new URLSearchParams()
  if (q !== '') query.set('q', q)
  if (page > 1) query.set('page', String(page))
  return `/${language}/search${query.size > 0 ? `?${query}` : ''}`
}

/** What browsers know of the search. */
export function openSearchPath(language: Language): string {
  return `/${language}/opensearch.xml`
}

export function articlePath({ language, slug }: Pick<Version, 'language' | 'slug'>): string {
  return `/${language}/articles/${slug}`
}

export function editionsPath(version: Pick<Version, 'language' | 'slug'>): string {
  return `${articlePath(version)}/editions`
}

export function editionPath(version: Pick<Version, 'language' | 'slug'>, number: number): string {
  return `${editionsPath(version)}/${number}`
}

/** What a translation does not say as its original does. */
export function differencesPath(version: Pick<Version, 'language' | 'slug'>): string {
  return `${articlePath(version)}/differences`
}

/** Two languages of an article side by side: the original first, or last where somebody wants it so. */
export function parallelPath(version: Pick<Version, 'language' | 'slug'>, other: Language, { swapped = false } = {}): string {
  return `${articlePath(version)}/parallel/${other}${swapped ? '?swapped=1' : ''}`
}

/** What changed from one edition to another; without numbers, from the last but one to the last. */
export function comparePath(version: Pick<Version, 'language' | 'slug'>, { from, to }: { from?: number | undefined; to?: number | undefined } = {}): string {
  const query = new URLSearchParams()
  if (from !== undefined) query.set('from', String(from))
  if (to !== undefined) query.set('to', String(to))
  return `${editionsPath(version)}/differences${query.size > 0 ? `?${query}` : ''}`
}

/** How to cite an article: a page, and the same for programs that keep references. */
export function citePath(version: Pick<Version, 'language' | 'slug'>): string {
  return `${articlePath(version)}/cite`
}

export function citeFilePath(version: Pick<Version, 'language' | 'slug'>, format: 'bib' | 'ris' | 'json'): string {
  return `${citePath(version)}.${format}`
}

/** What shows an article where a link to it is shared. */
export function cardPath(version: Pick<Version, 'language' | 'slug'>): string {
  return `${articlePath(version)}/card.png`
}

export function siteCardPath(language: Language): string {
  return `/${language}/card.png`
}

/** Where readers report a mistake in a paragraph of an edition. */
export function correctionPath(version: Pick<Version, 'language' | 'slug'>, segment: Id, edition: number): string {
  return `${articlePath(version)}/paragraphs/${segment}/correction?edition=${edition}`
}

type FeedFormat = 'xml' | 'json'

/** What is new, for feed readers: Atom or JSON Feed; of null, in all languages together. */
export function feedPath(language: Language | null, format: FeedFormat): string {
  return `${language === null ? '' : `/${language}`}/feed.${format}`
}

function topicFeedPath(language: Language, slug: string): string {
  return `/${language}/topics/${slug}/feed.xml`
}

function authorFeedPath(language: Language, slug: string): string {
  return `/${language}/authors/${slug}/feed.xml`
}

export function namedFeedPath(kind: NameKind, language: Language, slug: string): string {
  return kind === 'topic' ? topicFeedPath(language, slug) : authorFeedPath(language, slug)
}

/** Every new edition, with what it changed. */
export function editionsFeedPath(language: Language): string {
  return `/${language}/editions.xml`
}

export function manifestPath(language: Language): string {
  return `/${language}/site.webmanifest`
}

/** The list of sitemaps, or one of them. */
export function sitemapPath(part?: string): string {
  return part === undefined ? '/sitemap.xml' : `/sitemaps/${part}.xml`
}

export const SECURITY_PATH = '/.well-known/security.txt'

/** The address without a language. */
export function permalinkPath(article: Id): string {
  return `/a/${article}`
}

function pageOf(page = 1): [string, number][] {
  return page > 1 ? [['page', page]] : []
}

function queryOf(parts: readonly (readonly [string, unknown])[]): string {
  const query = new URLSearchParams(parts.map(([name, value]) => [name, String(value)]))
  return query.size > 0 ? `?${query}` : ''
}
