import { sql, type Kysely } from 'kysely'
import { makeImmutable, strict } from './dialect.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('revision')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('segment_id', 'text', (c) => c.notNull().references('segment.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('writer_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('origin', 'text', (c) => c.notNull().check(sql`origin in ('written', 'memory', 'machine', 'imported')`))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .modifyEnd(strict(db)).execute()
  await db.schema.createIndex('revision_segment').on('revision').columns(['segment_id', 'language']).execute()
  await makeImmutable(db, 'revision')

  await db.schema.createTable('revision_parent')
    .addColumn('revision_id', 'text', (c) => c.notNull().references('revision.id'))
    .addColumn('parent_id', 'text', (c) => c.notNull().references('revision.id'))
    .addColumn('role', 'text', (c) => c.notNull().check(sql`role in ('edit', 'merge', 'copy', 'split', 'join')`))
    .addPrimaryKeyConstraint('revision_parent_key', ['revision_id', 'parent_id'])
    .modifyEnd(strict(db)).execute()
  await makeImmutable(db, 'revision_parent')

  await db.schema.createTable('draft')
    .addColumn('segment_id', 'text', (c) => c.notNull().references('segment.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('base_revision_id', 'text', (c) => c.references('revision.id'))
    .addColumn('source_revision_id', 'text', (c) => c.references('revision.id'))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('draft_key', ['segment_id', 'language', 'person_id'])
    .modifyEnd(strict(db)).execute()
  await db.schema.createIndex('draft_person').on('draft').column('person_id').execute()
}
