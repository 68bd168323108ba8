import { sql, type Kysely } from 'kysely'
import { makeImmutable, strict } from './dialect.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('edition_event')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('edition_id', 'text', (c) => c.notNull().references('edition.id'))
    .addColumn('article_id', 'text', (c) => c.notNull().references('article.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('event', 'text', (c) => c.notNull().check(sql`event in ('publish', 'withdraw')`))
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .modifyEnd(strict(db)).execute()
  await db.schema.createIndex('edition_event_article').on('edition_event').columns(['article_id', 'language']).execute()
  await makeImmutable(db, 'edition_event')

  await db.schema.createTable('publication')
    .addColumn('article_id', 'text', (c) => c.notNull().references('article.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('edition_id', 'text', (c) => c.notNull().references('edition.id'))
    .addColumn('first_published_at', 'text', (c) => c.notNull())
    .addColumn('published_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('publication_key', ['article_id', 'language'])
    .modifyEnd(strict(db)).execute()
  await db.schema.createIndex('publication_newest').on('publication').columns(['language', 'published_at']).execute()

  await db.schema.createTable('generation')
    .addColumn('id', 'integer', (c) => c.primaryKey().check(sql`id = 1`))
    .addColumn('number', 'integer', (c) => c.notNull())
    .modifyEnd(strict(db)).execute()
  await sql`insert into generation (id, number) values (1, 0)`.execute(db)
}
