import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Genre, NameKind } from '../db/tables/details.ts'
import type { Version } from './model.ts'
import type { ReaderDb } from './published.ts'
import { named, versions } from './store.ts'

/** Which articles a list is of: all that is said must hold. */
export interface Chosen {
  topic?: Id | undefined
  author?: Id | undefined
  genre?: Genre | undefined
  /** First published from the one moment until before the other. */
  since?: Timestamp | undefined
  until?: Timestamp | undefined
  /** In this language alone. */
  language?: Language | undefined
  /** Only what this language does not have. */
  lacking?: Language | undefined
  /** The site's own texts. */
  except: readonly Id[]
}

interface Counted { language: Language; count: number }

/** How many articles there are in each language. */
export async function countChosen(db: ReaderDb, chosen: Chosen): Promise<Map<Language, number>> {
  const rows = await chosenIn(db, chosen).select((eb) => ['publication.language', eb.fn.countAll<number>().as('count')])
    .groupBy('publication.language').execute()
  return new Map(rows.map(({ language, count }) => [language, count]))
}

/** A page of them in one language, by the day it first had them, newest first. */
export async function listChosen(
  db: ReaderDb, language: Language, chosen: Chosen, { offset, limit }: { offset: number; limit: number },
): Promise<Version[]> {
  // Chosen among the small rows first: joining every article only to sort it away takes ten times as long.
  const ids = (await chosenIn(db, { ...chosen, language }).select('publication.article_id')
    .orderBy('publication.first_published_at', 'desc').orderBy('publication.article_id', 'desc').offset(offset).limit(limit)
    .execute()).map((row) => row.article_id)
  return listThese(db, language, ids)
}

/** These articles in a language, in this order. */
export async function listThese(db: ReaderDb, language: Language, articles: readonly Id[]): Promise<Version[]> {
  if (articles.length === 0) return []
  const found = named(await versions(db).where('publication.language', '=', language).where('publication.article_id', 'in', [...articles]).execute())
  return articles.flatMap((article) => found.find((one) => one.article === article) ?? [])
}

/** Who is named as a translator of each of these editions, in order. */
export async function listTranslators(db: ReaderDb, editions: readonly Id[]): Promise<{ edition: Id; name: string }[]> {
  if (editions.length === 0) return []
  return db.selectFrom('edition_credit').select(['edition_id as edition', 'name']).where('edition_id', 'in', [...editions])
    .where('role', '=', 'translator').orderBy('edition_id').orderBy('position').execute()
}

/** How many articles of a language each topic, or author, has. One language at a time goes by the order of an index. */
export async function countNamed(
  db: ReaderDb, kind: NameKind, language: Language, except: readonly Id[],
): Promise<{ subject: Id; count: number }[]> {
  if (kind === 'topic') {
    return db.selectFrom('published_topic').innerJoin('publication', 'publication.article_id', 'published_topic.article_id')
      .where('publication.language', '=', language).where('published_topic.article_id', 'not in', ['', ...except])
      .select((eb) => ['topic_id as subject', eb.fn.countAll<number>().as('count')]).groupBy('topic_id').execute()
  }
  return db.selectFrom('published_author').innerJoin('publication', 'publication.article_id', 'published_author.article_id')
    .where('publication.language', '=', language).where('published_author.article_id', 'not in', ['', ...except])
    .select((eb) => ['author_id as subject', eb.fn.countAll<number>().as('count')]).groupBy('author_id').execute()
}

/** How many articles of each kind of publication there are in each language. */
export async function countGenres(db: ReaderDb, except: readonly Id[]): Promise<(Counted & { genre: Genre | null })[]> {
  return db.selectFrom('publication').innerJoin('published_article', 'published_article.article_id', 'publication.article_id')
    .where('publication.article_id', 'not in', ['', ...except])
    .select((eb) => ['language', 'genre', eb.fn.countAll<number>().as('count')]).groupBy(['language', 'genre']).execute()
}

/** The first and the last day on which a language first had an article. */
export async function findSpan(db: ReaderDb, language: Language): Promise<{ first: Timestamp; last: Timestamp } | undefined> {
  const ends = async (direction: 'asc' | 'desc') => db.selectFrom('publication').select('first_published_at as at')
    .where('language', '=', language).orderBy('first_published_at', direction).limit(1).executeTakeFirst()
  const [first, last] = [await ends('asc'), await ends('desc')]
  return first && last && { first: first.at, last: last.at }
}

/** Has any article of the language a topic, or an author, of its own record? */
export async function hasNamed(db: ReaderDb, kind: NameKind, language: Language): Promise<boolean> {
  const publication = db.selectFrom('publication').where('language', '=', language).select('language').limit(1)
  const row = kind === 'topic'
    ? await publication.innerJoin('published_topic', 'published_topic.article_id', 'publication.article_id').executeTakeFirst()
    : await publication.innerJoin('published_author', 'published_author.article_id', 'publication.article_id').executeTakeFirst()
  return row !== undefined
}

/** What stood beside an author's name when the language last had an article with it. */
export async function findRole(db: ReaderDb, author: Id, language: Language): Promise<string | undefined> {
  const row = await db.selectFrom('published_author')
    .innerJoin('publication', (join) => join.onRef('publication.article_id', '=', 'published_author.article_id').on('publication.language', '=', language))
    .innerJoin('edition_segment', (join) => join.onRef('edition_segment.edition_id', '=', 'publication.edition_id')
      .onRef('edition_segment.segment_id', '=', 'published_author.role_segment_id').on('edition_segment.language', '=', language))
    .select('edition_segment.text').where('published_author.author_id', '=', author)
    .orderBy('publication.first_published_at', 'desc').orderBy('publication.article_id', 'desc').limit(1).executeTakeFirst()
  return row?.text
}

function chosenIn(db: ReaderDb, { topic, author, genre, since, until, language, lacking, except }: Chosen) {
  return db.selectFrom('publication').where('publication.article_id', 'not in', ['', ...except])
    .$if(topic !== undefined, (query) => query.where('publication.article_id', 'in', (eb) => eb
      .selectFrom('published_topic').select('published_topic.article_id').where('topic_id', '=', topic ?? '')))
    .$if(author !== undefined, (query) => query.where('publication.article_id', 'in', (eb) => eb
      .selectFrom('published_author').select('published_author.article_id').where('author_id', '=', author ?? '')))
    .$if(genre !== undefined, (query) => query.where('publication.article_id', 'in', (eb) => eb
      .selectFrom('published_article').select('published_article.article_id').where('genre', '=', genre ?? null)))
    .$if(language !== undefined, (query) => query.where('publication.language', '=', language ?? ''))
    .$if(since !== undefined, (query) => query.where('publication.first_published_at', '>=', since ?? ''))
    .$if(until !== undefined, (query) => query.where('publication.first_published_at', '<', until ?? ''))
    .$if(lacking !== undefined, (query) => query.where(({ not, exists, selectFrom }) => not(exists(
      selectFrom('publication as own').select('own.article_id').whereRef('own.article_id', '=', 'publication.article_id').where('own.language', '=', lacking ?? '')))))
}
