import type { Id, Language } from '../db/columns.ts'
import type { ReaderDb } from './published.ts'
import type { Listed } from './sitemap-parts.ts'

/** Everything published in these languages but for the articles of `except`, by article. */
export async function listListed(db: ReaderDb, languages: readonly Language[], except: readonly Id[]): Promise<Listed[]> {
  return db.selectFrom('publication').select(['article_id as article', 'language', 'published_at as publishedAt'])
    .where('language', 'in', [...languages]).where('article_id', 'not in', ['', ...except]).orderBy('article_id').orderBy('language').execute()
}
