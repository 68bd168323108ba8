import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/schema.ts'

const SOME = 500

/** Every row of a PostgreSQL site, as of one moment, into an SQLite file with the same empty tables. Nobody waits meanwhile. */
export async function copyToSqlite(source: Db, file: string): Promise<void> {
  const target = new Sqlite(file)
  try {
    await source.withoutPlugins().connection().execute(async (connection) => {
      await sql`begin isolation level repeatable read read only`.execute(connection)
      target.exec('pragma foreign_keys = off; begin immediate')
      for (const table of orderTables(target)) await copyTable(connection, target, table)
      target.exec('commit')
      await sql`commit`.execute(connection)
    })
  } finally {
    target.close()
  }
}

/** Every row of an SQLite file into a PostgreSQL database whose tables hold nothing but what the migrations put there. */
export async function copyFromSqlite(file: string, tx: Tx): Promise<void> {
  const source = new Sqlite(file, { readonly: true, fileMustExist: true })
  try {
    const tables = orderTables(source)
    for (const table of tables.toReversed()) await sql`delete from ${sql.table(table)}`.execute(tx)
    for (const table of tables) {
      const some: Record<string, unknown>[] = []
      for (const row of source.prepare(`select * from "${table}" order by rowid`).iterate()) {
        some.push(row as Record<string, unknown>)
        if (some.length === SOME) await insert(tx, table, some.splice(0))
      }
      if (some.length > 0) await insert(tx, table, some)
    }
  } finally {
    source.close()
  }
}

async function copyTable(connection: Db, target: Sqlite.Database, table: string): Promise<void> {
  target.exec(`delete from "${table}"`)
  const columns = (target.pragma(`table_info("${table}")`) as { name: string }[]).map(({ name }) => name)
  const store = target.prepare(`insert into "${table}" (${columns.map((name) => `"${name}"`).join()}) values (${columns.map(() => '?').join()})`)
  await sql`declare every cursor for select * from ${sql.table(table)}`.execute(connection)
  for (;;) {
    const { rows } = await sql<Record<string, unknown>>`fetch ${sql.raw(String(SOME))} from every`.execute(connection)
    for (const row of rows) store.run(columns.map((name) => row[name]))
    if (rows.length < SOME) break
  }
  await sql`close every`.execute(connection)
}

async function insert(tx: Tx, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    values ${sql.join(rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`))}`.execute(tx)
}

/** The site's tables without the indexes of words and of the memory, made anew from them; what a row refers to stands before it. */
function orderTables(database: Sqlite.Database): string[] {
  const names = database.prepare(`select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like 'kysely%' and name not like 'search%'
    and name not in ('memory_run', 'memory_posting', 'memory_pending') order by name`).pluck().all() as string[]
  const referred = new Map(names.map((name) =>
    [name, (database.pragma(`foreign_key_list("${name}")`) as { table: string }[]).map(({ table }) => table)]))
  const ordered = new Set<string>()
  const place = (name: string) => {
    for (const other of referred.get(name) ?? []) if (other !== name && !ordered.has(other)) place(other)
    ordered.add(name)
  }
  names.forEach(place)
  return [...ordered]
}
