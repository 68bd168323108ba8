import { sql, type Kysely } from 'kysely'
import { makeImmutable, strict } from './dialect.ts'

/** What people answered to checks; and where the words of drafts and revisions came from, if somebody else offered them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('check_answer')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('segment_id', 'text', (c) => c.notNull().references('segment.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('finding', 'text', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('answer', 'text', (c) => c.notNull().check(sql`answer in ('meant', 'reopened')`))
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('check_answer_number', ['segment_id', 'language', 'finding', 'number'])
    .modifyEnd(strict(db)).execute()
  await makeImmutable(db, 'check_answer')

  await db.schema.alterTable('draft').addColumn('offer', 'text').execute()

  await db.schema.createTable('revision_offer')
    .addColumn('revision_id', 'text', (c) => c.primaryKey().references('revision.id'))
    .addColumn('origin', 'text', (c) => c.notNull().check(sql`origin in ('memory', 'machine')`))
    .addColumn('engine', 'text', (c) => c.notNull())
    .addColumn('score', 'integer')
    .addColumn('text', 'text', (c) => c.notNull())
    .modifyEnd(strict(db)).execute()
  await makeImmutable(db, 'revision_offer')
}
