import { AppError } from '../errors.ts'
import { element, xmlDocument, type Xml } from '../text/xml.ts'
import { siteArticles } from './facets.ts'
import type { Rendered } from './finished.ts'
import { versionAlternates } from './head.ts'
import type { Version } from './model.ts'
import { articlePath, sitemapPath } from './paths.ts'
import { oncePerGeneration } from './remembered.ts'
import { loadNamedPages, loadPages } from './sitemap-pages.ts'
import { inPieces, partsOf, type SitemapAddress, type SitemapPart } from './sitemap-parts.ts'
import { listListed } from './sitemap-store.ts'
import { listVersionsBetween } from './store.ts'
import type { Reader } from './surroundings.ts'

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const XHTML = 'http://www.w3.org/1999/xhtml'

/** One of the sitemaps. */
interface Part {
  name: string
  updated?: string
  load: () => Promise<SitemapAddress[]>
}

const articlePartsOf = oncePerGeneration(async (reader: Reader): Promise<SitemapPart[]> =>
  partsOf(await listListed(reader.db, reader.config.languages, await siteArticles(reader))))

/** `/sitemap.xml`: where the sitemaps are. */
export async function sitemapIndexAnswer(reader: Reader): Promise<Rendered> {
  const parts = await listParts(reader)
  return rendered(element('sitemapindex', { xmlns: NAMESPACE }, parts.map(({ name, updated }) => element('sitemap', {}, [
    element('loc', {}, reader.config.baseUrl + sitemapPath(name)), ...lastmod(updated),
  ]))))
}

/** One of them. Throws `not_found` for a name that the index does not have. */
export async function sitemapPartAnswer(reader: Reader, name: string): Promise<Rendered> {
  const part = (await listParts(reader)).find((one) => one.name === name)
  if (!part) throw new AppError('not_found', { part: name })
  return rendered(element('urlset', { 'xmlns': NAMESPACE, 'xmlns:xhtml': XHTML }, (await part.load()).map(addressElement)))
}

export async function listParts(reader: Reader): Promise<Part[]> {
  const named = [
    ...inPieces('topics', await loadNamedPages(reader, 'topic')), ...inPieces('authors', await loadNamedPages(reader, 'author')),
  ]
  return [
    { name: 'pages', load: () => loadPages(reader) },
    ...named.map(({ name, members }) => ({ name, load: () => Promise.resolve(members) })),
    ...(await articlePartsOf(reader)).map((part) => ({ name: part.name, updated: part.updated, load: () => loadArticles(reader, part) })),
  ]
}

async function loadArticles({ db, config: { baseUrl, languages } }: Reader, part: SitemapPart): Promise<SitemapAddress[]> {
  const versions = (await listVersionsBetween(db, part)).filter(({ language }) => languages.includes(language))
  return [...Map.groupBy(versions, ({ article }) => article).values()].flatMap((own) => articleAddresses(baseUrl, own))
}

function articleAddresses(baseUrl: string, versions: readonly Version[]): SitemapAddress[] {
  const alternates = versionAlternates(baseUrl, versions)
  return versions.map((version) => ({ href: baseUrl + articlePath(version), alternates, updated: version.publishedAt }))
}

function addressElement({ href, alternates, updated }: SitemapAddress): Xml {
  return element('url', {}, [
    element('loc', {}, href), ...lastmod(updated),
    ...alternates.map((other) => element('xhtml:link', { rel: 'alternate', hreflang: other.language, href: other.href })),
  ])
}

function lastmod(updated: string | undefined): Xml[] {
  return updated === undefined ? [] : [element('lastmod', {}, updated)]
}

function rendered(root: Xml): Rendered {
  return { status: 200, body: xmlDocument(root), type: 'application/xml; charset=utf-8', language: null, expires: Infinity }
}
