import { setImmediate as letOthers } from 'node:timers/promises'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { countPairs, listFirstUnits, type FirstUnit, type PairCount } from './waiting-store.ts'
import type { Incoming } from './incoming.ts'

/** What a file had besides what can be added. */
export interface LeftOut extends Pick<Incoming, 'twice' | 'foreign' | 'unusable'> { unknown: readonly string[] }

const MOST_NAMED = 40
const MOST_KEPT = 50
const UNITS_AT_ONCE = 2000
const MOST_EXAMPLES = 5

/** By import. A server that did not read the file itself, or began again since, knows what comes in alone. */
const kept = new WeakMap<Db, Map<Id, LeftOut>>()

export function keepLeftOut(db: Db, { id, twice, foreign, unusable, unknown }: Incoming & { id: Id }): void {
  const known = kept.get(db) ?? new Map<Id, LeftOut>()
  kept.set(db, known.set(id, { twice, foreign, unusable, unknown: [...unknown.keys()].slice(0, MOST_NAMED) }))
  for (const oldest of [...known.keys()].slice(0, -MOST_KEPT)) known.delete(oldest)
}

export function leftOutOf(db: Db, id: Id): LeftOut | null {
  return kept.get(db)?.get(id) ?? null
}

/** How many units of an import are in each two languages, and the first of them. */
export async function readWaiting(
  db: Db, { id, first, last }: { id: Id; first: number; last: number },
): Promise<{ pairs: PairCount[]; examples: FirstUnit[] }> {
  const pairs = new Map<string, PairCount>()
  for (let at = first; at <= last; at += UNITS_AT_ONCE) {
    for (const { from, to, units } of await countPairs(db, id, [at, Math.min(last, at + UNITS_AT_ONCE - 1)])) {
      pairs.set(`${from}>${to}`, { from, to, units: (pairs.get(`${from}>${to}`)?.units ?? 0) + units })
    }
    await letOthers()
  }
  const examples = await listFirstUnits(db, id, { first, last, limit: MOST_EXAMPLES })
  return { pairs: [...pairs.values()].sort((a, b) => b.units - a.units), examples }
}
