import type { Kysely } from 'kysely'
import { makeImmutable, strict } from './dialect.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('draft').addColumn('descends_from', 'text', (c) => c.references('revision.id')).execute()

  await db.schema.createTable('send_draft')
    .addColumn('article_id', 'text', (c) => c.notNull().references('article.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('message', 'text', (c) => c.notNull())
    .addColumn('unchosen', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('send_draft_pk', ['article_id', 'language', 'person_id'])
    .modifyEnd(strict(db)).execute()

  await db.schema.createTable('return_given_up')
    .addColumn('decision_id', 'text', (c) => c.primaryKey().references('decision.id'))
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .modifyEnd(strict(db)).execute()
  await makeImmutable(db, 'return_given_up')
}
