import type { Id, Language } from '../db/columns.ts'
import type { NameKind } from '../db/tables/details.ts'
import { allNamesOf, namedCountsOf } from './facets.ts'
import { alternatesOf } from './head.ts'
import { slugIn } from './names.ts'
import { aboutPath, authorsPath, frontPath, listPath, namePath, topicsPath } from './paths.ts'
import type { SitemapAddress } from './sitemap-parts.ts'
import { siteTextsOf, type Reader } from './surroundings.ts'

/** The first pages of everything that is no article and carries nobody's name. */
export async function loadPages(reader: Reader): Promise<SitemapAddress[]> {
  const { languages } = reader.config
  const about = (await siteTextsOf(reader)).filter(({ siteText, language }) => siteText === 'about' && languages.includes(language))
  return [
    ...allLanguages(reader, languages, frontPath),
    ...allLanguages(reader, languages, (language) => listPath(language)),
    ...allLanguages(reader, about.map(({ language }) => language), aboutPath, about[0]?.sourceLanguage),
    ...allLanguages(reader, await languagesWith(reader, 'topic'), (language) => topicsPath(language)),
    ...allLanguages(reader, await languagesWith(reader, 'author'), (language) => authorsPath(language)),
  ]
}

/** The pages of all topics, or authors: of each in every language that has articles of it, in the order in which they came. */
export async function loadNamedPages(reader: Reader, kind: NameKind): Promise<SitemapAddress[][]> {
  const [, slugs] = await allNamesOf(reader, kind)
  const counts = await namedCountsOf(reader, kind)
  const own = Map.groupBy(slugs, ({ subject }) => subject)
  return [...own].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([subject, some]) => {
    const there = reader.config.languages.filter((language) => hasAny(counts.get(language), subject))
    return allLanguages(reader, there, (language) => namePath(kind, language, slugIn(some, language) ?? subject))
  })
}

async function languagesWith(reader: Reader, kind: NameKind): Promise<Language[]> {
  const counts = await namedCountsOf(reader, kind)
  return reader.config.languages.filter((language) => (counts.get(language)?.size ?? 0) > 0)
}

function hasAny(counts: ReadonlyMap<Id, number> | undefined, subject: Id): boolean {
  return (counts?.get(subject) ?? 0) > 0
}

/** One page in each of these languages; `first` is for readers of none of them. */
function allLanguages(
  { config: { baseUrl, languages: [main] } }: Reader, languages: readonly Language[], pathOf: (language: Language) => string, first = main,
): SitemapAddress[] {
  const pages = languages.map((language) => ({ language, path: pathOf(language) }))
  const alternates = alternatesOf(baseUrl, pages, first)
  return pages.map(({ path }) => ({ href: baseUrl + path, alternates }))
}
