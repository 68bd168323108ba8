import { AppError } from '../errors.ts'
import { isId, now } from '../db/id.ts'
import type { Id, Language } from '../db/columns.ts'
import { prepare, type At } from '../db/prepared.ts'
import type { Db, Row, Tx } from '../db/schema.ts'
import type { SiteText } from '../db/tables/article.ts'
import type { Article } from './model.ts'

/** Throws `not_found` also for what cannot be an id: PostgreSQL refuses some of it, such as U+0000, as text. */
export async function findArticle(db: Db | Tx, id: Id): Promise<Article> {
  const article = isId(id) && (await articleOf(db, { id })).rows[0]
  if (!article) throw new AppError('not_found', { article: id })
  return article
}

const articleOf = prepare((db, at: At<{ id: Id }>) => db.selectFrom('article').selectAll().where('id', '=', at('id')))

/** The article, to be worked on: throws `wrong_state` while it is in the trash. */
export async function findOpenArticle(db: Db | Tx, id: Id): Promise<Article> {
  const article = await findArticle(db, id)
  if (article.trashed_at !== null) throw new AppError('wrong_state', { article: id, why: 'trashed' })
  return article
}

/** An article by its id or by any slug it ever had. */
export async function findArticleByName(db: Db, name: string): Promise<Article> {
  const slug = await db.selectFrom('slug').select('article_id').where('text', '=', name).executeTakeFirst()
  return findArticle(db, slug?.article_id ?? name)
}

export async function listArticles(db: Db, { limit, before }: { limit: number; before?: Id | undefined }): Promise<Article[]> {
  const query = db.selectFrom('article').selectAll().orderBy('id', 'desc').limit(limit)
  return (before === undefined ? query : query.where('id', '<', before)).execute()
}

export async function findSiteText(db: Db | Tx, siteText: SiteText): Promise<Article | undefined> {
  return db.selectFrom('article').selectAll().where('site_text', '=', siteText).executeTakeFirst()
}

export async function insertArticle(tx: Tx, article: Article): Promise<void> {
  await tx.insertInto('article').values(article).execute()
}

export interface Title { text: string; language: Language }

/** Titles by article: the approved one in the language if there is one, else the newest text of the title in the source. */
export async function listTitles(db: Db | Tx, articles: readonly Id[], language: Language): Promise<Map<Id, Title>> {
  if (articles.length === 0) return new Map()
  const rows = await db.selectFrom('article').innerJoin('outline', 'outline.article_id', 'article.id')
    .innerJoin('outline_row', 'outline_row.outline_id', 'outline.id')
    .innerJoin('revision', 'revision.segment_id', 'outline_row.segment_id')
    .leftJoin('approval', (join) => join.onRef('approval.segment_id', '=', 'revision.segment_id')
      .onRef('approval.language', '=', 'revision.language').onRef('approval.revision_id', '=', 'revision.id'))
    .select(['article.id', 'article.source_language as source', 'revision.text', 'revision.language', 'approval.decision_id as approved',
      'revision.id as revision'])
    .where('article.id', 'in', [...articles]).where('outline_row.kind', '=', 'title')
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('outline as later').select('later.id')
      .whereRef('later.article_id', '=', 'outline.article_id').whereRef('later.number', '>', 'outline.number'))))
    .where((eb) => eb.or([eb('revision.language', '=', language), eb('revision.language', '=', eb.ref('article.source_language'))]))
    .orderBy('revision.id').execute()
  const rank = (row: (typeof rows)[number]) => (row.approved ? (row.language === language ? 3 : 2) : row.language === row.source ? 1 : 0)
  const best = new Map<Id, (typeof rows)[number]>()
  for (const row of rows) {
    const known = best.get(row.id)
    if (rank(row) > 0 && (!known || rank(row) >= rank(known))) best.set(row.id, row)
  }
  return new Map([...best].map(([id, { text, language: spoken }]) => [id, { text, language: spoken }]))
}

/** Whose the slug is: used now or ever, or kept for an article that is to be published under it. */
export async function findSlug(db: Db | Tx, text: string): Promise<Pick<Row<'slug'>, 'article_id' | 'language'> | undefined> {
  const used = await db.selectFrom('slug').select(['article_id', 'language']).where('text', '=', text).executeTakeFirst()
  return used ?? db.selectFrom('schedule_part').innerJoin('schedule', 'schedule.id', 'schedule_part.schedule_id')
    .select(['schedule_part.article_id', 'schedule_part.language']).where('schedule_part.slug', '=', text).where('schedule.state', '=', 'waiting')
    .executeTakeFirst()
}

/** The slugs an article is found under now, by language. */
export async function listSlugs(db: Db | Tx, article: Id): Promise<Map<Language, string>> {
  const rows = await db.selectFrom('slug').select(['language', 'text']).where('article_id', '=', article)
    .where('retired_at', 'is', null).execute()
  return new Map(rows.map((row) => [row.language, row.text]))
}

/** Makes `text` the article's slug in the language; the one before it redirects from now on. */
export async function replaceSlug(tx: Tx, article: Id, language: Language, text: string): Promise<void> {
  await tx.updateTable('slug').set({ retired_at: now() }).where('article_id', '=', article).where('language', '=', language)
    .where('retired_at', 'is', null).where('text', '<>', text).execute()
  await tx.insertInto('slug').values({ text, article_id: article, language, created_at: now(), retired_at: null })
    .onConflict((oc) => oc.column('text').doUpdateSet({ retired_at: null, language }).where('slug.article_id', '=', article)).execute()
}
