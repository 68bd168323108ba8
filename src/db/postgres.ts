import pg from 'pg'
import { CompiledQuery, PostgresDialect, PostgresDriver } from 'kysely'
import type { DatabaseConnection, Dialect, Driver, PostgresDialectConfig, TransactionSettings } from 'kysely'
import { translateFault } from './faults.ts'

const INT8 = 20
const NUMERIC = 1700
/** Any number, the same in every process of the site. */
const WRITERS = 5_901_201

/** A dialect over a PostgreSQL server (or any that speaks its protocol). */
export function postgresDialect(url: string): Dialect {
  const pool = new pg.Pool({ connectionString: url, types: numberTypes(), max: 10, idleTimeoutMillis: 30_000 })
  // A restarted server ends connections at any moment; without a listener Node would end the process.
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  return new OneWriterDialect({ pool })
}

/** Counts come as numbers, not as text. */
export function numberTypes(): pg.CustomTypesConfig {
  const types = new pg.TypeOverrides()
  for (const type of [INT8, NUMERIC]) types.setTypeParser(type, Number)
  return types
}

function ignore(): void {}

function translated(error: unknown): never {
  throw translateFault(error)
}

class OneWriterDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig

  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): Driver {
    return new OneWriterDriver(this.#config)
  }
}

/** Writers come one after another, as `begin immediate` makes them on SQLite: rules checked in a transaction stay true in it. */
class OneWriterDriver extends PostgresDriver {
  readonly #translating = new WeakSet<DatabaseConnection>()

  /** A server that is away or out of disk is told from a bug wherever it is met, in a transaction or beside one. */
  override async acquireConnection(...options: Parameters<PostgresDriver['acquireConnection']>): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection(...options).catch(translated)
    if (this.#translating.has(connection)) return connection
    const execute = connection.executeQuery.bind(connection)
    connection.executeQuery = (...query) => execute<never>(...query).catch(translated)
    this.#translating.add(connection)
    return connection
  }

  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    await super.beginTransaction(connection, settings)
    await connection.executeQuery(CompiledQuery.raw(`select pg_advisory_xact_lock(${WRITERS})`))
  }
}
