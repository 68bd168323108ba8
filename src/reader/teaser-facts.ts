import type { Id, Language } from '../db/columns.ts'
import { listPublishedDetails } from './details.ts'
import { minutesOf } from './excerpt.ts'
import { listTranslators } from './lists-store.ts'
import type { Version } from './model.ts'
import { articlePath } from './paths.ts'
import type { ReaderDb } from './published.ts'
import { listOpenings, listParagraphsOf, listVersionsOf } from './store.ts'
import type { Reader, Surroundings } from './surroundings.ts'
import { teasersOf, type Teaser, type TeaserFacts } from './teasers.ts'
import type { Typesetter } from './typesetter.ts'
import { wayTo } from './ways.ts'

type Around = Pick<Surroundings, 'language' | 'typesetter'>

/** Articles with all that a list says of them; names of topics are in the language of the page where they have one in it. */
export async function fullTeasers(reader: Reader, { language, typesetter }: Around, versions: readonly Version[]): Promise<Teaser[]> {
  const { db, config } = reader
  const articles = [...new Set(versions.map(({ article }) => article))]
  const editions = versions.map(({ edition }) => edition)
  const details = await listPublishedDetails(db, articles, language)
  const everywhere = Map.groupBy(await listVersionsOf(db, articles), ({ article }) => article)
  const translators = Map.groupBy(await listTranslators(db, editions), ({ edition }) => edition)
  const minutes = await loadMinutes(db, editions, typesetter)
  const facts = versions.map(({ article, edition, language: own }): [Id, TeaserFacts] => {
    const known = details.get(article)
    return [edition, {
      genre: known?.genre ?? null, topics: (known?.topics ?? []).map(({ name }) => name),
      authors: (known?.authors ?? []).flatMap(({ name }) => name ?? []),
      translators: (translators.get(edition) ?? []).map(({ name }) => name), minutes: minutes.get(edition) ?? null,
      ways: waysTo(everywhere.get(article) ?? [], config.languages, own),
    }]
  })
  return teasersOf(versions, await listOpenings(db, editions), typesetter, new Map(facts))
}

function waysTo(versions: readonly Version[], languages: readonly Language[], own: Language): TeaserFacts['ways'] {
  return languages.filter((language) => language !== own).flatMap((language) => {
    const version = versions.find((one) => one.language === language)
    return version ? [wayTo(articlePath(version), language)] : []
  })
}

/** An edition is for good, and so is the time that reading it takes. */
const known = new Map<Id, number>()
const MOST_KNOWN = 50_000

async function loadMinutes(db: ReaderDb, editions: readonly Id[], { plain }: Typesetter): Promise<ReadonlyMap<Id, number>> {
  if (known.size > MOST_KNOWN) known.clear()
  const unknown = editions.filter((edition) => !known.has(edition))
  const rows = Map.groupBy(await listParagraphsOf(db, unknown), ({ edition_id }) => edition_id)
  for (const [edition, own] of rows) {
    known.set(edition, minutesOf(own.map(({ kind, text, language }) => ({ text: kind === 'code' ? text : plain(text, language) }))))
  }
  return known
}
