import type { Id } from '../db/columns.ts'
import type { NameKind } from '../db/tables/details.ts'
import type { Version } from './model.ts'
import type { ReaderDb } from './published.ts'

type Place = Pick<Version, 'article' | 'language' | 'firstPublishedAt'>

/** Of the articles that share a topic, or an author, with this one in its language: those brought in just before and just after it. */
export async function listNearest(db: ReaderDb, kind: NameKind, subject: Id, place: Place, limit: number): Promise<Id[]> {
  const sides = [['<', 'desc'], ['>', 'asc']] as const
  const found: Id[] = []
  for (const [side, direction] of sides) {
    const rows = kind === 'topic'
      ? await db.selectFrom('published_topic').innerJoin('publication', 'publication.article_id', 'published_topic.article_id')
        .select('published_topic.article_id as id').where('topic_id', '=', subject).where('publication.language', '=', place.language)
        .where('published_topic.article_id', side, place.article).orderBy('published_topic.article_id', direction).limit(limit).execute()
      : await db.selectFrom('published_author').innerJoin('publication', 'publication.article_id', 'published_author.article_id')
        .select('published_author.article_id as id').where('author_id', '=', subject).where('publication.language', '=', place.language)
        .where('published_author.article_id', side, place.article).orderBy('published_author.article_id', direction).limit(limit).execute()
    found.push(...rows.map(({ id }) => id))
  }
  return found
}

/** The articles that the language first had just before this one. */
export async function listOlder(
  db: ReaderDb, { article, language, firstPublishedAt }: Place, limit: number, except: readonly Id[],
): Promise<Id[]> {
  const rows = await db.selectFrom('publication').select('article_id').where('language', '=', language)
    .where('first_published_at', '<=', firstPublishedAt)
    .where((eb) => eb.or([eb('first_published_at', '<', firstPublishedAt), eb('article_id', '<', article)]))
    .where('article_id', 'not in', ['', ...except]).orderBy('first_published_at', 'desc').orderBy('article_id', 'desc').limit(limit).execute()
  return rows.map((row) => row.article_id)
}

/** The topics, or authors, of an article. */
export async function listTies(db: ReaderDb, kind: NameKind, article: Id): Promise<Id[]> {
  if (kind === 'topic') {
    const rows = await db.selectFrom('published_topic').select('topic_id').where('article_id', '=', article).orderBy('topic_id').execute()
    return rows.map((row) => row.topic_id)
  }
  const rows = await db.selectFrom('published_author').select('author_id').where('article_id', '=', article).orderBy('position').execute()
  return rows.map((row) => row.author_id)
}
