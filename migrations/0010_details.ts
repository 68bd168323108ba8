import { sql, type Kysely } from 'kysely'
import { strict } from './dialect.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await addArticleColumns(db)
  await createTopics(db)
  await createAuthors(db)
  await createReadersViews(db)
}

async function addArticleColumns(db: Kysely<unknown>): Promise<void> {
  for (const column of ['genre', 'original_date', 'archived_at', 'trashed_at']) {
    await db.schema.alterTable('article').addColumn(column, 'text').execute()
  }
  for (const column of ['archived_by', 'trashed_by']) {
    await db.schema.alterTable('article').addColumn(column, 'text', (c) => c.references('person.id')).execute()
  }
}

async function createTopics(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('topic')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('created_by', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('merged_into', 'text', (c) => c.references('topic.id'))
    .modifyEnd(strict(db)).execute()
  await db.schema.createTable('topic_name')
    .addColumn('topic_id', 'text', (c) => c.notNull().references('topic.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_folded', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('topic_name_key', ['topic_id', 'language'])
    .addUniqueConstraint('topic_name_one', ['language', 'name_folded'])
    .modifyEnd(strict(db)).execute()
  await db.schema.createTable('article_topic')
    .addColumn('article_id', 'text', (c) => c.notNull().references('article.id'))
    .addColumn('topic_id', 'text', (c) => c.notNull().references('topic.id'))
    .addPrimaryKeyConstraint('article_topic_key', ['article_id', 'topic_id'])
    .modifyEnd(strict(db)).execute()
  await db.schema.createIndex('article_topic_topic').on('article_topic').column('topic_id').execute()
}

async function createAuthors(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('author')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('created_by', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('merged_into', 'text', (c) => c.references('author.id'))
    .modifyEnd(strict(db)).execute()
  await db.schema.createTable('author_name')
    .addColumn('author_id', 'text', (c) => c.notNull().references('author.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_folded', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('author_name_key', ['author_id', 'language'])
    .modifyEnd(strict(db)).execute()
  await db.schema.createIndex('author_name_folded').on('author_name').columns(['language', 'name_folded']).execute()
  await db.schema.createTable('article_author')
    .addColumn('article_id', 'text', (c) => c.notNull().references('article.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('author_id', 'text', (c) => c.notNull().references('author.id'))
    .addColumn('name_segment_id', 'text', (c) => c.references('segment.id'))
    .addColumn('role_segment_id', 'text', (c) => c.references('segment.id'))
    .addPrimaryKeyConstraint('article_author_key', ['article_id', 'position'])
    .addUniqueConstraint('article_author_once', ['article_id', 'author_id'])
    .modifyEnd(strict(db)).execute()
  for (const column of ['author_id', 'name_segment_id', 'role_segment_id']) {
    await db.schema.createIndex(`article_author_${column.replace('_id', '')}`).on('article_author').column(column).execute()
  }
}

/** What readers may know of these facts: of an article that is published in some language, nothing of any other. */
async function createReadersViews(db: Kysely<unknown>): Promise<void> {
  // Asked row by row: a list of all that is published would be made for every page.
  const published = (article: string) => sql`exists (select 1 from publication where publication.article_id = ${sql.ref(article)})`
  await sql`create view published_article as select id as article_id, genre, original_date from article
    where ${published('article.id')}`.execute(db)
  await sql`create view published_topic as select article_id, topic_id from article_topic
    where ${published('article_topic.article_id')}`.execute(db)
  await sql`create view published_topic_name as select topic_id, language, name from topic_name
    where exists (select 1 from article_topic where article_topic.topic_id = topic_name.topic_id
      and ${published('article_topic.article_id')})`.execute(db)
  await sql`create view published_author as select article_id, position, author_id, name_segment_id, role_segment_id from article_author
    where ${published('article_author.article_id')}`.execute(db)
  await sql`create view published_author_name as select author_id, language, name from author_name
    where exists (select 1 from article_author where article_author.author_id = author_name.author_id
      and ${published('article_author.article_id')})`.execute(db)
}
