import { sql } from 'kysely'
import type { Compilable, CompiledQuery, DialectAdapter, Insertable, QueryResult, RawBuilder } from 'kysely'
import type { Id } from './columns.ts'
import type { Db, Schema, Tx } from './schema.ts'
import { refuseBesideTransaction } from './transact.ts'

/** Databases limit the parameters of one statement (SQLite: 32,766). */
const MOST_ROWS = 512

/** Where a value given later stands in a prepared query. */
export type At<V> = <K extends keyof V & string>(name: K) => RawBuilder<V[K]>

/**
 * A query built and compiled once: that costs more than SQLite takes to answer it. `some` are the ids of an `in (…)`, undefined
 * where it is asked without; there are as many places for them as the next power of two, so that few shapes are ever compiled.
 */
export function prepare<V extends object, R>(
  build: (db: Db | Tx, at: At<V>, some: readonly RawBuilder<Id>[] | undefined) => Compilable<R>,
): (db: Db | Tx, values: V, ids?: readonly Id[]) => Promise<QueryResult<R>> {
  const compile = keepCompiled<R>()
  return async (db, values, ids) => {
    refuseBesideTransaction(db)
    const count = ids && 2 ** Math.ceil(Math.log2(ids.length || 1))
    const query = compile(db, String(count), () => build(db, placeOf, count === undefined ? undefined : idPlaces(count)).compile())
    const parameters = query.parameters.map((parameter) => parameter instanceof Place ? parameter.find(values, ids ?? []) : parameter)
    return db.executeQuery({ ...query, parameters })
  }
}

const compileInsert = keepCompiled<never>()

/** Stores rows that have the same columns in the same order, a power of two of them in each statement. */
export async function insertRows<T extends keyof Schema>(tx: Tx, table: T, rows: readonly Insertable<Schema[T]>[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  if (rows.some((row) => Object.keys(row).join() !== columns.join())) throw new Error(`Rows of several shapes for ${table}`)
  for (let from = 0; from < rows.length;) {
    const some = rows.slice(from, from + Math.min(MOST_ROWS, 2 ** Math.floor(Math.log2(rows.length - from))))
    const query = compileInsert(tx, `${table} ${columns.join()} ${some.length}`, () => buildInsert(table, columns, some.length).compile(tx))
    await tx.executeQuery({ ...query, parameters: some.flatMap((row) => Object.values<unknown>({ ...row })) })
    from += some.length
  }
}

function buildInsert(table: string, columns: string[], count: number): RawBuilder<never> {
  const row = sql`(${sql.join(columns.map(() => null))})`
  return sql<never>`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    values ${sql.join(Array.from({ length: count }, () => row))}`
}

/** Compiled queries by their shape, for each database: two of them may speak different dialects. */
function keepCompiled<R>(): (db: Db | Tx, shape: string, compile: () => CompiledQuery<R>) => CompiledQuery<R> {
  const kept = new WeakMap<DialectAdapter, Map<string, CompiledQuery<R>>>()
  return (db, shape, compile) => {
    const { adapter } = db.getExecutor()
    const shapes = kept.get(adapter) ?? new Map<string, CompiledQuery<R>>()
    const query = shapes.get(shape) ?? compile()
    kept.set(adapter, shapes.set(shape, query))
    return query
  }
}

class Place {
  readonly find: (values: object, ids: readonly Id[]) => unknown

  constructor(find: Place['find']) {
    this.find = find
  }
}

function placeOf<T>(name: string): RawBuilder<T> {
  return sql<T>`${new Place((values) => Reflect.get(values, name) as unknown)}`
}

/** The last id fills the places that are left. */
function idPlaces(count: number): RawBuilder<Id>[] {
  return Array.from({ length: count }, (_, at) => sql<Id>`${new Place((_values, ids) => ids[at] ?? ids.at(-1) ?? '')}`)
}
