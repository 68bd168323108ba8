import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely'

/** One moment of the database for as long as it is open: whatever others write meanwhile, it does not change. */
export interface Moment {
  /** Everything but the connection: how queries are written for this database. */
  dialect: Omit<Dialect, 'createDriver'>
  run: (sql: string, parameters: readonly unknown[]) => Promise<readonly object[]>
  close: () => Promise<void>
}

type Ask = (sql: string, parameters: readonly unknown[]) => Promise<readonly object[]>

export class MomentDriver implements Driver {
  readonly #connection: DatabaseConnection

  constructor(ask: Ask) {
    this.#connection = new MomentConnection(ask)
  }

  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }

  async beginTransaction(): Promise<void> {
    throw new Error('a moment of the past cannot be changed')
  }

  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}

class MomentConnection implements DatabaseConnection {
  readonly #ask: Ask

  constructor(ask: Ask) {
    this.#ask = ask
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    return { rows: [...await this.#ask(sql, parameters)] as R[] }
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield this.executeQuery<R>(query)
  }
}
