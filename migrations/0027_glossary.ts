import { sql, type Kysely } from 'kysely'
import { strict } from './dialect.ts'

/** What the publication calls things in each of its languages, and a number that every change of that moves on. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('term')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('term', 'person', 'place', 'organisation')`))
    .addColumn('domain', 'text', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('changed_by', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('changed_at', 'text', (c) => c.notNull())
    .addColumn('approved_at', 'text')
    .addColumn('removed_at', 'text')
    .modifyEnd(strict(db)).execute()

  await db.schema.createTable('term_variant')
    .addColumn('term_id', 'text', (c) => c.notNull().references('term.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull().check(sql`status in ('preferred', 'allowed', 'forbidden')`))
    .addColumn('part_of_speech', 'text', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('rule', 'text', (c) => c.notNull().check(sql`rule in ('none', 'kmu55', 'exception')`))
    .addPrimaryKeyConstraint('term_variant_key', ['term_id', 'language', 'position'])
    .addUniqueConstraint('term_variant_once', ['term_id', 'language', 'text'])
    .modifyEnd(strict(db)).execute()

  await db.schema.createTable('term_definition')
    .addColumn('term_id', 'text', (c) => c.notNull().references('term.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('term_definition_key', ['term_id', 'language'])
    .modifyEnd(strict(db)).execute()

  await db.schema.createTable('glossary_version').addColumn('number', 'integer', (c) => c.notNull()).modifyEnd(strict(db)).execute()
  await sql`insert into glossary_version (number) values (0)`.execute(db)
}
