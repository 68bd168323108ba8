import type { CompiledQuery } from 'kysely'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import { isId } from '../db/id.ts'
import type { CreditRow, Frozen, PastEdition, Version, WordsRow } from './model.ts'
import type { ReaderDb } from './published.ts'

/** The number of the generation: grows whenever readers' pages may have changed. */
export async function readGeneration(db: ReaderDb): Promise<number> {
  const asked = generationAsked.get(db) ?? db.selectFrom('generation').select('number').compile()
  generationAsked.set(db, asked)
  const { rows: [row] } = await db.executeQuery(asked)
  if (!row) throw new Error('the site has no generation')
  return row.number
}

/** Asked several times for each page: written once for each database. */
const generationAsked = new WeakMap<ReaderDb, CompiledQuery<{ number: number }>>()

export async function listSettings(db: ReaderDb): Promise<{ key: string; value: string }[]> {
  return db.selectFrom('setting').select(['key', 'value']).execute()
}

/** The temperature that was told last. */
export async function findTemperature(db: ReaderDb): Promise<{ celsius: number; measuredAt: Timestamp } | undefined> {
  return db.selectFrom('weather').select(['celsius', 'measured_at as measuredAt']).executeTakeFirst()
}

/** The article that this slug, current or retired, belongs to. */
export async function findArticleBySlug(db: ReaderDb, slug: string): Promise<Id | undefined> {
  const row = await db.selectFrom('slug').select('article_id').where('text', '=', slug).executeTakeFirst()
  return row?.article_id ?? (isId(slug) ? slug : undefined)
}

/** The languages in which an article is published. */
export async function listVersions(db: ReaderDb, article: Id): Promise<Version[]> {
  return named(await versions(db).where('publication.article_id', '=', article).where('edition.article_kind', '=', 'article')
    .orderBy('publication.language').execute())
}

/** The same of several articles, by article and language. */
export async function listVersionsOf(db: ReaderDb, articles: readonly Id[]): Promise<Version[]> {
  if (articles.length === 0) return []
  return named(await versions(db).where('publication.article_id', 'in', [...articles]).where('edition.article_kind', '=', 'article')
    .orderBy('publication.article_id').orderBy('publication.language').execute())
}

/** The same of all articles from one to another, by their ids. */
export async function listVersionsBetween(db: ReaderDb, { first, last }: { first: Id; last: Id }): Promise<Version[]> {
  return named(await versions(db).where('publication.article_id', '>=', first).where('publication.article_id', '<=', last)
    .where('edition.article_kind', '=', 'article').orderBy('publication.article_id').orderBy('publication.language').execute())
}

/** The site's own texts (mission, contacts, about) in all their languages. */
export async function listSiteTexts(db: ReaderDb): Promise<Version[]> {
  // By their own index: whoever joins first reads all that is published.
  return named(await versions(db).where('publication.edition_id', 'in', (eb) => eb.selectFrom('edition as text').select('text.id')
    .where('text.site_text', 'is not', null)).orderBy('publication.language').execute())
}

export interface Slice {
  offset?: number
  limit: number
  /** Articles to leave out, the site's own texts among them. */
  except?: readonly Id[]
}

/** Articles of a language by the day it first had them, newest first. */
export async function listNewest(db: ReaderDb, language: Language, { offset = 0, limit, except = [] }: Slice): Promise<Version[]> {
  // Chosen among the small rows first: joining every article only to sort it away takes ten times as long.
  return named(await versions(db).where('publication.language', '=', language).where('publication.article_id', 'in', (eb) => eb
    .selectFrom('publication').select('article_id').where('language', '=', language).where('article_id', 'not in', ['', ...except])
    .orderBy('first_published_at', 'desc').orderBy('article_id', 'desc').offset(offset).limit(limit))
    .orderBy('publication.first_published_at', 'desc').orderBy('publication.article_id', 'desc').execute())
}

/** The paragraphs of an edition, in order. */
export async function listParagraphs(db: ReaderDb, edition: Id): Promise<Frozen[]> {
  return db.selectFrom('edition_segment').selectAll().where('edition_id', '=', edition).orderBy('position').execute()
}

/** One paragraph of an edition. */
export async function findParagraph(db: ReaderDb, edition: Id, segment: Id): Promise<Frozen | undefined> {
  return db.selectFrom('edition_segment').selectAll().where('edition_id', '=', edition).where('segment_id', '=', segment).executeTakeFirst()
}

/** What of these editions a teaser shows: lead, author, and the beginning of the text. */
export async function listOpenings(db: ReaderDb, editions: readonly Id[]): Promise<Frozen[]> {
  if (editions.length === 0) return []
  return db.selectFrom('edition_segment').selectAll().where('edition_id', 'in', [...editions])
    .where((eb) => eb.or([eb('kind', 'in', ['lead', 'author_name']), eb.and([eb('kind', '=', 'paragraph'), eb('position', '<', 6)])]))
    .orderBy('edition_id').orderBy('position').execute()
}

/** The words of several editions, by edition and order: of what is looked through, no more is read. */
export async function listWords(db: ReaderDb, editions: readonly Id[]): Promise<WordsRow[]> {
  if (editions.length === 0) return []
  return db.selectFrom('edition_segment').select(['edition_id', 'segment_id', 'kind', 'language', 'text'])
    .where('edition_id', 'in', [...editions]).orderBy('edition_id').orderBy('position').execute()
}

/** All paragraphs of several editions, by edition and order. */
export async function listParagraphsOf(db: ReaderDb, editions: readonly Id[]): Promise<Frozen[]> {
  if (editions.length === 0) return []
  return db.selectFrom('edition_segment').selectAll().where('edition_id', 'in', [...editions]).orderBy('edition_id').orderBy('position').execute()
}

/** What editions up to this one put right, for readers to know; of those that were withdrawn, nothing. */
export async function listCorrections(
  db: ReaderDb, { article, language, number }: Pick<Version, 'article' | 'language' | 'number'>,
): Promise<{ text: string; at: Timestamp }[]> {
  return db.selectFrom('edition').select(['correction as text', 'created_at as at'])
    .where('article_id', '=', article).where('language', '=', language).where('number', '<=', number).where('correction', '<>', '')
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('edition_event').select('edition_event.id')
      .whereRef('edition_event.edition_id', '=', 'edition.id').where('edition_event.event', '=', 'withdraw'))))
    .orderBy('number').execute()
}

export async function listCredits(db: ReaderDb, edition: Id): Promise<CreditRow[]> {
  return db.selectFrom('edition_credit').select(['role', 'name']).where('edition_id', '=', edition)
    .orderBy('role', 'desc').orderBy('position').execute()
}

/** The languages in which readers ever had the article. */
export async function listLanguagesEver(db: ReaderDb, article: Id): Promise<Set<Language>> {
  const rows = await db.selectFrom('edition_event').select('language').distinct().where('article_id', '=', article).execute()
  return new Set(rows.map(({ language }) => language))
}

/** The editions of an article in a language, newest first. */
export async function listEditions(db: ReaderDb, article: Id, language: Language): Promise<PastEdition[]> {
  const rows = await db.selectFrom('edition').leftJoin('edition_event', (join) => join
    .onRef('edition_event.edition_id', '=', 'edition.id').on('edition_event.event', '=', 'withdraw'))
    .select(['edition.id', 'edition.number', 'edition.hash', 'edition.title', 'edition.partial', 'edition.behind',
      'edition.self_approved as selfApproved', 'edition.correction', 'edition.created_at as at', 'edition_event.id as event'])
    .where('edition.article_id', '=', article).where('edition.language', '=', language).orderBy('edition.number', 'desc').execute()
  return rows.map(({ event, ...row }) => ({ ...row, withdrawn: event !== null }))
}

/** Whatever is published, with the rows that a version is made of. */
export function versions(db: ReaderDb) {
  return db.selectFrom('publication').innerJoin('edition', 'edition.id', 'publication.edition_id')
    .leftJoin('slug', (join) => join.onRef('slug.article_id', '=', 'publication.article_id')
      .onRef('slug.language', '=', 'publication.language').on('slug.retired_at', 'is', null))
    .select(['publication.article_id as article', 'publication.language', 'edition.source_language as sourceLanguage',
      'edition.site_text as siteText', 'edition.id as edition', 'edition.number', 'edition.hash', 'edition.title', 'slug.text as slug',
      'edition.partial', 'edition.behind', 'edition.self_approved as selfApproved', 'publication.first_published_at as firstPublishedAt',
      'publication.published_at as publishedAt'])
}

export function named(rows: readonly (Omit<Version, 'slug'> & { slug: string | null })[]): Version[] {
  return rows.map((row) => ({ ...row, slug: row.slug ?? row.article }))
}
