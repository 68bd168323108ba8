import { renameAuthor, authorMark } from '../src/articles/author-actions.ts'
import { findAuthor, type AuthorNames } from '../src/articles/authors.ts'
import { renameTopic, topicMark } from '../src/articles/topic-actions.ts'
import { findTopic, type Names } from '../src/articles/topics.ts'
import type { Id, Language } from '../src/db/columns.ts'
import { moveGeneration } from '../src/db/generation.ts'
import type { Genre } from '../src/db/tables/details.ts'
import { transact } from '../src/db/transact.ts'
import { newSigned } from './articles.ts'
import { publish, type Brought } from './readers.ts'
import type { TestSite } from './site.ts'

export interface Shelved {
  language: Language
  title: string
  author: string
  role?: string
  topics?: readonly string[]
  genre?: Genre
  /** When readers first had it; now, where nothing is said. */
  at?: string
}

/** Publishes an article with its author's record and topics: those known by these names, or new ones. */
export async function shelve(site: TestSite, { language, title, author, role = '', topics = [], genre, at }: Shelved): Promise<Brought> {
  const details = { authors: [{ name: author, role }], topics, genre: genre ?? null }
  const { article, segments } = await newSigned(site.world, language, [title, author, role], details)
  await publish(site, { article }, language)
  if (at !== undefined) {
    await transact(site.db, async (tx) => {
      await tx.updateTable('publication').set({ first_published_at: at }).where('article_id', '=', article).execute()
      await moveGeneration(tx)
    })
  }
  return { article, segments, source: language }
}

export async function topicNamed(site: TestSite, name: string): Promise<Id> {
  return (await site.db.selectFrom('topic_name').select('topic_id').where('name', '=', name).executeTakeFirstOrThrow()).topic_id
}

export async function authorNamed(site: TestSite, name: string): Promise<Id> {
  return (await site.db.selectFrom('author_name').select('author_id').where('name', '=', name).executeTakeFirstOrThrow()).author_id
}

/** Names a topic anew, as an editor does. */
export async function nameTopicAs(site: TestSite, topic: Id, names: Names): Promise<void> {
  await renameTopic(site.db, site.world.ed, { topic, names, shown: topicMark(await findTopic(site.db, topic)) })
  await site.publicationChanged()
}

export async function nameAuthorAs(site: TestSite, author: Id, names: AuthorNames): Promise<void> {
  await renameAuthor(site.db, site.world.ed, { author, names, shown: authorMark(await findAuthor(site.db, author)) })
  await site.publicationChanged()
}
