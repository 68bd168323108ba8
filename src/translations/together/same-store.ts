import type { Id, Language } from '../../db/columns.ts'
import type { Db, Tx } from '../../db/schema.ts'
import { beginningOf, beginningsOf } from '../../segments/same-words.ts'
import { inChunks } from '../../segments/store.ts'

/** Articles in these two languages that the person has drafts of or has sent texts of, those first that came last. */
export async function listOpenArticles(
  db: Db | Tx, { person, language, source, most }: { person: Id; language: Language; source: Language; most: number },
): Promise<Id[]> {
  const rows = await db.selectFrom('article').select('id')
    .where('source_language', '=', source).where('archived_at', 'is', null).where('trashed_at', 'is', null)
    .where(({ or, eb, exists, selectFrom }) => or([
      // Found by the person, once for all: an article has many paragraphs to look at.
      eb('article.id', 'in', selectFrom('draft').innerJoin('segment', 'segment.id', 'draft.segment_id').select('segment.article_id')
        .where('draft.person_id', '=', person).where('draft.language', '=', language)),
      exists(selectFrom('submission').select('submission.id').whereRef('submission.article_id', '=', 'article.id')
        .where('submission.sender_id', '=', person).where('submission.language', '=', language)),
    ]))
    .orderBy('created_at', 'desc').orderBy('id').limit(most).execute()
  return rows.map(({ id }) => id)
}

/** The approved originals of these articles as they are now, in the order of the articles given. */
export async function listSources(
  db: Db | Tx, articles: readonly Id[], source: Language,
): Promise<{ article: Id; segment: Id; text: string; hash: string }[]> {
  if (articles.length === 0) return []
  const rows = await db.selectFrom('outline').innerJoin('outline_row', 'outline_row.outline_id', 'outline.id')
    .innerJoin('approval', 'approval.segment_id', 'outline_row.segment_id').innerJoin('revision', 'revision.id', 'approval.revision_id')
    .select(['outline.article_id as article', 'outline_row.segment_id as segment', 'revision.text', 'revision.hash'])
    .where('outline.article_id', 'in', [...articles]).where('approval.language', '=', source).where('outline_row.kind', 'not in', ['code', 'rule'])
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('outline as later').select('later.id')
      .whereRef('later.article_id', '=', 'outline.article_id').whereRef('later.number', '>', 'outline.number'))))
    .orderBy('outline_row.position').execute()
  const bySource = Map.groupBy(rows, ({ article }) => article)
  return articles.flatMap((article) => bySource.get(article) ?? [])
}

/** Which paragraphs of these articles have an approved original with one of these hashes. */
export async function listSameSources(
  db: Db, articles: readonly Id[], source: Language, hashes: readonly string[],
): Promise<{ segment: Id; hash: string }[]> {
  if (articles.length === 0) return []
  const found: { segment: Id; hash: string }[] = []
  await inChunks(hashes, async (some) => {
    // The paragraph of the text and that of its approval are one: said so that the words may be looked for first.
    found.push(...await db.selectFrom('segment').innerJoin('approval', 'approval.segment_id', 'segment.id')
      .innerJoin('revision', (join) => join.onRef('revision.id', '=', 'approval.revision_id').onRef('revision.segment_id', '=', 'segment.id'))
      .select(['segment.id as segment', 'revision.hash']).where('segment.article_id', 'in', [...articles])
      .where('approval.language', '=', source).where(beginningOf('revision.hash'), 'in', beginningsOf(some)).where('revision.hash', 'in', some)
      .where(({ exists, selectFrom }) => exists(selectFrom('outline_row').innerJoin('outline', 'outline.id', 'outline_row.outline_id')
        .select('outline_row.segment_id').whereRef('outline_row.segment_id', '=', 'segment.id')
        .where(({ not, exists: any, selectFrom: from }) => not(any(from('outline as later').select('later.id')
          .whereRef('later.article_id', '=', 'outline.article_id').whereRef('later.number', '>', 'outline.number'))))))
      .execute())
  })
  return found
}

/** To which article each of these paragraphs belongs. */
export async function listArticlesOf(db: Db | Tx, segments: readonly Id[]): Promise<{ article: Id; segment: Id }[]> {
  if (segments.length === 0) return []
  return db.selectFrom('segment').select(['article_id as article', 'id as segment']).where('id', 'in', [...segments]).execute()
}
