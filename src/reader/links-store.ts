import type { Id, Language } from '../db/columns.ts'
import { inChunks } from '../segments/store.ts'
import type { ReaderDb } from './published.ts'

/** One language of an article that a text links to, as readers get it now. */
export interface Linked {
  article: Id
  language: Language
  sourceLanguage: Language
  edition: Id
  slug: string
}

/** Articles by the slugs they have or had, in whatever language. */
export async function listBySlug(db: ReaderDb, slugs: readonly string[]): Promise<Map<string, Id>> {
  const found = new Map<string, Id>()
  await inChunks(slugs, async (some) => {
    const rows = await db.selectFrom('slug').select(['text', 'article_id']).where('text', 'in', some).execute()
    for (const { text, article_id: article } of rows) found.set(text, article)
  })
  return found
}

/** Every published language of these articles. */
export async function listLinked(db: ReaderDb, articles: readonly Id[]): Promise<Linked[]> {
  const found: Linked[] = []
  await inChunks(articles, async (some) => {
    const rows = await db.selectFrom('publication').innerJoin('edition', 'edition.id', 'publication.edition_id')
      .leftJoin('slug', (join) => join.onRef('slug.article_id', '=', 'publication.article_id')
        .onRef('slug.language', '=', 'publication.language').on('slug.retired_at', 'is', null))
      .select(['publication.article_id as article', 'publication.language', 'edition.source_language as sourceLanguage',
        'edition.id as edition', 'slug.text as slug'])
      .where('publication.article_id', 'in', some).where('edition.article_kind', '=', 'article').execute()
    found.push(...rows.map((row) => ({ ...row, slug: row.slug ?? row.article })))
  })
  return found
}

/** Which of these paragraphs stand in which of these editions, as «edition paragraph». */
export async function listStanding(db: ReaderDb, editions: readonly Id[], segments: readonly Id[]): Promise<Set<string>> {
  const found = new Set<string>()
  await inChunks(segments, (some) => inChunks(editions, async (few) => {
    const rows = await db.selectFrom('edition_segment').select(['edition_id', 'segment_id'])
      .where('edition_id', 'in', few).where('segment_id', 'in', some).execute()
    for (const { edition_id: edition, segment_id: segment } of rows) found.add(`${edition} ${segment}`)
  }))
  return found
}
