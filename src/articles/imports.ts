import { AppError } from '../errors.ts'
import type { Id } from '../db/columns.ts'
import type { Tx } from '../db/schema.ts'
import type { Actor } from '../people/model.ts'
import type { Article, ImportedArticle, NewArticle, NewSegment } from './model.ts'

type StoredSegment = NewSegment & { segment: Id; revision: Id }

/**
 * What the person brought in under this id before; undefined when nothing has it yet. Throws `not_found` when it is somebody
 * else's article, and `wrong_state` when these are not the paragraphs it came with.
 */
export async function findEarlierImport(tx: Tx, actor: Actor, id: Id, wanted: NewArticle): Promise<ImportedArticle | undefined> {
  const article = await tx.selectFrom('article').selectAll().where('id', '=', id).executeTakeFirst()
  if (!article) return undefined
  if (article.created_by !== actor.id) throw new AppError('not_found', { article: id })
  const stored = await listImported(tx, article)
  if (!isSame(article, stored, wanted)) throw new AppError('wrong_state', { article: id })
  return { article: id, segments: stored.map(({ segment }) => segment), submission: await findFirstReview(tx, stored) }
}

/** The paragraphs as they were brought in, whatever became of them since. */
async function listImported(tx: Tx, { id, source_language }: Article): Promise<StoredSegment[]> {
  const rows = await tx.selectFrom('outline').innerJoin('outline_row', 'outline_row.outline_id', 'outline.id')
    .innerJoin('revision', 'revision.segment_id', 'outline_row.segment_id')
    .select(['outline_row.segment_id as segment', 'outline_row.kind', 'outline_row.level', 'outline_row.list', 'outline_row.asset',
      'revision.id as revision', 'revision.text'])
    .where('outline.article_id', '=', id).where('outline.number', '=', 1)
    .where('revision.language', '=', source_language).where('revision.origin', '=', 'imported')
    .orderBy('outline_row.position').orderBy('revision.id').execute()
  return rows.filter((row, i) => row.segment !== rows[i - 1]?.segment)
}

function isSame(article: Article, stored: readonly NewSegment[], { language, siteText, segments }: NewArticle): boolean {
  return article.source_language === language && article.site_text === siteText && stored.length === segments.length
    && segments.every(({ kind, level, list, asset = null, text }, i) => {
      const other = stored[i]
      return other?.kind === kind && other.level === level && other.list === list && other.asset === asset && other.text === text
    })
}

async function findFirstReview(tx: Tx, [first]: readonly StoredSegment[]): Promise<Id | null> {
  if (!first) return null
  const proposal = await tx.selectFrom('proposal').select('submission_id')
    .where('revision_id', '=', first.revision).orderBy('id').limit(1).executeTakeFirst()
  return proposal?.submission_id ?? null
}
