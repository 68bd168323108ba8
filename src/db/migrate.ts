import { promises as fs } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { now } from './id.ts'
import type { Db } from './schema.ts'

const migrationFolder = path.resolve(import.meta.dirname, '../../migrations')

/**
 * Brings the database up to date and names the migrations that ran. An SQLite `file` that already held something is
 * copied beside itself first. A database newer than this program is refused.
 */
export async function migrate(db: Db, file?: string): Promise<string[]> {
  const applied = await listApplied(db)
  const known = await listKnown()
  if (sameNames(applied, known)) return []
  if (file && applied.length > 0 && known.some((name) => !applied.includes(name))) await copyBeside(file)
  // Loaded here: a start that has nothing to apply reads no migration.
  const { FileMigrationProvider, Migrator } = await import('kysely/migration')
  const migrator = new Migrator({ db: db.withoutPlugins(), provider: new FileMigrationProvider({ fs, path, migrationFolder }) })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error instanceof Error ? error : new Error('A migration failed', { cause: error })
  return (results ?? []).map((result) => result.migrationName)
}

/** Does the database answer, with exactly the migrations that this program knows? Rejects when it does not answer. */
export async function isMigrated(db: Db): Promise<boolean> {
  return sameNames(await listApplied(db), await listKnown())
}

/** The names in Kysely's own table; none where it is not there yet. */
async function listApplied(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === 'kysely_migration')) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  return rows.map(({ name }) => name)
}

async function listKnown(): Promise<string[]> {
  const files = await fs.readdir(migrationFolder)
  return files.filter((file) => /^\d{4}_\w+\.ts$/.test(file)).map((file) => path.basename(file, '.ts'))
}

function sameNames(some: readonly string[], others: readonly string[]): boolean {
  return some.toSorted().join() === others.toSorted().join()
}

/** Copies an SQLite file as it is now, in use or not, and returns the copy's path. */
async function copyBeside(file: string): Promise<string> {
  const { default: Sqlite } = await import('better-sqlite3')
  const copy = `${file}.${now().replaceAll(/[:.]/g, '-')}.copy`
  const database = new Sqlite(file, { readonly: true })
  await database.backup(copy).finally(() => database.close())
  return copy
}
