import { GENRES } from '../articles/genres.ts'
import type { Id, Language } from '../db/columns.ts'
import type { NameKind } from '../db/tables/details.ts'
import { allNamesOf, genresOf, namedCountsOf, yearsOf } from './facets.ts'
import type { Filter, ListForm, Option } from './list-pages.ts'
import { byName, namedIn, type Named } from './names.ts'
import { listPath, type ListPlace } from './paths.ts'
import type { Reader } from './surroundings.ts'

/** More than this nobody looks through in a list that drops down: then it holds those with the most articles. */
const MOST_OPTIONS = 200

/** What the list of a language can be narrowed to: what it has, and what is chosen already. Null where a form would reach nobody. */
export async function loadForm(
  reader: Reader, language: Language, place: ListPlace, named: { topic: Named | undefined; author: Named | undefined },
): Promise<ListForm | null> {
  if (reader.still) return null
  const selects: [Filter, Option[]][] = [
    ['kind', await genreOptions(reader, language, place)],
    ['topic', await namedOptions(reader, 'topic', language, named.topic)],
    ['author', await namedOptions(reader, 'author', language, named.author)],
    ['year', await yearOptions(reader, language, place)],
  ]
  // One year, or one kind, of everything is no choice.
  const useful = selects.filter(([, options]) => options.length > 1 || options.some(({ chosen }) => chosen))
  if (useful.length === 0) return null
  return { action: listPath(language), selects: useful.map(([filter, options]) => ({ filter, options })) }
}

async function genreOptions(reader: Reader, language: Language, { kind }: ListPlace): Promise<Option[]> {
  const counts = (await genresOf(reader)).get(language)
  return GENRES.filter((genre) => genre === kind || counts?.has(genre))
    .map((genre) => ({ value: genre, words: null, genre, count: counts?.get(genre) ?? 0, chosen: genre === kind }))
}

async function yearOptions(reader: Reader, language: Language, { year: wanted }: ListPlace): Promise<Option[]> {
  const counts = (await yearsOf(reader)).get(language) ?? new Map<number, number>()
  const years = [...new Set([...counts.keys(), ...wanted === undefined ? [] : [wanted]])].sort((a, b) => b - a)
  return years.map((year) => ({
    value: String(year), words: { text: String(year), language }, genre: null, count: counts.get(year) ?? 0, chosen: year === wanted,
  }))
}

async function namedOptions(reader: Reader, kind: NameKind, language: Language, wanted: Named | undefined): Promise<Option[]> {
  const counts = (await namedCountsOf(reader, kind)).get(language) ?? new Map<Id, number>()
  const all = namedIn(...await allNamesOf(reader, kind), language)
  const most = [...counts].sort(([, a], [, b]) => b - a).slice(0, MOST_OPTIONS).map(([subject]) => subject)
  const shown = [...new Set([...most, ...wanted ? [wanted.subject] : []])].flatMap((subject) => all.get(subject) ?? [])
  return shown.sort(byName(language)).map(({ subject, name, slug }) => ({
    value: slug, words: name, genre: null, count: counts.get(subject) ?? 0, chosen: subject === wanted?.subject,
  }))
}
