import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'

/** Articles that are not in the trash, the newest first, before one of them where it is given. */
export async function listOpenArticles(db: Db, { before, limit }: { before: Id | undefined; limit: number }): Promise<Id[]> {
  const rows = await db.selectFrom('article').select('id').where('trashed_at', 'is', null)
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? '')).orderBy('id', 'desc').limit(limit).execute()
  return rows.map(({ id }) => id)
}

export interface StandingText {
  article: Id
  segment: Id
  position: number
  language: Language
  text: string
}

/** The approved texts of all paragraphs that stand in these articles, in some languages. */
export async function listStandingTexts(db: Db, articles: readonly Id[], languages: readonly Language[]): Promise<StandingText[]> {
  if (articles.length === 0 || languages.length === 0) return []
  return db.selectFrom('outline').innerJoin('outline_row', 'outline_row.outline_id', 'outline.id')
    .innerJoin('approval', 'approval.segment_id', 'outline_row.segment_id').innerJoin('revision', 'revision.id', 'approval.revision_id')
    .select(['outline.article_id as article', 'outline_row.segment_id as segment', 'outline_row.position', 'revision.language', 'revision.text'])
    .where('outline.article_id', 'in', [...articles]).where('approval.language', 'in', [...languages]).where('outline_row.kind', '<>', 'code')
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('outline as later').select('later.id')
      .whereRef('later.article_id', '=', 'outline.article_id').whereRef('later.number', '>', 'outline.number'))))
    .orderBy('outline.article_id', 'desc').orderBy('outline_row.position').orderBy('revision.language').execute()
}
