import { copyFile, link, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { now } from '../db/id.ts'
import { freeServerLock, takeServerLock } from '../db/lock.ts'
import { migrate } from '../db/migrate.ts'
import { isPostgres, openDb } from '../db/open.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { record } from '../ledger/record.ts'
import { findLedgerHead } from '../ledger/store.ts'
import { settleFile } from './backup.ts'
import { copyFromSqlite } from './copy.ts'
import { UpkeepRefusal } from './refusal.ts'
import { hashFile, keep, readSeal } from './seal.ts'
import { findFault } from './soundness.ts'

interface Restored {
  /** The newest line of the ledger that the backup held. */
  line: number
  /** Where the database that stood there before lies now; null when there was none. */
  aside: string | null
}

/**
 * Puts a verified backup in the place of the site's database. What stood there is kept aside; people sign in anew, links not used yet
 * and letters not sent yet end, and what was planned for a time that has passed waits for somebody to decide. On PostgreSQL the
 * database must be empty. Throws UpkeepRefusal `missing`, `unsealed`, `unsound`, `in_use`, `not_empty`.
 */
export async function restoreBackup(url: string, file: string, { unsealed = false } = {}): Promise<Restored> {
  if (!await isFile(file)) throw new UpkeepRefusal('missing')
  await checkSeal(file, unsealed)
  if (isPostgres(url)) return fillPostgres(url, file)
  await mkdir(path.dirname(url), { recursive: true })
  if (!takeServerLock(url)) throw new UpkeepRefusal('in_use')
  const coming = `${url}.restoring`
  try {
    await removeDatabase(coming)
    await copyFile(file, coming)
    const line = await prepareCopy(coming)
    await keep(coming)
    const aside = await setAside(url)
    await rename(coming, url)
    await keep(path.dirname(path.resolve(url)))
    return { line, aside }
  } finally {
    await removeDatabase(coming)
    freeServerLock()
  }
}

async function checkSeal(file: string, unsealed: boolean): Promise<void> {
  const seal = await readSeal(file)
  if (seal === null && !unsealed) throw new UpkeepRefusal('unsealed')
  if (seal !== null && seal !== await hashFile(file)) throw new UpkeepRefusal('unsound')
}

/** Brings the copy up to date, verifies all of it and ends what may not live on; the ledger tells of it. */
async function prepareCopy(file: string): Promise<number> {
  const db = await openDb(file).catch((error: unknown) => {
    throw new UpkeepRefusal('unsound', { cause: error })
  })
  try {
    await migrate(db)
    return await renew(db)
  } finally {
    await db.destroy()
    settleFile(file)
  }
}

async function renew(db: Db): Promise<number> {
  const fault = await findFault(db)
  if (fault) throw new UpkeepRefusal('unsound', { cause: fault })
  const { number } = await findLedgerHead(db)
  await transact(db, (tx) => endOpenDoors(tx, number))
  return number
}

async function endOpenDoors(tx: Tx, line: number): Promise<void> {
  await tx.deleteFrom('session').execute()
  await tx.updateTable('invitation').set({ revoked_at: now() }).where('used_at', 'is', null).where('revoked_at', 'is', null).execute()
  // Letters of then hold links that work no more. What was planned for the time since may have been called off since: people decide.
  await tx.updateTable('mail').set({ due_at: null, text: '', html: '', failed_at: now(), failure: 'restored' }).where('due_at', 'is not', null).execute()
  await tx.updateTable('schedule').set({ state: 'refused', reason: 'restored', closed_at: now() })
    .where('state', '=', 'waiting').where('due_at', '<=', now()).execute()
  await record(tx, { actor: 'system', act: 'site.restored', subject: 'site:backup', details: { line } })
}

/** Gives the database another name beside it, all of what was written in it; null when there is none. */
async function setAside(file: string): Promise<string | null> {
  if (!await isFile(file)) return null
  const old = new Sqlite(file)
  const [{ busy } = { busy: 1 }] = old.pragma('wal_checkpoint(truncate)') as { busy: number }[]
  old.close()
  if (busy !== 0) throw new UpkeepRefusal('in_use')
  for (const leftover of ['-wal', '-shm']) await rm(`${file}${leftover}`, { force: true })
  const aside = `${file}.${now().replaceAll(':', '-')}.aside`
  await link(file, aside)
  return aside
}

async function fillPostgres(url: string, file: string): Promise<Restored> {
  const coming = path.join(await mkdtemp(path.join(os.tmpdir(), 'zvirka-restore-')), 'backup.db')
  const db = await openDb(url)
  try {
    await migrate(db)
    if (await db.selectFrom('person').select('id').limit(1).executeTakeFirst()) throw new UpkeepRefusal('not_empty')
    await copyFile(file, coming)
    const line = await prepareCopy(coming)
    await transact(db, (tx) => copyFromSqlite(coming, tx))
    return { line, aside: null }
  } finally {
    await db.destroy()
    await rm(path.dirname(coming), { recursive: true, force: true })
  }
}

async function removeDatabase(file: string): Promise<void> {
  for (const part of ['', '-wal', '-shm']) await rm(`${file}${part}`, { force: true })
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then((found) => found.isFile(), () => false)
}
