import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import type { Listed } from './board.ts'

/** A topic or an author to choose articles by. */
export interface Option {
  id: Id
  name: string
  language: Language
}

/** Every article that is worked on, or every archived one, the newest first; none of the trash. */
export async function listBoard(db: Db, { archived, topic, author }: {
  archived: boolean; topic: Id | null; author: Id | null
}): Promise<Listed[]> {
  return db.selectFrom('article').select(['id', 'version', 'source_language', 'kind', 'archived_at'])
    .where('trashed_at', 'is', null).where('archived_at', archived ? 'is not' : 'is', null)
    .$if(topic !== null, (q) => q.where('id', 'in', (eb) =>
      eb.selectFrom('article_topic').select('article_id').where('topic_id', '=', topic ?? '')))
    .$if(author !== null, (q) => q.where('id', 'in', (eb) =>
      eb.selectFrom('article_author').select('article_id').where('author_id', '=', author ?? '')))
    .orderBy('id', 'desc').execute()
}

/** Topics that some article has, by name in the language where they have one in it. */
export async function listTopicOptions(db: Db, language: Language): Promise<Option[]> {
  const rows = await db.selectFrom('topic_name').select(['topic_id as id', 'name', 'language'])
    .where('topic_id', 'in', (eb) => eb.selectFrom('article_topic').select('topic_id')).orderBy('language').execute()
  return inOneLanguage(rows, language)
}

/** Authors of some article, by name in the language where they have one in it. */
export async function listAuthorOptions(db: Db, language: Language): Promise<Option[]> {
  const rows = await db.selectFrom('author_name').select(['author_id as id', 'name', 'language'])
    .where('author_id', 'in', (eb) => eb.selectFrom('article_author').select('author_id')).orderBy('language').execute()
  return inOneLanguage(rows, language)
}

function inOneLanguage(rows: readonly Option[], language: Language): Option[] {
  const named = new Map<Id, Option>()
  for (const row of rows) if (row.language === language || !named.has(row.id)) named.set(row.id, row)
  const collator = new Intl.Collator(language)
  return [...named.values()].sort((a, b) => collator.compare(a.name, b.name))
}
