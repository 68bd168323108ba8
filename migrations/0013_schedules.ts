import { sql, type Kysely } from 'kysely'
import { makeImmutable, strict } from './dialect.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('edition').addColumn('correction', 'text', (c) => c.notNull().defaultTo('')).execute()

  await db.schema.createTable('schedule')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('due_at', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('waiting', 'published', 'cancelled', 'superseded', 'refused')`))
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('scheduled_by', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('closed_at', 'text')
    .addCheckConstraint('schedule_closed', sql`(state = 'waiting') = (closed_at is null)`)
    .modifyEnd(strict(db)).execute()
  await db.schema.createIndex('schedule_due').on('schedule').columns(['state', 'due_at']).execute()

  await db.schema.createTable('schedule_part')
    .addColumn('schedule_id', 'text', (c) => c.notNull().references('schedule.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('article_id', 'text', (c) => c.notNull().references('article.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('slug', 'text', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('schedule_part_key', ['schedule_id', 'position'])
    .modifyEnd(strict(db)).execute()
  await db.schema.createIndex('schedule_part_article').on('schedule_part').columns(['article_id', 'language']).execute()
  await db.schema.createIndex('schedule_part_slug').on('schedule_part').column('slug').execute()
  await makeImmutable(db, 'schedule_part')
}
