import { sql, type Kysely } from 'kysely'
import { makeImmutable, strict } from './dialect.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('edition')
    .addColumn('important', 'text', (c) => c.notNull().defaultTo('no').check(sql`important in ('yes', 'no')`)).execute()

  await db.schema.createTable('edition_lineage')
    .addColumn('edition_id', 'text', (c) => c.notNull().references('edition.id'))
    .addColumn('segment_id', 'text', (c) => c.notNull().references('segment.id'))
    .addColumn('from_segment_id', 'text', (c) => c.notNull().references('segment.id'))
    .addColumn('role', 'text', (c) => c.notNull().check(sql`role in ('split', 'join')`))
    .addPrimaryKeyConstraint('edition_lineage_key', ['edition_id', 'segment_id', 'from_segment_id'])
    .modifyEnd(strict(db)).execute()
  await makeImmutable(db, 'edition_lineage')
}
