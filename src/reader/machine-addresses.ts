import { isSlug } from '../articles/slugs.ts'
import type { NameKind } from '../db/tables/details.ts'
import { AppError } from '../errors.ts'
import type { Route } from '../people/route-table.ts'
import { languageIn, type Address, type Asked } from './asked.ts'
import { editionsFeedAnswer } from './feed-editions.ts'
import { namedFeedAnswer } from './feed-named.ts'
import { feedAnswer } from './feeds.ts'
import { editionsFeedPath, feedPath, manifestPath, namedFeedPath, SECURITY_PATH, sitemapPath } from './paths.ts'
import { manifestAnswer, securityAnswer } from './site-files.ts'
import { sitemapIndexAnswer, sitemapPartAnswer } from './sitemap.ts'
import type { Reader } from './surroundings.ts'

/** What programs ask for on behalf of readers: feed readers, search engines, phones. */
export const MACHINE_ADDRESSES: readonly [Route, (reader: Reader, request: Asked) => Address][] = [
  ['GET /feed.xml', (reader) => ({ url: feedPath(null, 'xml'), make: () => feedAnswer(reader, null, 'xml') })],
  ['GET /feed.json', (reader) => ({ url: feedPath(null, 'json'), make: () => feedAnswer(reader, null, 'json') })],
  ['GET /:language/feed.xml', (reader, request) => {
    const language = languageIn(request, reader)
    return { url: feedPath(language, 'xml'), make: () => feedAnswer(reader, language, 'xml') }
  }],
  ['GET /:language/feed.json', (reader, request) => {
    const language = languageIn(request, reader)
    return { url: feedPath(language, 'json'), make: () => feedAnswer(reader, language, 'json') }
  }],
  ['GET /:language/editions.xml', (reader, request) => {
    const language = languageIn(request, reader)
    return { url: editionsFeedPath(language), make: () => editionsFeedAnswer(reader, language) }
  }],
  ['GET /:language/topics/:topic/feed.xml', (reader, request) => namedAddress(reader, 'topic', request)],
  ['GET /:language/authors/:author/feed.xml', (reader, request) => namedAddress(reader, 'author', request)],
  ['GET /:language/site.webmanifest', (reader, request) => {
    const language = languageIn(request, reader)
    return { url: manifestPath(language), make: () => manifestAnswer(reader, language) }
  }],
  ['GET /sitemap.xml', (reader) => ({ url: sitemapPath(), make: () => sitemapIndexAnswer(reader) })],
  ['GET /sitemaps/:part.xml', (reader, { params: { part } }) => {
    if (typeof part !== 'string' || !/^[a-z0-9-]{1,40}$/.test(part)) throw new AppError('not_found')
    return { url: sitemapPath(part), make: () => sitemapPartAnswer(reader, part) }
  }],
  ['GET /.well-known/security.txt', (reader) => ({ url: SECURITY_PATH, make: () => securityAnswer(reader) })],
]

function namedAddress(reader: Reader, kind: NameKind, request: Asked): Address {
  const [language, slug] = [languageIn(request, reader), request.params[kind]]
  if (typeof slug !== 'string' || !isSlug(slug)) throw new AppError('not_found')
  return { url: namedFeedPath(kind, language, slug), make: () => namedFeedAnswer(reader, kind, language, slug) }
}
