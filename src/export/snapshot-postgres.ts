import pg from 'pg'
import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import { numberTypes } from '../db/postgres.ts'
import type { Moment } from './moment.ts'

/** A connection of its own in a transaction that only reads; the first read fixes the moment. */
export async function openPostgresMoment(url: string): Promise<Moment> {
  const client = new pg.Client({ connectionString: url, types: numberTypes() })
  await client.connect()
  await client.query('begin transaction isolation level repeatable read read only')
  await client.query('select number from generation')
  // A connection answers one question after another.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(ask: () => Promise<T>): Promise<T> => {
    const answer = last.then(ask)
    last = answer.catch(() => undefined)
    return answer
  }
  return {
    dialect: {
      createAdapter: () => new PostgresAdapter(), createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (db) => new PostgresIntrospector(db),
    },
    run: async (sql, parameters) => (await inTurn(() => client.query<object>(sql, [...parameters]))).rows,
    close: () => client.end(),
  }
}
