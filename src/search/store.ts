import { SqliteAdapter } from 'kysely'
import type { Id, Language } from '../db/columns.ts'
import type { Db, Row, Tx } from '../db/schema.ts'
import type { SearchDb, SearchEngine } from './engine.ts'
import { alternativesOf, RULES, type Unfound, type WantedWord } from './model.ts'
import { postgresEngine } from './postgres.ts'
import { sqliteEngine } from './sqlite.ts'

/** Nobody reads so many in a language that is not theirs; beyond, they are not counted. */
const MOST_ELSEWHERE = 500

/** The editions of one page, in order. */
export interface Found {
  editions: { article: Id; edition: Id }[]
  total: number
}

interface Slice {
  offset: number
  limit: number
}

/** Articles of a language that hold all the words: those with all in the title first, then in the lead or byline, then the newest. */
export async function findEditions(
  db: SearchDb, language: Language, wanted: readonly WantedWord[], { offset, limit }: Slice,
): Promise<Found> {
  const { matching } = engineOf(db)
  const rows = await documents(db, wanted).where('search_document.language', '=', language)
    .select((eb) => ['search_document.article_id as article', 'search_document.edition_id as edition', eb.fn.countAll<number>().over().as('total'), eb.case()
      .when('search_document.id', 'in', matching(db, alternativesOf(wanted, 'title'))).then(eb.lit(0))
      .when('search_document.id', 'in', matching(db, alternativesOf(wanted, 'top'))).then(eb.lit(1)).else(eb.lit(2)).end().as('place')])
    .orderBy('place').orderBy('publication.first_published_at', 'desc').orderBy('publication.article_id', 'desc')
    .offset(offset).limit(limit).execute()
  return { editions: rows.map(({ article, edition }) => ({ article, edition })), total: rows[0]?.total ?? 0 }
}

/** The newest editions in these languages of articles that readers do not have in this one. */
export async function findElsewhere(
  db: SearchDb, language: Language, others: readonly Language[], wanted: readonly WantedWord[], limit: number,
): Promise<Found> {
  const rows = await documents(db, wanted).where('search_document.language', 'in', ['', ...others])
    .where('search_document.article_id', 'not in', db.selectFrom('publication').select('article_id').where('language', '=', language))
    .select(['search_document.edition_id as edition', 'search_document.article_id as article'])
    .orderBy('publication.first_published_at', 'desc').orderBy('publication.article_id', 'desc').orderBy('publication.language')
    .limit(MOST_ELSEWHERE).execute()
  const articles = [...Map.groupBy(rows, ({ article }) => article).values()]
  return { editions: articles.slice(0, limit).flatMap(([first]) => first ?? []), total: articles.length }
}

/** The number of the generation: grows whenever what readers have may have changed. */
export async function readGeneration(db: Db): Promise<number> {
  const { number } = await db.selectFrom('generation').select('number').executeTakeFirstOrThrow()
  return number
}

/** What readers have and cannot find, or find by older rules. */
export async function listUnfound(db: Db): Promise<Unfound[]> {
  return db.selectFrom('publication').innerJoin('edition', 'edition.id', 'publication.edition_id')
    .leftJoin('search_document', (join) => join.onRef('search_document.edition_id', '=', 'publication.edition_id')
      .onRef('search_document.article_id', '=', 'publication.article_id').onRef('search_document.language', '=', 'publication.language')
      .on('search_document.rules', '=', RULES))
    .where('edition.article_kind', '=', 'article').where('search_document.id', 'is', null)
    .select(['publication.article_id as article', 'publication.language', 'publication.edition_id as edition'])
    .orderBy('publication.first_published_at', 'desc').execute()
}

/** The paragraphs of several editions, in order. */
export async function listTexts(db: Db, editions: readonly Id[]): Promise<Pick<Row<'edition_segment'>, 'edition_id' | 'kind' | 'text'>[]> {
  return db.selectFrom('edition_segment').select(['edition_id', 'kind', 'text']).where('edition_id', 'in', [...editions])
    .orderBy('edition_id').orderBy('position').execute()
}

export async function isPublished(tx: Tx, { article, language, edition }: Unfound): Promise<boolean> {
  const row = await tx.selectFrom('publication').select('edition_id')
    .where('article_id', '=', article).where('language', '=', language).executeTakeFirst()
  return row?.edition_id === edition
}

/** Puts an edition in the place of the one that was found before it. */
export async function replaceDocument(tx: Tx, { article, language, edition }: Unfound, lexemes: readonly string[]): Promise<void> {
  const old = await tx.selectFrom('search_document').select('id').where('article_id', '=', article).where('language', '=', language).executeTakeFirst()
  if (old) await removeDocument(tx, old.id)
  const { last } = await tx.selectFrom('search_document').select((eb) => eb.fn.max('id').as('last')).executeTakeFirstOrThrow()
  const id = (last ?? 0) + 1
  await tx.insertInto('search_document').values({ id, article_id: article, language, edition_id: edition, rules: RULES }).execute()
  await engineOf(tx).store(tx, id, lexemes)
}

/** Documents of what readers have no more: at most so many. */
export async function listGone(tx: Tx, limit: number): Promise<number[]> {
  const rows = await tx.selectFrom('search_document').leftJoin('publication', (join) => join.onRef('publication.article_id', '=', 'search_document.article_id')
    .onRef('publication.language', '=', 'search_document.language').onRef('publication.edition_id', '=', 'search_document.edition_id'))

    .where('publication.article_id', 'is', null).select('search_document.id').limit(limit).execute()
  return rows.map(({ id }) => id)
}

export async function removeDocument(tx: Tx, document: number): Promise<void> {
  await tx.deleteFrom('search_document').where('id', '=', document).execute()
  await engineOf(tx).remove(tx, document)
}

/** From now on everything counts as made by older rules. */
export async function outdateDocuments(tx: Tx): Promise<void> {
  await tx.updateTable('search_document').set({ rules: 0 }).execute()
}

/** Documents that hold all the words, of what readers have now: one that nobody has removed yet is of no consequence. */
function documents(db: SearchDb, wanted: readonly WantedWord[]) {
  // Crossed, not joined: SQLite must begin with what was found, and would begin with what is published.
  return db.selectFrom(engineOf(db).matching(db, alternativesOf(wanted, 'all')).as('found'))
    .crossJoin('search_document').crossJoin('publication').whereRef('search_document.id', '=', 'found.id')
    .whereRef('publication.edition_id', '=', 'search_document.edition_id')
}

function engineOf(db: Pick<SearchDb, 'getExecutor'>): SearchEngine {
  return db.getExecutor().adapter instanceof SqliteAdapter ? sqliteEngine : postgresEngine
}
