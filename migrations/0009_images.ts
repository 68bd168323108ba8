import { sql, type Kysely } from 'kysely'
import { makeImmutable, onSqlite, strict } from './dialect.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('asset')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('width', 'integer', (c) => c.notNull())
    .addColumn('height', 'integer', (c) => c.notNull())
    .addColumn('bytes', onSqlite(db) ? 'blob' : 'bytea', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addCheckConstraint('asset_sized', sql`width > 0 and height > 0`)
    .modifyEnd(strict(db)).execute()
  await makeImmutable(db, 'asset')
  await db.schema.alterTable('outline_row').addColumn('asset', 'text', (c) => c.references('asset.hash')).execute()
  await db.schema.alterTable('edition_segment').addColumn('asset', 'text', (c) => c.references('asset.hash')).execute()
}
