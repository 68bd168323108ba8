import type { Db } from '../db/schema.ts'
import { findLedgerHead } from '../ledger/store.ts'
import { publishedOnly } from '../reader/published.ts'
import { readGeneration } from '../reader/store.ts'

/** How the database stands: what readers get, by its generation; and its history, told from another's by the newest line of the ledger. */
export async function readStanding(db: Db): Promise<string> {
  const { number, hash } = await findLedgerHead(db)
  return [await readGeneration(publishedOnly(db)), number, hash].join(' ')
}

/** Has it only gone on since it stood so, without a change for readers? One that was put back from a backup has not. */
export async function isUnmoved(db: Db, standing: string): Promise<boolean> {
  const [generation = '', number = '', hash = ''] = standing.split(' ')
  if (await readGeneration(publishedOnly(db)) !== Number(generation)) return false
  if (number === '0') return true
  const line = await db.selectFrom('ledger').select('hash').where('number', '=', Number(number)).executeTakeFirst()
  return line?.hash === hash
}

/** What people at the desk do meanwhile is none of readers' business. */
export function isSameForReaders(one: string, other: string): boolean {
  return one.split(' ')[0] === other.split(' ')[0]
}
