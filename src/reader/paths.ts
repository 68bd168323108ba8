import type { Id, Language } from '../db/columns.ts'
import type { Version } from './model.ts'

export function frontPath(language: Language): string {
  return `/${language}/`
}

export function aboutPath(language: Language): string {
  return `/${language}/about`
}

/** The list of articles; the first page and all years go without saying. */
export function listPath(language: Language, { year, page = 1 }: { year?: number | undefined; page?: number } = {}): string {
  const query = new URLSearchParams()
  if (year !== undefined) query.set('year', String(year))
  if (page > 1) query.set('page', String(page))
  return `/${language}/articles${query.size > 0 ? `?${query}` : ''}`
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

/** The address without a language. */
export function permalinkPath(article: Id): string {
  return `/a/${article}`
}
