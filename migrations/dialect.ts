import { sql, SqliteAdapter, type Kysely, type RawBuilder } from 'kysely'

/** True on SQLite: the few sentences of DDL that differ ask here. */
export function onSqlite(db: Kysely<unknown>): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter
}

/** `create table … strict` makes SQLite refuse a text where a number belongs, as PostgreSQL does by itself. */
export function strict(db: Kysely<unknown>): RawBuilder<unknown> {
  return onSqlite(db) ? sql`strict` : sql``
}

/** Refuses `update` and `delete` on a table of facts, whoever asks. */
export async function makeImmutable(db: Kysely<unknown>, table: string): Promise<void> {
  if (!onSqlite(db)) {
    await sql`create trigger ${sql.id(`${table}_immutable`)} before update or delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db)
    return
  }
  for (const event of ['update', 'delete']) {
    await sql`create trigger ${sql.id(`${table}_no_${event}`)} before ${sql.raw(event)} on ${sql.table(table)}
      begin select raise(abort, 'immutable'); end`.execute(db)
  }
}
