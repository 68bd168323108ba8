import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs'
import { promises as fs } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, beforeEach, describe, it } from 'node:test'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { FileMigrationProvider, Migrator } from 'kysely/migration'
import { freeServerLock, takeServerLock } from './lock.ts'
import { migrate } from './migrate.ts'
import { openDb } from './open.ts'
import type { Db } from './schema.ts'
import { openSqlite } from './sqlite.ts'
import { transact } from './transact.ts'

const folders: string[] = []
let file = ''

beforeEach(() => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-db-'))
  folders.push(folder)
  file = path.join(folder, 'zvirka.db')
})
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

async function openMigrated(onBroken?: (error: unknown) => void): Promise<Db> {
  const db = await openDb(file, onBroken)
  await migrate(db, file)
  return db
}

const addSetting = (db: Db, key: string) => transact(db, (tx) => tx.insertInto('setting').values({ key, value: 'x' }).execute())

describe('an SQLite file', () => {
  const settings: [string, unknown][] = [
    ['journal_mode', 'wal'], ['synchronous', 2], ['foreign_keys', 1], ['busy_timeout', 5000], ['mmap_size', 0], ['trusted_schema', 0],
    ['cell_size_check', 1], ['recursive_triggers', 1], ['journal_size_limit', 67_108_864],
  ]
  for (const [pragma, expected] of settings) {
    it(`is opened with ${pragma} = ${String(expected)}`, () => {
      const database = openSqlite(file)
      assert.equal(database.pragma(pragma, { simple: true }) ?? 0, expected)
      database.close()
    })
  }

  it('is refused where it is not a database', async () => {
    const fd = openSync(file, 'w')
    writeSync(fd, 'This is a letter, not a database. '.repeat(100))
    closeSync(fd)
    await assert.rejects(openDb(file), { code: 'SQLITE_NOTADB' })
  })

  it('takes the write lock when a transaction begins, not at its first write', async () => {
    const db = await openMigrated()
    const other = new Sqlite(file, { timeout: 0 })
    await transact(db, async (tx) => {
      await tx.selectFrom('setting').selectAll().execute()
      assert.throws(() => other.exec('begin immediate'), { code: 'SQLITE_BUSY' })
    })
    other.exec('begin immediate; commit')
    other.close()
    await db.destroy()
  })

  it('is usable again after a transaction could not begin', async () => {
    const db = await openMigrated()
    const other = new Sqlite(file)
    other.exec('begin immediate')
    await sql`pragma busy_timeout = 0`.execute(db)
    await assert.rejects(addSetting(db, 'locked out'), { code: 'SQLITE_BUSY' })
    other.exec('commit')
    await addSetting(db, 'let in')
    assert.deepEqual(await db.selectFrom('setting').select('key').execute(), [{ key: 'let in' }])
    other.close()
    await db.destroy()
  })
})

describe('migrating an SQLite file', () => {
  it('copies what was there first, and the copy holds it', async () => {
    const db = await openDb(file)
    const provider = new FileMigrationProvider({ fs, path, migrationFolder: path.resolve(import.meta.dirname, '../../migrations') })
    await new Migrator({ db: db.withoutPlugins(), provider }).migrateTo('0008_publications')
    await addSetting(db, 'kept')
    assert.ok((await migrate(db, file)).length > 0)
    const copies = readdirSync(path.dirname(file)).filter((name) => name.endsWith('.copy'))
    assert.equal(copies.length, 1)
    const copy = new Sqlite(path.join(path.dirname(file), copies[0] ?? ''), { readonly: true })
    assert.deepEqual(copy.prepare('select key from setting').pluck().all(), ['kept'])
    copy.close()
    await db.destroy()
  })

  it('copies nothing when there is nothing to do, or nothing yet', async () => {
    const db = await openMigrated()
    assert.deepEqual(await migrate(db, file), [])
    assert.deepEqual(readdirSync(path.dirname(file)).filter((name) => name.endsWith('.copy')), [])
    await db.destroy()
  })

  it('leaves the database as it was when a migration fails half-way', async () => {
    const db = await openDb(file)
    await sql`create table edition_credit (x integer)`.execute(db)
    await assert.rejects(migrate(db, file))
    const tables = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(db)
    assert.ok(!tables.rows.some(({ name }) => name === 'person'), 'earlier migrations of the same run are rolled back as well')
    await db.destroy()
  })

  it('refuses a database that a newer program made', async () => {
    const db = await openMigrated()
    await sql`insert into kysely_migration (name, timestamp) values ('9999_from_the_future', '2030-01-01T00:00:00.000Z')`.execute(db)
    await assert.rejects(migrate(db, file), /9999_from_the_future/)
    await db.destroy()
  })
})

/** What a dying disk, or a program that is not SQLite, leaves behind. */
function overwriteSecondHalf(name: string): void {
  const { size } = statSync(name)
  const fd = openSync(name, 'r+')
  writeSync(fd, Buffer.alloc(size >> 1, 0xff), 0, size >> 1, size >> 1)
  closeSync(fd)
}

describe('faults of the disk', () => {
  it('turns a full disk into read-only, says so, and takes writes again when there is room', async () => {
    const db = await openMigrated()
    await addSetting(db, 'before')
    const { rows: [pages] } = await sql<{ page_count: number }>`pragma page_count`.execute(db)
    await sql`pragma max_page_count = ${sql.lit(pages?.page_count ?? 0)}`.execute(db)
    const much = 'x'.repeat(2_000_000)
    const write = () => transact(db, (tx) => tx.insertInto('setting').values({ key: 'much', value: much }).execute())
    await assert.rejects(write(), { code: 'read_only', status: 507 })
    assert.deepEqual(await db.selectFrom('setting').select('key').execute(), [{ key: 'before' }])
    await sql`pragma max_page_count = 1000000`.execute(db)
    await write()
    assert.equal((await db.selectFrom('setting').select('key').execute()).length, 2)
    await db.destroy()
  })

  it('acknowledges nothing after an I/O error, not even what would work', async () => {
    const first = await openMigrated()
    for (let i = 0; i < 100; i += 1) await addSetting(first, `${i} ${'x'.repeat(20_000)}`)
    await first.destroy()
    const seen: unknown[] = []
    const db = await openDb(file, (error) => seen.push(error))
    overwriteSecondHalf(file)
    await assert.rejects(db.selectFrom('setting').selectAll().execute(), { code: 'out_of_order', status: 503 })
    assert.equal(seen.length, 1)
    await assert.rejects(addSetting(db, 'after'), { code: 'out_of_order' })
    await assert.rejects(sql`select 1`.execute(db), { code: 'out_of_order' })
    assert.equal(seen.length, 1)
    await db.destroy()
  })
})

describe('the lock of the one server', () => {
  const HOLDER = `
    import { takeServerLock } from ${JSON.stringify(path.resolve(import.meta.dirname, 'lock.ts'))}
    process.stdout.write(takeServerLock(process.argv[1]) ? 'taken' : 'refused')
    if (process.argv[2] === 'stay') { globalThis.gc?.(); setInterval(() => globalThis.gc?.(), 20) }`

  async function hold(mode: 'stay' | 'go'): Promise<{ child: ChildProcess; said: string }> {
    const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', HOLDER, file, mode], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [said] = await once(child.stdout, 'data') as [Buffer]
    return { child, said: said.toString() }
  }

  it('refuses a second process, survives garbage collection, and is freed by a kill', async () => {
    const first = await hold('stay')
    assert.equal(first.said, 'taken')
    assert.equal((await hold('go')).said, 'refused')
    first.child.kill('SIGKILL')
    await once(first.child, 'exit')
    const third = await hold('go')
    assert.equal(third.said, 'taken')
  })

  it('is freed when the server closes', () => {
    assert.equal(takeServerLock(file), true)
    freeServerLock()
    assert.equal(takeServerLock(file), true)
    freeServerLock()
    assert.ok(existsSync(`${file}.lock`))
  })
})
