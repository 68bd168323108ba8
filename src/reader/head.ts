import type { Language } from '../db/columns.ts'
import type { Alternate, Head } from '../web/locals.ts'
import type { Version } from './model.ts'
import { articlePath } from './paths.ts'

/** What a page says about itself, but for the title, which its view words. */
export type PageHead = Omit<Head, 'title'>

/** Addresses of one page in all its languages, itself among them, and for everybody else the original's, or the oldest. */
export function alternatesOf(
  baseUrl: string, pages: readonly { language: Language; path: string }[], first: Language | undefined,
): Alternate[] {
  const links = pages.map(({ language, path }) => ({ language: String(language), href: baseUrl + path }))
  const fallback = links.find(({ language }) => language === first) ?? links[0]
  return fallback ? [...links, { language: 'x-default', href: fallback.href }] : []
}

/** The language for readers of none: the original's, else the one that was published first. */
export function defaultVersion(versions: readonly Version[]): Version | undefined {
  return versions.find(({ language, sourceLanguage }) => language === sourceLanguage)
    ?? versions.toSorted((a, b) => (a.firstPublishedAt < b.firstPublishedAt ? -1 : 1))[0]
}

export function versionAlternates(baseUrl: string, versions: readonly Version[]): Alternate[] {
  const pages = versions.map((version) => ({ language: version.language, path: articlePath(version) }))
  return alternatesOf(baseUrl, pages, defaultVersion(versions)?.language)
}

/** A language with its region, as Open Graph wants it: `uk_UA`. English here is British, as its dates are. */
export function localeOf(language: Language): string {
  const { language: tag, region } = new Intl.Locale(language === 'en' ? 'en-GB' : language).maximize()
  return region ? `${tag}_${region}` : tag
}
