import { sql, type Kysely } from 'kysely'
import { strict } from './dialect.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('weather')
    .addColumn('id', 'integer', (c) => c.primaryKey().check(sql`id = 1`))
    .addColumn('celsius', 'real', (c) => c.notNull().check(sql`celsius between -90 and 60`))
    .addColumn('measured_at', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull().check(sql`source in ('person', 'command', 'service')`))
    .addColumn('changed_at', 'text', (c) => c.notNull())
    .modifyEnd(strict(db)).execute()
}
