import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, promises as fs, realpathSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, it } from 'node:test'
import { FileMigrationProvider, Migrator } from 'kysely/migration'
import { migrate } from '../src/db/migrate.ts'
import { openDb } from '../src/db/open.ts'
import { restoreBackup } from '../src/upkeep/restore.ts'
import { findDamage } from './crew-checks.ts'
import { CALLS, cannotInject, countCalls, hasFailed, spread, underFault, type Fault } from './failing-disk.ts'
import { byLength } from './long.ts'
import { prepareRoom } from './prepared-room.ts'
import { PROGRAM } from './server.ts'

/** One write and one sync fail in every run, up to sixty calls of every kind under `npm run test:long`. */
const MOST = byLength(1, 60)
const KINDS = CALLS.slice(0, byLength(2, CALLS.length))

const DATABASES = ['zvirka.db', 'backups/backup.db', 'backups/backup.db.part']
const WATCHED = ['', 'backups', 'backups/backup.db.sha256', 'backups/backup.db.sha256.part',
  ...DATABASES.flatMap((name) => ['', '-wal', '-shm', '-journal'].map((part) => name + part))]

const skip = cannotInject()
const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'zvirka-eio-')))
after(() => rmSync(root, { recursive: true, force: true }))
let runs = 0

/** Runs a command beside a copy of `template`, and answers where, how it ended and whether the fault came. */
async function zvirkaUnder(template: string, args: (folder: string) => string[], fault: Fault | null) {
  runs += 1
  const folder = path.join(root, String(runs))
  const notes = `${folder}.notes`
  cpSync(template, folder, { recursive: true })
  mkdirSync(path.join(folder, 'backups'))
  const watched = WATCHED.map((name) => path.join(folder, name))
  const [command = '', ...words] = [...underFault(notes, watched, fault), process.execPath, PROGRAM, ...args(folder)]
  // One thread for files: calls are counted in each thread by itself.
  const env = { ...process.env, DATA_DIR: folder, ZVIRKA_LANGUAGE: 'en', UV_THREADPOOL_SIZE: '1' }
  const child = spawn(command, words, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.resume()
  child.stderr.resume()
  const [status] = await once(child, 'close') as [number]
  return { folder, file: path.join(folder, 'zvirka.db'), status, struck: hasFailed(notes), counted: countCalls(notes) }
}

/** Lets the calls of a command fail one after another, and checks after each. */
async function failEach(
  template: string, args: (folder: string) => string[], check: (file: string, status: number) => Promise<void>,
): Promise<void> {
  const untouched = await zvirkaUnder(template, args, null)
  assert.equal(untouched.status, 0)
  await check(untouched.file, 0)
  for (const call of KINDS) {
    let strikes = 0
    for (const nth of spread(untouched.counted[call], MOST)) {
      const { folder, file, status, struck } = await zvirkaUnder(template, args, { call, nth })
      await check(file, status).catch((error: unknown) => { throw new Error(`${call} ${nth}, ended with ${status}`, { cause: error }) })
      strikes += struck ? 1 : 0
      rmSync(folder, { recursive: true })
    }
    assert.equal(strikes > 0, untouched.counted[call] > 0, call)
  }
}

it('makes a backup on a disk that fails whole or not at all, and the site is as it was', { skip }, async () => {
  const template = path.join(root, 'room')
  await prepareRoom(template)
  const backupIn = (folder: string) => path.join(folder, 'backups/backup.db')
  await failEach(template, (folder) => ['backup', backupIn(folder)], async (file, status) => {
    assert.deepEqual(await findDamage(file, []), [])
    const backup = backupIn(path.dirname(file))
    assert.ok(existsSync(backup) || status !== 0)
    if (!existsSync(backup)) return
    const restored = path.join(path.dirname(file), 'restored.db')
    await restoreBackup(restored, backup)
    assert.deepEqual(await findDamage(restored, []), [])
  })
})

it('migrates a database on a disk that fails wholly or not at all, and is done when the disk is well', { skip }, async () => {
  const template = path.join(root, 'old')
  mkdirSync(template)
  const old = await openDb(path.join(template, 'zvirka.db'))
  const provider = new FileMigrationProvider({ fs, path, migrationFolder: path.resolve(import.meta.dirname, '../migrations') })
  const { error } = await new Migrator({ db: old.withoutPlugins(), provider }).migrateTo('0005_submissions')
  assert.ifError(error)
  await old.insertInto('setting').values({ key: 'which', value: 'old' }).execute()
  const tablesOf = async (db: typeof old) => (await db.introspection.getTables()).length
  const before = await tablesOf(old)
  await old.destroy()
  await failEach(template, () => ['migrate'], async (file, status) => {
    const db = await openDb(file)
    const tables = await tablesOf(db)
    assert.ok(status === 0 ? tables > before : status > 0)
    const done = await migrate(db)
    assert.equal(done.length > 0, tables === before, 'all migrations or none')
    assert.deepEqual(await db.selectFrom('setting').select('value').where('key', '=', 'which').execute(), [{ value: 'old' }])
    await db.destroy()
    assert.deepEqual(await findDamage(file, []), [])
  })
})
