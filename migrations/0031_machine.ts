import { sql, type Kysely } from 'kysely'
import { makeImmutable, strict } from './dialect.ts'

/** What machines suggested for paragraphs, and how many characters they were sent in each month. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('machine_suggestion')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('segment_id', 'text', (c) => c.notNull().references('segment.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('source_revision_id', 'text', (c) => c.notNull().references('revision.id'))
    .addColumn('engine', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull().check(sql`text <> ''`))
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('characters', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .modifyEnd(strict(db)).execute()
  await db.schema.createIndex('machine_suggestion_place').on('machine_suggestion').columns(['segment_id', 'language', 'created_at']).execute()
  await makeImmutable(db, 'machine_suggestion')

  await db.schema.createTable('machine_spending')
    .addColumn('month', 'text', (c) => c.primaryKey())
    .addColumn('characters', 'integer', (c) => c.notNull().check(sql`characters >= 0`))
    .modifyEnd(strict(db)).execute()
}
