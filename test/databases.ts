import { createHash, randomBytes } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { migrate } from '../src/db/migrate.ts'
import { openDb } from '../src/db/open.ts'
import type { Db } from '../src/db/schema.ts'

/** The same questions are asked of each; what passes on one and not on the other is a bug. */
export const databases: Record<string, () => Promise<Db>> = {
  sqlite: async () => migrated(await openDb(':memory:')),
  postgres: async () => openDb(await newMigratedDatabase()),
}

/** The address of a new, empty database on the PostgreSQL server that test/run.ts started. */
export async function newPostgresDatabase(): Promise<string> {
  return onServer((client) => createDatabase(client))
}

/** A copy of one that was migrated for all test files: to migrate each anew takes ten times as long. */
async function newMigratedDatabase(): Promise<string> {
  const model = `model_${migrationsHash()}`
  return onServer(async (client) => {
    // Test files run at the same time: the first makes it, the others wait.
    await client.query('select pg_advisory_lock(1)')
    const { rowCount } = await client.query('select from pg_database where datname = $1', [model])
    if (rowCount === 0) {
      const address = await createDatabase(client)
      await (await migrated(await openDb(address))).destroy()
      await client.query(`alter database ${new URL(address).pathname.slice(1)} rename to ${model}`)
    }
    await client.query('select pg_advisory_unlock(1)')
    return createDatabase(client, model)
  })
}

async function createDatabase(client: pg.Client, model = 'template1'): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await client.query(`create database ${name} template ${model}`)
  return Object.assign(new URL(serverAddress()), { pathname: `/${name}` }).href
}

async function onServer(work: (client: pg.Client) => Promise<string>): Promise<string> {
  const client = new pg.Client({ connectionString: serverAddress() })
  await client.connect()
  return work(client).finally(() => client.end())
}

function serverAddress(): string {
  const server = process.env['TEST_DATABASE_URL']
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run tests with `node test/run.ts [FILES]`')
  return server
}

function migrationsHash(): string {
  const hash = createHash('sha256')
  for (const file of globSync('migrations/*.ts').sort()) hash.update(readFileSync(file))
  return hash.digest('hex').slice(0, 12)
}

async function migrated(db: Db): Promise<Db> {
  await migrate(db)
  return db
}
