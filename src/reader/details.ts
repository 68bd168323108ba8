import { nameIn, type SpokenName } from '../articles/details.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Genre } from '../db/tables/details.ts'
import { alphabetOf } from './alphabet.ts'
import type { ReaderDb } from './published.ts'

/** What readers may know of a published article besides its texts. */
export interface PublishedDetails {
  genre: Genre | null
  /** When the original first appeared, as a bare date. */
  originalDate: string | null
  /** In the order of the alphabet. */
  topics: { topic: Id; name: SpokenName }[]
  /** The byline's paragraphs are the author's; `name` is for where no byline stands. */
  authors: { author: Id; nameSegment: Id | null; roleSegment: Id | null; name: SpokenName | null }[]
}

/** By article; one that is published in no language is not there. Names are in `language` where they have one in it. */
export async function listPublishedDetails(db: ReaderDb, articles: readonly Id[], language: Language): Promise<Map<Id, PublishedDetails>> {
  if (articles.length === 0) return new Map()
  const facts = await db.selectFrom('published_article').selectAll().where('article_id', 'in', [...articles]).execute()
  const topics = Map.groupBy(await listTopics(db, articles, language), ({ article }) => article)
  const authors = Map.groupBy(await listAuthors(db, articles, language), ({ article }) => article)
  return new Map(facts.map(({ article_id: id, genre, original_date: originalDate }) => [id, {
    genre, originalDate,
    topics: (topics.get(id) ?? []).map(({ topic, name }) => ({ topic, name })),
    authors: (authors.get(id) ?? []).map(({ article, ...author }) => author),
  }]))
}

async function listTopics(db: ReaderDb, articles: readonly Id[], language: Language) {
  const rows = await db.selectFrom('published_topic').innerJoin('published_topic_name', 'published_topic_name.topic_id', 'published_topic.topic_id')
    .select(['article_id as article', 'published_topic.topic_id as topic', 'language', 'name'])
    .where('article_id', 'in', [...articles]).orderBy('language').execute()
  const topics = [...Map.groupBy(rows, ({ article, topic }) => `${article} ${topic}`).values()].flatMap((names) => {
    const [first] = names
    const name = nameIn(names, language)
    return first && name ? [{ article: first.article, topic: first.topic, name }] : []
  })
  const compare = alphabetOf(language)
  return topics.sort((a, b) => compare(a.name.text, b.name.text))
}

async function listAuthors(db: ReaderDb, articles: readonly Id[], language: Language) {
  const rows = await db.selectFrom('published_author').selectAll().where('article_id', 'in', [...articles]).orderBy('position').execute()
  const names = rows.length === 0 ? [] : await db.selectFrom('published_author_name').selectAll()
    .where('author_id', 'in', rows.map((row) => row.author_id)).orderBy('language').execute()
  return rows.map((row) => ({
    article: row.article_id, author: row.author_id, nameSegment: row.name_segment_id, roleSegment: row.role_segment_id,
    name: nameIn(names.filter(({ author_id }) => author_id === row.author_id), language),
  }))
}
