import { sql, type Kysely } from 'kysely'
import { makeImmutable, onSqlite, strict } from './dialect.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  if (!onSqlite(db)) {
    await sql`create function refuse_change() returns trigger language plpgsql as
      $$ begin raise exception 'immutable'; end $$`.execute(db)
  }

  await db.schema.createTable('ledger')
    .addColumn('number', 'integer', (c) => c.primaryKey())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('act', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('details', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('previous_hash', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .modifyEnd(strict(db)).execute()
  await makeImmutable(db, 'ledger')

  await db.schema.createTable('ledger_head')
    .addColumn('id', 'integer', (c) => c.primaryKey().check(sql`id = 1`))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .modifyEnd(strict(db)).execute()
  await sql`insert into ledger_head (id, number, hash) values (1, 0, '')`.execute(db)
}
