import { AppError } from '../errors.ts'
import { newId, now } from '../db/id.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { foldName } from './details.ts'
import { deleteNameSlugs, giveNameSlugs, moveNameSlugs, retireNameSlugs } from './name-slugs.ts'

export interface Topic {
  id: Id
  names: { language: Language; name: string }[]
  /** How many articles have it. */
  articles: number
}

/** A topic's name in each of some languages. */
export type Names = Readonly<Record<Language, string>>

/** All of them, or only one. */
export async function listTopics(db: Db | Tx, only?: Id): Promise<Topic[]> {
  const names = await db.selectFrom('topic_name').select(['topic_id', 'language', 'name'])
    .$if(only !== undefined, (query) => query.where('topic_id', '=', only ?? '')).orderBy('language').execute()
  const counts = await db.selectFrom('article_topic').select((eb) => ['topic_id', eb.fn.countAll<number>().as('articles')])
    .$if(only !== undefined, (query) => query.where('topic_id', '=', only ?? '')).groupBy('topic_id').execute()
  const counted = new Map(counts.map((row) => [row.topic_id, row.articles]))
  return [...Map.groupBy(names, (row) => row.topic_id)].map(([id, some]) =>
    ({ id, names: some.map(({ language, name }) => ({ language, name })), articles: counted.get(id) ?? 0 }))
}

/** A topic by its id, or the one that took its place. */
export async function findTopic(db: Db | Tx, id: Id): Promise<Topic> {
  const [kept] = await keptTopics(db, [id])
  const [topic] = await listTopics(db, kept)
  if (!topic) throw new AppError('not_found', { topic: id })
  return topic
}

/** For each of these topics itself, or the one it was merged into. Throws `not_found` when one of them never was. */
export async function keptTopics(db: Db | Tx, ids: readonly Id[]): Promise<Id[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('topic').select(['id', 'merged_into']).where('id', 'in', [...ids]).execute()
  if (rows.length < new Set(ids).size) throw new AppError('not_found')
  return [...new Set(rows.map((row) => row.merged_into ?? row.id))].sort()
}

/** The topics that have these names in the language, by folded name. */
export async function findTopicsNamed(db: Db | Tx, language: Language, names: readonly string[]): Promise<Map<string, Id>> {
  if (names.length === 0) return new Map()
  const rows = await db.selectFrom('topic_name').select(['topic_id', 'name_folded'])
    .where('language', '=', language).where('name_folded', 'in', names.map(foldName)).execute()
  return new Map(rows.map((row) => [row.name_folded, row.topic_id]))
}

/** Makes a topic with its name in each of these languages. */
export async function insertTopic(tx: Tx, by: Id, names: Names): Promise<Id> {
  const id = newId()
  await tx.insertInto('topic').values({ id, created_by: by, created_at: now(), merged_into: null }).execute()
  await insertTopicNames(tx, id, names)
  return id
}

export async function insertTopicNames(tx: Tx, topic: Id, names: Names): Promise<void> {
  const rows = Object.entries(names).map(([language, name]) => ({ topic_id: topic, language, name, name_folded: foldName(name) }))
  if (rows.length > 0) await tx.insertInto('topic_name').values(rows).execute()
  await giveNameSlugs(tx, { kind: 'topic', subject: topic }, names)
}

export async function deleteTopicNames(tx: Tx, topic: Id): Promise<void> {
  await tx.deleteFrom('topic_name').where('topic_id', '=', topic).execute()
  await retireNameSlugs(tx, { kind: 'topic', subject: topic })
}

/** The topics with these names, each once; those that do not exist are made. */
export async function ensureTopics(tx: Tx, by: Id, language: Language, names: readonly string[]): Promise<Id[]> {
  const known = await findTopicsNamed(tx, language, names)
  for (const name of names) {
    const folded = foldName(name)
    if (!known.has(folded)) known.set(folded, await insertTopic(tx, by, { [language]: name }))
  }
  return [...new Set(names.map((name) => known.get(foldName(name)) ?? ''))]
}

export async function replaceArticleTopics(tx: Tx, article: Id, topics: readonly Id[]): Promise<void> {
  await tx.deleteFrom('article_topic').where('article_id', '=', article).execute()
  if (topics.length === 0) return
  await tx.insertInto('article_topic').values(topics.map((topic_id) => ({ article_id: article, topic_id }))).execute()
}

export async function listTopicArticles(db: Db | Tx, topic: Id): Promise<Id[]> {
  const rows = await db.selectFrom('article_topic').select('article_id').where('topic_id', '=', topic)
    .orderBy('article_id', 'desc').execute()
  return rows.map((row) => row.article_id)
}

/** Gives the articles of one topic to another; an article that has both keeps one. */
export async function moveTopicArticles(tx: Tx, from: Id, to: Id): Promise<void> {
  await tx.deleteFrom('article_topic').where('topic_id', '=', from).where('article_id', 'in', ({ selectFrom }) =>
    selectFrom('article_topic as kept').select('kept.article_id').where('kept.topic_id', '=', to)).execute()
  await tx.updateTable('article_topic').set({ topic_id: to }).where('topic_id', '=', from).execute()
}

/** The address of `from`, and of all that were merged into it, leads to `to` from now on. */
export async function leadTopic(tx: Tx, from: Id, to: Id): Promise<void> {
  await tx.updateTable('topic').set({ merged_into: to }).where((eb) => eb.or([eb('id', '=', from), eb('merged_into', '=', from)])).execute()
  await moveNameSlugs(tx, { kind: 'topic', subject: from }, to)
}

export async function deleteTopicRow(tx: Tx, topic: Id): Promise<void> {
  await tx.deleteFrom('topic').where('merged_into', '=', topic).execute()
  await tx.deleteFrom('topic').where('id', '=', topic).execute()
  await deleteNameSlugs(tx, { kind: 'topic', subject: topic })
}
