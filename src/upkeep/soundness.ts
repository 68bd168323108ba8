import { createHash } from 'node:crypto'
import type { Db } from '../db/schema.ts'
import { findEditionFault } from '../editions/verify.ts'
import { findLedgerFault } from '../ledger/store.ts'
import { findMemoryFault } from '../memory/soundness.ts'
import { findStructureFault } from '../sources/verify.ts'

/** A line of the ledger that does not follow from those before it, or something stored (`kind:id`) that does not follow from the facts. */
type Fault = { line: number } | { stored: string }

/**
 * Recomputes every hash of the ledger, of editions and of images, the indexes over them, and what the translation memory made of decisions;
 * the first difference, null when all agree.
 */
export async function findFault(db: Db): Promise<Fault | null> {
  const line = await findLedgerFault(db)
  if (line !== null) return { line }
  const stored = await findEditionFault(db) ?? await findStructureFault(db) ?? await findImageFault(db) ?? await findMemoryFault(db)
  return stored === null ? null : { stored }
}

async function findImageFault(db: Db): Promise<string | null> {
  for (let after = '';;) {
    const image = await db.selectFrom('asset').select(['hash', 'bytes']).where('hash', '>', after).orderBy('hash').limit(1).executeTakeFirst()
    if (!image) return null
    if (createHash('sha256').update(image.bytes).digest('hex') !== image.hash) return `asset:${image.hash}`
    after = image.hash
  }
}
