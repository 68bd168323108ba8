import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'

/** Which article each of these submissions belongs to. */
export async function listSubmissionArticles(db: Db, submissions: readonly Id[]): Promise<Map<Id, Id>> {
  if (submissions.length === 0) return new Map()
  const rows = await db.selectFrom('submission').select(['id', 'article_id']).where('id', 'in', [...submissions]).execute()
  return new Map(rows.map(({ id, article_id }) => [id, article_id]))
}
