import type { Id } from '../db/columns.ts'
import type { NameKind } from '../db/tables/details.ts'
import type { ReaderDb } from './published.ts'

/** Articles that readers have in some language, so many after this one. */
export async function listPublishedArticles(db: ReaderDb, after: Id, limit: number): Promise<Id[]> {
  const rows = await db.selectFrom('publication').innerJoin('edition', 'edition.id', 'publication.edition_id').select('publication.article_id as id')
    .where('publication.article_id', '>', after).where('edition.article_kind', '=', 'article')
    .groupBy('publication.article_id').orderBy('publication.article_id').limit(limit).execute()
  return rows.map(({ id }) => id)
}

/** Every name that an article ever had in its addresses. */
export async function listNames(db: ReaderDb, article: Id): Promise<string[]> {
  const rows = await db.selectFrom('slug').select('text').where('article_id', '=', article).orderBy('text').execute()
  return rows.map(({ text }) => text)
}

/** Every address that topics, or authors, of published articles have or had. */
export async function listNameTexts(db: ReaderDb, kind: NameKind): Promise<string[]> {
  const rows = await db.selectFrom('published_name_slug').select('text').distinct().where('kind', '=', kind).orderBy('text').execute()
  return rows.map(({ text }) => text)
}

/** The pictures that readers have whose hashes begin so, with the widths there are of each. */
export async function listPictures(db: ReaderDb, beginning: string): Promise<{ hash: string; widths: number[] }[]> {
  const end = `${beginning}g`
  const pictures = await db.selectFrom('published_asset').select('hash').where('hash', '>=', beginning).where('hash', '<', end).orderBy('hash').execute()
  const renditions = await db.selectFrom('published_rendition').select(['asset', 'width'])
    .where('asset', '>=', beginning).where('asset', '<', end).orderBy('asset').orderBy('width').execute()
  const widths = Map.groupBy(renditions, ({ asset }) => asset)
  return pictures.map(({ hash }) => ({ hash, widths: (widths.get(hash) ?? []).map(({ width }) => width) }))
}
