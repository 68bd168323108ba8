import { now } from '../db/id.ts'
import { insertRows, prepare, type At } from '../db/prepared.ts'
import type { Tx } from '../db/schema.ts'
import { canonicalJson } from '../text/canonical.ts'
import { ledgerHash, type Entry } from './model.ts'

/** Writes one line in the transaction of the act it tells of: either both are stored or neither. */
export async function record(tx: Tx, { actor, act, subject, details }: Entry): Promise<void> {
  const { rows: [head] } = await ledgerHead(tx, {})
  if (!head) throw new Error('The ledger has no head')
  const line = { number: head.number + 1, actor, act, subject, details: canonicalJson(details), at: now(), previous_hash: head.hash }
  const hash = ledgerHash(line)
  await insertRows(tx, 'ledger', [{ ...line, hash }])
  const { numAffectedRows } = await moveHead(tx, { number: line.number, hash, after: head.number })
  if (numAffectedRows !== 1n) throw new Error('The ledger moved inside a transaction: writers are not kept apart')
}

const ledgerHead = prepare((db) => db.selectFrom('ledger_head').select(['number', 'hash']))

const moveHead = prepare((db, at: At<{ number: number; hash: string; after: number }>) => db.updateTable('ledger_head')
  .set({ number: at('number'), hash: at('hash') }).where('number', '=', at('after')))
