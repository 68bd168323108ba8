import type Sqlite from 'better-sqlite3'
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import { AppError } from '../errors.ts'
import { faultOf, translateFault, type OnBroken } from './faults.ts'
import type { OpenFiles } from './open-files.ts'

/** Prepares each sentence of SQL once: preparing costs more than running. */
export class KeptStatements implements DatabaseConnection {
  static readonly #MOST = 500
  readonly #database: Sqlite.Database
  readonly #files: OpenFiles
  readonly #onBroken: OnBroken
  readonly #statements = new Map<string, Sqlite.Statement>()
  #broken = false

  constructor(database: Sqlite.Database, files: OpenFiles, onBroken: OnBroken) {
    this.#database = database
    this.#files = files
    this.#onBroken = onBroken
  }

  /** What is written into files that no name leads to any more is lost: nothing is, from the moment that this is seen. */
  stopIfReplaced(): void {
    if (this.#broken || this.#files.areInPlace()) return
    this.#broken = true
    this.#onBroken(this.#files.leave(this.#database))
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    return this.run<R>(sql, parameters)
  }

  async *streamQuery<R>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    // No open cursor may stand while others write: a page of rows at a time is the caller's business.
    yield this.run<R>(sql, parameters)
  }

  run<R>(sql: string, parameters: readonly unknown[]): QueryResult<R> {
    if (this.#broken) throw new AppError('out_of_order')
    try {
      const statement = this.#statement(sql)
      if (statement.reader) return { rows: statement.all(parameters) as R[] }
      const { changes, lastInsertRowid } = statement.run(parameters)
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
    } catch (error) {
      if (faultOf(error) === 'broken') this.#stop(error)
      throw translateFault(error)
    }
  }

  #statement(sql: string): Sqlite.Statement {
    const kept = this.#statements.get(sql)
    if (kept) return kept
    const statement = this.#database.prepare(sql)
    if (this.#statements.size >= KeptStatements.#MOST) this.#statements.clear()
    this.#statements.set(sql, statement)
    return statement
  }

  #stop(error: unknown): void {
    this.#broken = true
    this.#onBroken(error)
  }
}
