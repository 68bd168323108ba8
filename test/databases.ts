import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { migrate } from '../src/db/migrate.ts'
import { openDb } from '../src/db/open.ts'
import type { Db } from '../src/db/schema.ts'

/** The same questions are asked of each; what passes on one and not on the other is a bug. */
export const databases: Record<string, () => Promise<Db>> = {
  sqlite: async () => migrated(await openDb(':memory:')),
  postgres: async () => migrated(await openDb(await newPostgresDatabase())),
}

/** The address of a new, empty database on the PostgreSQL server that test/run.ts started. */
export async function newPostgresDatabase(): Promise<string> {
  const server = process.env['TEST_DATABASE_URL']
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run tests with `node test/run.ts [FILES]`')
  const name = `test_${randomBytes(6).toString('hex')}`
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  return Object.assign(new URL(server), { pathname: `/${name}` }).href
}

async function migrated(db: Db): Promise<Db> {
  await migrate(db)
  return db
}
