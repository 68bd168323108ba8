import { rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { migrate } from '../db/migrate.ts'
import { isPostgres, openDb } from '../db/open.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { findLedgerHead } from '../ledger/store.ts'
import { record } from '../ledger/record.ts'
import { copyToSqlite } from './copy.ts'
import { UpkeepRefusal } from './refusal.ts'
import { hashFile, keep, writeSeal } from './seal.ts'
import { findFault } from './soundness.ts'

/** All pages in one step: what others write meanwhile cannot make the copying begin again. */
const ALL_PAGES = 2 ** 30

interface Backup {
  bytes: number
  sha256: string
  /** The newest line of the ledger that it holds. */
  line: number
}

/**
 * Copies a site's database into a new SQLite `file` while people work, verifies the copy, and seals it with `<file>.sha256`. Either
 * the whole verified copy is there in the end, or nothing of that name. Throws UpkeepRefusal `exists`, `unsound`, `unwritable`.
 */
export async function makeBackup(db: Db, url: string, file: string): Promise<Backup> {
  if (await exists(file)) throw new UpkeepRefusal('exists')
  const partial = `${file}.part`
  await rm(partial, { force: true })
  await writeFile(partial, '', { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    throw new UpkeepRefusal('unwritable', { cause: error })
  })
  try {
    await copyInto(partial, db, url)
    const line = await checkCopy(partial)
    await keep(partial)
    const sha256 = await hashFile(partial)
    await writeSeal(file, sha256)
    await rename(partial, file)
    await keep(path.dirname(path.resolve(file)))
    await transact(db, (tx) => record(tx, { actor: 'system', act: 'site.backed_up', subject: 'site:backup', details: { sha256, line } }))
    return { bytes: (await stat(file)).size, sha256, line }
  } catch (error) {
    for (const leftover of ['', '-wal', '-shm']) await rm(`${partial}${leftover}`, { force: true })
    throw error
  }
}

/** Makes a database file one file alone, and throws `unsound` when SQLite finds it damaged. */
export function settleFile(file: string): void {
  const database = new Sqlite(file)
  try {
    database.pragma('journal_mode = delete')
    const damage = database.pragma('integrity_check', { simple: true })
    const [dangling] = database.pragma('foreign_key_check') as unknown[]
    if (damage !== 'ok' || dangling !== undefined) throw new UpkeepRefusal('unsound', { cause: damage })
  } finally {
    database.close()
  }
}

async function copyInto(file: string, db: Db, url: string): Promise<void> {
  if (isPostgres(url)) {
    const copy = await openDb(file)
    await migrate(copy).finally(() => copy.destroy())
    await copyToSqlite(db, file)
    return
  }
  const source = new Sqlite(url, { readonly: true, fileMustExist: true })
  await source.backup(file, { progress: () => ALL_PAGES }).finally(() => source.close())
}

/** The number of the ledger's newest line in the copy. */
async function checkCopy(file: string): Promise<number> {
  const copy = await openDb(file)
  try {
    const fault = await findFault(copy)
    if (fault) throw new UpkeepRefusal('unsound', { cause: fault })
    return (await findLedgerHead(copy)).number
  } finally {
    await copy.destroy()
    settleFile(file)
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(() => true, () => false)
}
