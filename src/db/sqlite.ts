import { mkdirSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { SqliteAdapter, SqliteDialect, SqliteDriver, SqliteQueryCompiler } from 'kysely'
import type { DatabaseConnection, Dialect, Driver } from 'kysely'
import type { OnBroken } from './faults.ts'
import { KeptStatements } from './kept-statements.ts'
import { OpenFiles } from './open-files.ts'

/** The first SQLite without the WAL-reset corruption (sqlite.org/changes.html, 3.51.3). */
const OLDEST = [3, 51, 3]
const WRITE_WAIT_MS = 5000
/** While nobody writes, files put in the place of the open ones are noticed this late; whoever writes notices at once. */
const LOOK_MS = 1000

/**
 * A dialect over one SQLite file (or `:memory:`). `onBroken` hears once of an I/O error or of other files in the place of the open ones;
 * every query after it is refused.
 */
export function sqliteDialect(file: string, onBroken: OnBroken): Dialect {
  const database = openSqlite(file)
  return new DurableDialect(database, new KeptStatements(database, new OpenFiles(file), onBroken))
}

/** Opens a file so that what was acknowledged survives a power cut; throws when that cannot be had. */
export function openSqlite(file: string): Sqlite.Database {
  if (file !== ':memory:') mkdirSync(path.dirname(path.resolve(file)), { recursive: true })
  const database = new Sqlite(file, { timeout: WRITE_WAIT_MS })
  refuseOldSqlite(database)
  const mode = database.pragma('journal_mode = WAL', { simple: true })
  if (mode !== (file === ':memory:' ? 'memory' : 'wal')) throw new Error(`${file}: no write-ahead log here (journal_mode ${String(mode)})`)
  // better-sqlite3 compiles NORMAL for WAL, which loses acknowledged writes when the power fails.
  for (const pragma of ['synchronous = FULL', 'foreign_keys = ON', 'wal_autocheckpoint = 1000', 'journal_size_limit = 67108864',
    'cache_size = -65536', 'mmap_size = 0', 'trusted_schema = OFF', 'cell_size_check = ON', 'temp_store = MEMORY',
    'recursive_triggers = ON']) database.pragma(pragma)
  if (database.pragma('foreign_keys', { simple: true }) !== 1) throw new Error(`${file}: foreign keys cannot be switched on`)
  // Some file systems say «wal» and fail at the first write.
  database.exec('begin immediate; create table probe (x integer); drop table probe; commit')
  return database
}

function refuseOldSqlite(database: Sqlite.Database): void {
  const version = String(database.prepare('select sqlite_version()').pluck().get())
  const parts = version.split('.').map(Number)
  const older = OLDEST.findIndex((least, i) => (parts[i] ?? 0) !== least)
  if (older !== -1 && (parts[older] ?? 0) < OLDEST[older]!) throw new Error(`SQLite ${version} can corrupt a database; ${OLDEST.join('.')} or newer is needed`)
}

class DurableDialect extends SqliteDialect {
  readonly #database: Sqlite.Database
  readonly #connection: KeptStatements

  constructor(database: Sqlite.Database, connection: KeptStatements) {
    super({ database })
    this.#database = database
    this.#connection = connection
  }

  override createAdapter(): SqliteAdapter {
    return new OneTransactionAdapter()
  }

  override createDriver(): Driver {
    return new DurableDriver(this.#database, this.#connection)
  }

  override createQueryCompiler(): SqliteQueryCompiler {
    return new SteadyCompiler()
  }
}

/** Built with STAT4, SQLite prepares a join anew for every new value compared as a bare `?`; `+?` is the same value to it. */
export class SteadyCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '+?'
  }
}

/** SQLite can roll DDL back; so a migration killed half-way leaves the database as it was. */
class OneTransactionAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class DurableDriver extends SqliteDriver {
  readonly #database: Sqlite.Database
  readonly #connection: KeptStatements
  #looking: NodeJS.Timeout | undefined

  constructor(database: Sqlite.Database, connection: KeptStatements) {
    super({ database })
    this.#database = database
    this.#connection = connection
  }

  override async init(): Promise<void> {
    await super.init()
    this.#looking = setInterval(() => this.#connection.stopIfReplaced(), LOOK_MS).unref()
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }

  /** Takes the write lock at once: a transaction that begins as a reader can fail later, whatever it waits. */
  override async beginTransaction(): Promise<void> {
    this.#connection.run('begin immediate', [])
  }

  override async commitTransaction(): Promise<void> {
    this.#connection.stopIfReplaced()
    this.#connection.run('commit', [])
  }

  /** SQLite has already rolled back after some errors (a full disk); a second rollback would hide the first error. */
  override async rollbackTransaction(): Promise<void> {
    if (this.#database.inTransaction) this.#connection.run('rollback', [])
  }

  override async destroy(): Promise<void> {
    clearInterval(this.#looking)
    if (!this.#database.open) return
    try {
      this.#connection.run('pragma optimize', [])
    } catch {
      // Whoever must know of a failing disk has heard of it; a full one is no reason not to close.
    }
    this.#database.close()
  }
}
