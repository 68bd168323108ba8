import { sql, type Kysely } from 'kysely'
import { strict } from './dialect.ts'

/** Words that are right on this site whatever the dictionaries say, and a number that every change of them moves on. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('site_word')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('word', 'text', (c) => c.notNull().check(sql`word <> ''`))
    .addColumn('folded', 'text', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('added_by', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('added_at', 'text', (c) => c.notNull())
    .addColumn('removed_at', 'text')
    .addUniqueConstraint('site_word_once', ['language', 'folded'])
    .modifyEnd(strict(db)).execute()

  await db.schema.createTable('site_word_version').addColumn('number', 'integer', (c) => c.notNull()).modifyEnd(strict(db)).execute()
  await sql`insert into site_word_version (number) values (0)`.execute(db)
}
