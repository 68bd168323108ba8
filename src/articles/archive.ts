import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { findOpenChange } from '../segments/source-changes.ts'
import { touchArticle } from '../segments/store.ts'
import type { Article } from './model.ts'

/** The languages in which readers have the article. */
export async function listPublishedLanguages(db: Db | Tx, article: Id): Promise<Language[]> {
  const rows = await db.selectFrom('publication').select('language').where('article_id', '=', article).orderBy('language').execute()
  return rows.map(({ language }) => language)
}

/** The articles in the trash, the latest first, with who put them there. */
export async function listTrash(db: Db, limit: number): Promise<(Article & { by: string })[]> {
  return db.selectFrom('article').innerJoin('person', 'person.id', 'article.trashed_by').selectAll('article').select('person.name as by')
    .where('article.trashed_at', 'is not', null).orderBy('article.trashed_at', 'desc').orderBy('article.id', 'desc').limit(limit).execute()
}

/** What is open on an article: unsent drafts, and what waits for somebody: paragraphs, and the order of them. */
export async function countOpenWork(db: Db, article: Id): Promise<{ drafts: number; waiting: number }> {
  const drafts = await db.selectFrom('segment').innerJoin('draft', 'draft.segment_id', 'segment.id')
    .select((eb) => eb.fn.countAll<number>().as('count')).where('segment.article_id', '=', article).executeTakeFirstOrThrow()
  const waiting = await db.selectFrom('segment').innerJoin('proposal', 'proposal.segment_id', 'segment.id')
    .select((eb) => eb.fn.countAll<number>().as('count')).where('segment.article_id', '=', article)
    .where('proposal.closed_at', 'is', null).executeTakeFirstOrThrow()
  const whole = await db.selectFrom('source_draft').select((eb) => eb.fn.countAll<number>().as('count'))
    .where('article_id', '=', article).executeTakeFirstOrThrow()
  const order = await findOpenChange(db, article) ? 1 : 0
  return { drafts: drafts.count + whole.count, waiting: waiting.count + order }
}

/** Says where an article is put away, or that it no longer is. */
export async function markPutAway(
  tx: Tx, article: Id, marks: Partial<Pick<Article, 'archived_at' | 'archived_by' | 'trashed_at' | 'trashed_by'>>,
): Promise<void> {
  await tx.updateTable('article').set(marks).where('id', '=', article).execute()
  await touchArticle(tx, article)
}
