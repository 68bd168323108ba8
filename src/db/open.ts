import { Kysely } from 'kysely'
import type { Dialect } from 'kysely'
import type { OnBroken } from './faults.ts'
import type { Db, Schema } from './schema.ts'
import { noQueryBesideTransaction } from './transact.ts'

/**
 * Opens the database that `url` names: `postgres://…` a server, anything else an SQLite file.
 * `onBroken` hears once of an I/O error, after which every query fails with `out_of_order`.
 */
export async function openDb(url: string, onBroken: OnBroken = () => {}): Promise<Db> {
  const dialect = await dialectFor(url, onBroken)
  return new Kysely<Schema>({ dialect, plugins: [noQueryBesideTransaction] })
}

export function isPostgres(url: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(url)
}

// Each driver is loaded only where it is used: it is most of a command's start.
async function dialectFor(url: string, onBroken: OnBroken): Promise<Dialect> {
  if (isPostgres(url)) {
    const { postgresDialect } = await import('./postgres.ts')
    return postgresDialect(url)
  }
  const { sqliteDialect } = await import('./sqlite.ts')
  return sqliteDialect(url, onBroken)
}
