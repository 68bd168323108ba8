import { promises as fs } from 'node:fs'
import path from 'node:path'
import { FileMigrationProvider, Migrator } from 'kysely/migration'
import { now } from './id.ts'
import type { Db } from './schema.ts'

const migrationFolder = path.resolve(import.meta.dirname, '../../migrations')

/**
 * Brings the database up to date and names the migrations that ran. An SQLite `file` that already held something is
 * copied beside itself first. A database newer than this program is refused.
 */
export async function migrate(db: Db, file?: string): Promise<string[]> {
  const migrator = migratorOf(db)
  const migrations = await migrator.getMigrations()
  const waiting = migrations.filter((migration) => !migration.executedAt)
  if (file && waiting.length > 0 && waiting.length < migrations.length) await copyBeside(file)
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error instanceof Error ? error : new Error('A migration failed', { cause: error })
  return (results ?? []).map((result) => result.migrationName)
}

/** Does the database answer, with every migration that this program knows? Rejects when it does not answer. */
export async function isMigrated(db: Db): Promise<boolean> {
  const migrations = await migratorOf(db).getMigrations()
  return migrations.every((migration) => migration.executedAt)
}

function migratorOf(db: Db): Migrator {
  return new Migrator({ db: db.withoutPlugins(), provider: new FileMigrationProvider({ fs, path, migrationFolder }) })
}

/** Copies an SQLite file as it is now, in use or not, and returns the copy's path. */
async function copyBeside(file: string): Promise<string> {
  const { default: Sqlite } = await import('better-sqlite3')
  const copy = `${file}.${now().replaceAll(/[:.]/g, '-')}.copy`
  const database = new Sqlite(file, { readonly: true })
  await database.backup(copy).finally(() => database.close())
  return copy
}
