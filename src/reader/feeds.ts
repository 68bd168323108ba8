import type { Language } from '../db/columns.ts'
import { settingsFrom } from '../people/settings.ts'
import { assetUrl } from '../web/assets.ts'
import { siteArticles } from './facets.ts'
import { atomFeed, ATOM } from './feed-atom.ts'
import { loadEntries } from './feed-entries.ts'
import { jsonFeed, JSON_FEED } from './feed-json.ts'
import { otherFeeds, type Feed } from './feed-model.ts'
import type { Setting } from './feed-texts.ts'
import type { Rendered } from './finished.ts'
import type { Version } from './model.ts'
import { feedPath, frontPath } from './paths.ts'
import { listNewest, listSettings } from './store.ts'
import type { Reader } from './surroundings.ts'
import { typesetterFor } from './typesetter.ts'

export const MOST_ENTRIES = 50

type Format = 'xml' | 'json'

/** What is new in a language; of null, in all of them, each entry in its own. */
export async function feedAnswer(reader: Reader, language: Language | null, format: Format): Promise<Rendered> {
  const { config: { baseUrl, languages } } = reader
  const { siteName, ...setting } = await loadSite(reader, language)
  const titleLanguage = language ?? languages[0] ?? 'uk'
  const entries = await loadEntries(reader, setting, await listLatest(reader, language === null ? languages : [language]))
  return renderFeed(format, {
    title: siteName, language, titleLanguage, siteName, entries, icon: baseUrl + assetUrl('favicon.svg'),
    self: baseUrl + feedPath(language, format), home: baseUrl + (language === null ? '/' : frontPath(language)),
    alternates: language === null ? [] : otherFeeds(language, languages, (tag) => baseUrl + feedPath(tag, format)),
  })
}

export function renderFeed(format: Format, feed: Feed): Rendered {
  const [body, type] = format === 'xml' ? [atomFeed(feed), ATOM] : [jsonFeed(feed), JSON_FEED]
  // Nothing in it depends on the time: it is true until the site's generation moves.
  return { status: 200, body, type, language: feed.language, expires: Infinity }
}

/** The name of the site, and how its texts are set; of null, by its first language. */
export async function loadSite({ db, config }: Reader, language: Language | null): Promise<Setting & { siteName: string }> {
  const { name, typography } = settingsFrom(await listSettings(db), config.languages)
  const siteName = name[language ?? config.languages[0] ?? ''] ?? ''
  return { siteName, typesetter: typesetterFor(typography).loose(), choices: JSON.stringify(typography) }
}

async function listLatest(reader: Reader, languages: readonly Language[]): Promise<Version[]> {
  const except = await siteArticles(reader)
  const found: Version[] = []
  for (const language of languages) found.push(...await listNewest(reader.db, language, { limit: MOST_ENTRIES, except }))
  const place = ({ firstPublishedAt, article, language }: Version) => [firstPublishedAt, article, language].join(' ')
  return found.sort((a, b) => (place(a) < place(b) ? 1 : -1)).slice(0, MOST_ENTRIES)
}
