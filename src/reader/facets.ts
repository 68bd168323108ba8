import type { Id, Language } from '../db/columns.ts'
import type { Genre, NameKind } from '../db/tables/details.ts'
import { yearIn, yearStart } from './calendar.ts'
import { countChosen, countGenres, countNamed, findSpan } from './lists-store.ts'
import { loadRows } from './names.ts'
import { oncePerGeneration } from './remembered.ts'
import { siteTextsOf, type Reader } from './surroundings.ts'

/** How many articles of a kind, a year, a topic each language has; only what there is. */
export type Counts<T> = ReadonlyMap<Language, ReadonlyMap<T, number>>

/** The site's own texts are in no list. */
export async function siteArticles(reader: Reader): Promise<Id[]> {
  return (await siteTextsOf(reader)).map(({ article }) => article)
}

export const totalsOf = oncePerGeneration(async (reader: Reader): Promise<ReadonlyMap<Language, number>> =>
  countChosen(reader.db, { except: await siteArticles(reader) }))

export const genresOf = oncePerGeneration(async (reader: Reader): Promise<Counts<Genre>> => {
  const rows = await countGenres(reader.db, await siteArticles(reader))
  return countsOf(rows.flatMap(({ genre, ...row }) => (genre === null ? [] : [{ ...row, value: genre }])))
})

export const yearsOf = oncePerGeneration(async (reader: Reader): Promise<Counts<number>> => {
  const { db, config } = reader
  const except = await siteArticles(reader)
  const rows: Row<number>[] = []
  for (const language of config.languages) {
    const span = await findSpan(db, language)
    if (!span) continue
    for (let year = yearIn(config.timeZone, span.last); year >= yearIn(config.timeZone, span.first); year -= 1) {
      const count = (await countChosen(db, { ...yearSpan(config.timeZone, year), language, except })).get(language)
      if (count !== undefined) rows.push({ language, value: year, count })
    }
  }
  return countsOf(rows)
})

const topicsOf = oncePerGeneration((reader: Reader) => countNames(reader, 'topic'))
const authorsOf = oncePerGeneration((reader: Reader) => countNames(reader, 'author'))

/** Topics, or authors, of each language. */
export function namedCountsOf(reader: Reader, kind: NameKind): Promise<Counts<Id>> {
  return kind === 'topic' ? topicsOf(reader) : authorsOf(reader)
}

const topicNamesOf = oncePerGeneration(({ db }: Reader) => loadRows(db, 'topic'))
const authorNamesOf = oncePerGeneration(({ db }: Reader) => loadRows(db, 'author'))

/** Names and addresses of all topics, or authors. */
export function allNamesOf(reader: Reader, kind: NameKind): ReturnType<typeof topicNamesOf> {
  return kind === 'topic' ? topicNamesOf(reader) : authorNamesOf(reader)
}

/** A calendar year, as moments. */
export function yearSpan(timeZone: string, year: number): { since: string; until: string } {
  return { since: isoOf(yearStart(timeZone, year)), until: isoOf(yearStart(timeZone, year + 1)) }
}

function isoOf(moment: number): string {
  return new Date(moment).toISOString()
}

async function countNames(reader: Reader, kind: NameKind): Promise<Counts<Id>> {
  const except = await siteArticles(reader)
  const counts = new Map<Language, ReadonlyMap<Id, number>>()
  for (const language of reader.config.languages) {
    const rows = await countNamed(reader.db, kind, language, except)
    counts.set(language, new Map(rows.map(({ subject, count }) => [subject, count])))
  }
  return counts
}

interface Row<T> { language: Language; value: T; count: number }

function countsOf<T>(rows: readonly Row<T>[]): Counts<T> {
  const languages = Map.groupBy(rows, ({ language }) => language)
  return new Map([...languages].map(([language, some]) => [language, new Map(some.map(({ value, count }) => [value, count]))]))
}
