import { now } from '../db/id.ts'
import type { Tx } from '../db/schema.ts'
import { canonicalJson } from '../text/canonical.ts'
import { ledgerHash, type Entry } from './model.ts'

/** Writes one line in the transaction of the act it tells of: either both are stored or neither. */
export async function record(tx: Tx, { actor, act, subject, details }: Entry): Promise<void> {
  const head = await tx.selectFrom('ledger_head').select(['number', 'hash']).executeTakeFirstOrThrow()
  const line = { number: head.number + 1, actor, act, subject, details: canonicalJson(details), at: now(), previous_hash: head.hash }
  const hash = ledgerHash(line)
  await tx.insertInto('ledger').values({ ...line, hash }).execute()
  const { numUpdatedRows } = await tx.updateTable('ledger_head').set({ number: line.number, hash })
    .where('number', '=', head.number).executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Error('The ledger moved inside a transaction: writers are not kept apart')
}
