import Sqlite from 'better-sqlite3'
import { SqliteAdapter, SqliteIntrospector } from 'kysely'
import { SteadyCompiler } from '../db/sqlite.ts'
import type { Moment } from './moment.ts'

/** Opens a file for reading; the first read fixes the moment. */
export function openSqliteMoment(file: string): Moment {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true })
  database.pragma('cache_size = -65536')
  database.exec('begin')
  database.prepare('select number from generation').get()
  const statements = new Map<string, Sqlite.Statement>()
  const prepared = (sql: string) => {
    const statement = statements.get(sql) ?? database.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  return {
    dialect: {
      createAdapter: () => new SqliteAdapter(), createQueryCompiler: () => new SteadyCompiler(),
      createIntrospector: (db) => new SqliteIntrospector(db),
    },
    run: async (sql, parameters) => prepared(sql).all(parameters) as object[],
    close: async () => { database.close() },
  }
}
