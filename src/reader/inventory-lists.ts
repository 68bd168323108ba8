import type { Language } from '../db/columns.ts'
import type { NameKind } from '../db/tables/details.ts'
import { genresOf, yearsOf } from './facets.ts'
import { listPath, namedFeedPath, namePath } from './paths.ts'
import { pagesOf, perhaps, type Spot } from './spots.ts'
import type { Reader } from './surroundings.ts'

/** The list of a language by one year, or one kind; by several at once it is only what a server answers. */
export async function* filteredPlaces(reader: Reader, language: Language): AsyncGenerator<Spot> {
  const [kinds, years] = [(await genresOf(reader)).get(language), (await yearsOf(reader)).get(language)]
  for (const kind of kinds?.keys() ?? []) yield* pagesOf(reader, (page) => listPath(language, { kind, page }))
  for (const year of years?.keys() ?? []) yield* pagesOf(reader, (page) => listPath(language, { year, page }))
}

/** The pages of a topic or an author under one of its addresses in each language, or where that leads now. */
export async function* namedPlaces(reader: Reader, kind: NameKind, text: string): AsyncGenerator<Spot> {
  for (const language of reader.config.languages) {
    yield* pagesOf(reader, (page) => namePath(kind, language, text, page))
    yield* perhaps(reader, namedFeedPath(kind, language, text))
    yield* pagesOf(reader, (page) => listPath(language, { [kind]: text, page }))
  }
}
