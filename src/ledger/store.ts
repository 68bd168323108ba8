import type { Id, Timestamp } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { ledgerHash, type Act, type LedgerRow } from './model.ts'

const PAGE = 1000

/** The newest lines before `before` (exclusive), newest first. */
export async function listLedger(db: Db, { before, limit }: { before?: number | undefined; limit: number }): Promise<LedgerRow[]> {
  const query = db.selectFrom('ledger').selectAll().orderBy('number', 'desc').limit(limit)
  return (before === undefined ? query : query.where('number', '<', before)).execute()
}

/** Lines of one act on these subjects that mention an id, since a moment: the newest first. */
export async function listActsOn(db: Db, { act, subjects, mentions = '', since = '', limit }: {
  act: Act; subjects: readonly string[]; mentions?: Id; since?: Timestamp; limit: number
}): Promise<LedgerRow[]> {
  if (subjects.length === 0) return []
  return db.selectFrom('ledger').selectAll().where('subject', 'in', [...new Set(subjects)]).where('act', '=', act)
    .where('at', '>=', since).$if(mentions !== '', (q) => q.where('details', 'like', `%"${mentions}"%`))
    .orderBy('number', 'desc').limit(limit).execute()
}

/** The number and the hash of the newest line; 0 and nothing before the first. */
export async function findLedgerHead(db: Db): Promise<{ number: number; hash: string }> {
  return db.selectFrom('ledger_head').select(['number', 'hash']).executeTakeFirstOrThrow()
}

/** The number of the first line that does not follow from those before it, or null when the whole chain and its head agree. */
export async function findLedgerFault(db: Db | Tx): Promise<number | null> {
  let number = 0
  let hash = ''
  for (;;) {
    const rows = await db.selectFrom('ledger').selectAll().where('number', '>', number).orderBy('number').limit(PAGE).execute()
    for (const row of rows) {
      if (row.number !== number + 1 || row.previous_hash !== hash || row.hash !== ledgerHash(row)) return number + 1
      number = row.number
      hash = row.hash
    }
    if (rows.length < PAGE) break
  }
  const head = await db.selectFrom('ledger_head').select(['number', 'hash']).executeTakeFirstOrThrow()
  return head.number === number && head.hash === hash ? null : number + 1
}
