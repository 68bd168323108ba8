import type { Id } from '../db/columns.ts'
import type { Tx } from '../db/schema.ts'
import type { ParentRole } from '../db/tables/heart.ts'
import { AppError } from '../errors.ts'
import type { Actor } from '../people/model.ts'
import { listWriters } from '../segments/lineage.ts'
import type { SegmentFacts } from '../segments/model.ts'
import type { Shown } from './model.ts'
import { findRevisionIn, listMarks } from './origins-store.ts'

/**
 * The text, besides the one it stands on now, that a draft goes on from: words typed over a text that was taken back, given up or
 * replaced since, or put in from another paragraph, are still its writers' too. Of several the one with most other writers. Throws
 * `not_found` for a text of another article or language.
 */
export async function findDescent(
  tx: Tx, actor: Actor, article: Id, { language, draft }: SegmentFacts, { base, from }: Shown,
): Promise<Id | null> {
  if (from !== undefined && !await findRevisionIn(tx, { revision: from, article, language })) throw new AppError('not_found', { revision: from })
  const known = draft?.descendsFrom ?? null
  const other = from === undefined || from === base ? known : from
  const before = [known, draft?.baseRevision ?? null, other].flatMap((id) => id === null || id === base ? [] : [id])
  if (before.length === 0) return known
  const writers = await listWriters(tx, base === null ? before : [...before, base])
  const here = writers.get(base ?? '') ?? new Set()
  const others = (id: Id) => [...writers.get(id) ?? []].filter((writer) => writer !== actor.id && !here.has(writer)).length
  const [most = ''] = before.toSorted((one, two) => others(two) - others(one))
  return others(most) > 0 ? most : other
}

/**
 * The parents of a draft's text: what it stands on, and what else it goes on from. An older text beside a newer one means that both
 * were put together; one of another paragraph was copied.
 */
export async function parentsOf(
  tx: Tx, { segment, draft }: Pick<SegmentFacts, 'segment' | 'draft'>,
): Promise<{ id: Id; role: ParentRole }[]> {
  const base = draft?.baseRevision ?? null
  const from = draft?.descendsFrom ?? null
  const standsOn = base === null ? [] : [{ id: base, role: 'edit' as const }]
  if (from === null || from === base) return standsOn
  const marks = await listMarks(tx, [from, ...base === null ? [] : [base]])
  if (marks.get(from)?.segment !== segment) return [{ id: from, role: 'copy' }, ...standsOn]
  const older = base !== null && (marks.get(from)?.at ?? '') < (marks.get(base)?.at ?? '')
  return [from, ...base === null ? [] : [base]].map((id) => ({ id, role: older ? 'merge' as const : 'edit' as const }))
}
