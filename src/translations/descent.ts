import type { Id } from '../db/columns.ts'
import type { Tx } from '../db/schema.ts'
import type { Actor } from '../people/model.ts'
import { listWriters } from '../segments/lineage.ts'
import type { SegmentFacts } from '../segments/model.ts'
import { findRevision } from '../segments/store.ts'
import type { Shown } from './model.ts'

/**
 * The text, besides the one it stands on now, that a draft goes on from: words typed over a text that was taken back or given up since
 * are still its writers' too. Null where nobody else wrote a part of it. Throws `not_found` for a text of another paragraph.
 */
export async function findDescent(
  tx: Tx, actor: Actor, { segment, language, draft }: SegmentFacts, { base, from }: Shown,
): Promise<Id | null> {
  if (from !== undefined) await findRevision(tx, from, segment, language)
  const known = draft?.descendsFrom ?? null
  const before = [known, draft?.baseRevision ?? null, from ?? null].flatMap((id) => id === null || id === base ? [] : [id])
  if (before.length === 0) return known
  const writers = await listWriters(tx, base === null ? before : [...before, base])
  const here = writers.get(base ?? '') ?? new Set()
  const others = (id: Id) => [...writers.get(id) ?? []].filter((writer) => writer !== actor.id && !here.has(writer)).length
  const [most = ''] = before.toSorted((one, other) => others(other) - others(one))
  return others(most) > 0 ? most : known
}
