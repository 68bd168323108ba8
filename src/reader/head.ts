import type { Language } from '../db/columns.ts'
import type { Alternate, Head } from '../web/locals.ts'
import type { Version } from './model.ts'
import { articlePath } from './paths.ts'
import type { Picture } from './pictures.ts'

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

export interface Work {
  version: Version
  versions: readonly Version[]
  description: string
  siteName: string
  authors: readonly { name: string; role: string | null }[]
  translators: readonly string[]
  picture: (Pick<Picture, 'src' | 'width' | 'height'> & { alt: string }) | null
}

/** Open Graph: what a shared link shows, in the page's language. */
export function openGraph(baseUrl: string, { version, versions, description, siteName, picture }: Work): NonNullable<Head['meta']> {
  const others = versions.filter(({ language }) => language !== version.language)
  return [
    { property: 'og:type', content: 'article' },
    { property: 'og:site_name', content: siteName },
    { property: 'og:title', content: version.title },
    { property: 'og:description', content: description },
    { property: 'og:url', content: baseUrl + articlePath(version) },
    { property: 'og:locale', content: localeOf(version.language) },
    ...others.map(({ language }) => ({ property: 'og:locale:alternate', content: localeOf(language) })),
    { property: 'article:published_time', content: version.firstPublishedAt },
    { property: 'article:modified_time', content: version.publishedAt },
    ...picture ? [
      { property: 'og:image', content: baseUrl + picture.src }, { property: 'og:image:alt', content: picture.alt },
      { property: 'og:image:width', content: String(picture.width) }, { property: 'og:image:height', content: String(picture.height) },
    ] : [],
  ]
}

/** schema.org: the article, whose it is, and what it is a translation of. */
export function schemaOrg(baseUrl: string, { version, versions, description, siteName, authors, translators, picture }: Work): object {
  const urlOf = (one: Version) => baseUrl + articlePath(one)
  const original = versions.find(({ language }) => language === version.sourceLanguage)
  const translated = version.language !== version.sourceLanguage
  const others = versions.filter((one) => one !== version)
  return {
    '@context': 'https://schema.org', '@type': 'NewsArticle', '@id': urlOf(version), 'url': urlOf(version), 'mainEntityOfPage': urlOf(version),
    'headline': version.title, description, ...picture && { image: baseUrl + picture.src }, 'inLanguage': version.language,
    'datePublished': version.firstPublishedAt, 'dateModified': version.publishedAt,
    'author': authors.map(({ name, role }) => ({ '@type': 'Person', name, ...(role && { jobTitle: role }) })),
    'publisher': { '@type': 'Organization', 'name': siteName, 'url': `${baseUrl}/` },
    ...(translated && translators.length > 0 && { translator: translators.map((name) => ({ '@type': 'Person', name })) }),
    ...(translated && original && { translationOfWork: { '@type': 'NewsArticle', '@id': urlOf(original) } }),
    ...(!translated && others.length > 0 && { workTranslation: others.map((one) => ({ '@type': 'NewsArticle', '@id': urlOf(one) })) }),
  }
}

/** English here is British, as its dates are. */
function localeOf(language: Language): string {
  const { language: tag, region } = new Intl.Locale(language === 'en' ? 'en-GB' : language).maximize()
  return region ? `${tag}_${region}` : tag
}
