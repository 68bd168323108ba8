import type { Language } from '../db/columns.ts'
import type { Meta } from '../web/locals.ts'
import { localeOf } from './head.ts'
import { articlePath, siteCardPath } from './paths.ts'
import { CARD, type SharedPicture, type Work } from './work.ts'

/** Open Graph: what a shared link shows, in the page's language. The title is the page's own. */
export function articleMeta(baseUrl: string, work: Work): Meta[] {
  const { version, versions, description, siteName, picture, authors, topics } = work
  const others = versions.flatMap(({ language }) => (language === version.language ? [] : language))
  return [
    { property: 'og:type', content: 'article' },
    ...linkMeta(baseUrl, { siteName, path: articlePath(version), language: version.language, others, description, picture }),
    { property: 'article:published_time', content: version.firstPublishedAt },
    { property: 'article:modified_time', content: version.publishedAt },
    ...authors.flatMap(({ path }) => (path === null ? [] : { property: 'article:author', content: baseUrl + path })),
    ...topics.slice(0, 1).map((topic) => ({ property: 'article:section', content: topic })),
    ...topics.map((topic) => ({ property: 'article:tag', content: topic })),
  ]
}

interface Sheet {
  siteName: string
  path: string
  language: Language
  /** Other languages that have the same page. */
  others: readonly Language[]
  /** May be empty. */
  description: string
}

/** The same of a page that is no article. */
export function pageMeta(baseUrl: string, sheet: Sheet): Meta[] {
  const picture = { path: siteCardPath(sheet.language), ...CARD, type: 'image/png' as const, alt: sheet.siteName }
  return [{ property: 'og:type', content: 'website' }, ...linkMeta(baseUrl, { ...sheet, picture })]
}

function linkMeta(
  baseUrl: string, { siteName, path, language, others, description, picture }: Sheet & { picture: SharedPicture },
): Meta[] {
  return [
    { property: 'og:site_name', content: siteName },
    ...(description ? [{ property: 'og:description', content: description }] : []),
    { property: 'og:url', content: baseUrl + path },
    { property: 'og:locale', content: localeOf(language) },
    ...others.map((other) => ({ property: 'og:locale:alternate', content: localeOf(other) })),
    { property: 'og:image', content: baseUrl + picture.path }, { property: 'og:image:type', content: picture.type },
    { property: 'og:image:width', content: String(picture.width) }, { property: 'og:image:height', content: String(picture.height) },
    { property: 'og:image:alt', content: picture.alt },
    { name: 'twitter:card', content: 'summary_large_image' },
  ]
}
