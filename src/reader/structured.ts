import type { Language } from '../db/columns.ts'
import type { Genre } from '../db/tables/details.ts'
import { beginningOf } from '../text/excerpt.ts'
import { assetUrl } from '../web/assets.ts'
import type { Version } from './model.ts'
import { articlePath, frontPath } from './paths.ts'
import type { Work } from './work.ts'

/**
 * schema.org's narrowest type that says no more than is known. A Review would have to name what it reviews; schema.org has none for
 * an interview, a speech, a letter or a document: each is an Article, and an interview is journalism.
 */
const TYPES: Readonly<Record<Genre, string>> = {
  article: 'Article', essay: 'Article', speech: 'Article', document: 'Article', letter: 'Article', review: 'Article',
  news: 'NewsArticle', interview: 'NewsArticle',
  analysis: 'AnalysisNewsArticle', opinion: 'OpinionNewsArticle', reportage: 'ReportageNewsArticle',
  report: 'Report',
}
const LONGEST_HEADLINE = 110

/** A page on the way from the front page to this one. */
export interface Crumb {
  name: string
  path: string
}

/** What several facts say together, for one script element. */
export function graphOf(...facts: readonly object[]): object {
  return { '@context': 'https://schema.org', '@graph': facts }
}

/** The article, whose it is, and what it is a translation of. `genreWord` is in the language of the page, if the interface speaks it. */
export function articleFacts(baseUrl: string, work: Work, genreWord: string | null): object {
  const { version, description, authors, topics, picture, words } = work
  const url = baseUrl + articlePath(version)
  return {
    '@type': typeOf(work), '@id': url, url, 'mainEntityOfPage': url,
    'headline': headlineOf(version.title), ...(description && { description }), 'inLanguage': version.language, ...(genreWord && { genre: genreWord }),
    'image': { '@type': 'ImageObject', 'url': baseUrl + picture.path, 'width': picture.width, 'height': picture.height, 'caption': picture.alt },
    'datePublished': version.firstPublishedAt, 'dateModified': version.publishedAt,
    ...(authors.length > 0 && { author: authors.map(({ text, role, path }) =>
      ({ '@type': 'Person', 'name': text, ...(path && { url: baseUrl + path }), ...(role && { jobTitle: role }) })) }),
    'publisher': publisher(baseUrl, work.siteName, version.language),
    ...translationFacts(baseUrl, work),
    'version': version.number, 'identifier': version.hash,
    ...(topics.length > 0 && { about: topics.map((name) => ({ '@type': 'Thing', name })) }),
    'wordCount': words, 'isAccessibleForFree': true,
  }
}

/** Both ways: each version names the others that name it. */
function translationFacts(baseUrl: string, work: Work): object {
  const { version, versions, translators, madeFrom } = work
  const original = versions.find(({ language }) => language === version.sourceLanguage)
  const linkTo = (one: Version) => ({ '@type': typeOf(work), '@id': baseUrl + articlePath(one), 'inLanguage': one.language })
  if (version.language !== version.sourceLanguage) {
    return {
      ...(translators.length > 0 && { translator: translators.map((name) => ({ '@type': 'Person', name })) }),
      ...(original && { translationOfWork: linkTo(original) }), ...(madeFrom && { isBasedOn: baseUrl + madeFrom }),
    }
  }
  const others = versions.filter(({ language }) => language !== version.language)
  return others.length > 0 ? { workTranslation: others.map(linkTo) } : {}
}

/** Where a page stands in the site, the page itself last. */
export function breadcrumbs(baseUrl: string, crumbs: readonly Crumb[]): object {
  return {
    '@type': 'BreadcrumbList',
    'itemListElement': crumbs.map(({ name, path }, at) => ({ '@type': 'ListItem', 'position': at + 1, name, 'item': baseUrl + path })),
  }
}

interface Site {
  language: Language
  siteName: string
  /** May be empty. */
  description: string
}

/** The site in a language. `search`: the page that finds what is asked with `?q=`; null where there is none. */
export function siteFacts(baseUrl: string, { language, siteName, description }: Site, search: string | null): object {
  const url = baseUrl + frontPath(language)
  return {
    '@type': 'WebSite', '@id': `${url}#site`, url, 'name': siteName, 'inLanguage': language, ...(description && { description }),
    'publisher': publisher(baseUrl, siteName, language),
    ...(search !== null && { potentialAction: {
      '@type': 'SearchAction', 'target': { '@type': 'EntryPoint', 'urlTemplate': `${baseUrl}${search}?q={search_term_string}` },
      'query-input': 'required name=search_term_string',
    } }),
  }
}

interface Collection {
  path: string
  language: Language
  siteName: string
  name: string
  /** What stands on this page of it. */
  items: readonly { title: string; href: string }[]
}

/** A list of articles, or one page of it. */
export function collectionFacts(baseUrl: string, { path, language, siteName, name, items }: Collection): object {
  const url = baseUrl + path
  return {
    '@type': 'CollectionPage', '@id': url, url, name, 'inLanguage': language,
    'isPartOf': { '@type': 'WebSite', '@id': `${baseUrl}${frontPath(language)}#site`, 'name': siteName },
    ...(items.length > 0 && { mainEntity: {
      '@type': 'ItemList',
      'itemListElement': items.map(({ title, href }, at) => ({ '@type': 'ListItem', 'position': at + 1, 'name': title, 'url': baseUrl + href })),
    } }),
  }
}

/** The page on which the site tells of itself. */
export function aboutFacts(baseUrl: string, { path, language, siteName, name }: Omit<Collection, 'items'>): object {
  const url = baseUrl + path
  return { '@type': 'AboutPage', '@id': url, url, name, 'inLanguage': language, 'about': publisher(baseUrl, siteName, language) }
}

function publisher(baseUrl: string, name: string, language: Language): object {
  const logo = { '@type': 'ImageObject', 'url': baseUrl + assetUrl('icon-512.png'), 'width': 512, 'height': 512 }
  return { '@type': 'Organization', '@id': `${baseUrl}/#publisher`, name, 'url': baseUrl + frontPath(language), logo }
}

function typeOf({ genre }: Work): string {
  return TYPES[genre ?? 'article']
}

/** Search engines cut longer ones: here it is cut between words. */
function headlineOf(title: string): string {
  return beginningOf(title, LONGEST_HEADLINE)
}
