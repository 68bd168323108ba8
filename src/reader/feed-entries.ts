import type { Language } from '../db/columns.ts'
import { creditNames } from './colophon.ts'
import { listPublishedDetails } from './details.ts'
import { entryId, type Entry } from './feed-model.ts'
import { listCreditsOf } from './feed-store.ts'
import { loadTexts, type EntryText, type Setting } from './feed-texts.ts'
import type { CreditRow, Version } from './model.ts'
import { articlePath } from './paths.ts'
import { listVersionsOf } from './store.ts'
import type { Reader } from './surroundings.ts'

type Details = Awaited<ReturnType<typeof listPublishedDetails>>

/** What stands around the texts of these versions, read for all of them at once. */
interface Known {
  credits: ReadonlyMap<string, CreditRow[]>
  versions: ReadonlyMap<string, Version[]>
  details: ReadonlyMap<Language, Details>
}

/** These versions as feed readers get them, in the same order. */
export async function loadEntries(reader: Reader, setting: Setting, versions: readonly Version[]): Promise<Entry[]> {
  const known = await readKnown(reader, versions)
  const { typesetter } = setting
  const texts = await loadTexts(reader, setting, versions)
  return versions.flatMap((version, i) => {
    const text = texts[i]
    const title = typesetter.plain(version.title, version.language)
    return text ? [{ ...text, ...entryOf(reader.config.baseUrl, version, text, known), title }] : []
  })
}

async function readKnown({ db, config }: Reader, versions: readonly Version[]): Promise<Known> {
  const details = new Map<Language, Details>()
  for (const [language, some] of Map.groupBy(versions, (version) => version.language)) {
    details.set(language, await listPublishedDetails(db, some.map(({ article }) => article), language))
  }
  const others = await listVersionsOf(db, [...new Set(versions.map(({ article }) => article))])
  return {
    details, credits: Map.groupBy(await listCreditsOf(db, versions.map(({ edition }) => edition)), ({ edition_id }) => edition_id),
    versions: Map.groupBy(others.filter(({ language }) => config.languages.includes(language)), ({ article }) => article),
  }
}

function entryOf(baseUrl: string, version: Version, { authors }: EntryText, known: Known): Omit<Entry, 'title' | keyof Omit<EntryText, 'authors'>> {
  const { article, language, edition } = version
  const details = known.details.get(language)?.get(article)
  const writers = details?.authors.flatMap(({ name }) => name?.text ?? []) ?? []
  return {
    id: entryId(version), url: baseUrl + articlePath(version), language,
    published: version.firstPublishedAt, updated: version.publishedAt, authors: authors.length > 0 ? authors : writers,
    translators: creditNames(known.credits.get(edition) ?? [], 'translator'),
    topics: details?.topics.map(({ name }) => name) ?? [],
    alternates: (known.versions.get(article) ?? []).filter((other) => other.language !== language)
      .map((other) => ({ language: other.language, url: baseUrl + articlePath(other) })),
  }
}
