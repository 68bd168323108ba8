import type { Id, Timestamp } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { inChunks } from '../segments/store.ts'

/** A submission that was returned in one act: one message to its sender. */
export interface WholeReturn {
  id: Id
  submission: Id
  reviewer: Id
  at: Timestamp
  /** What all its paragraphs have in common. */
  reason: string
  /** Paragraphs with a reason of their own. */
  examples: { segment: Id; reason: string }[]
}

/** By decision, the act in which it returned the whole submission; those that were returned by themselves are left out. */
export async function listWholeReturns(db: Db, decisions: readonly Id[]): Promise<Map<Id, WholeReturn>> {
  const acts = new Map<Id, Id>()
  await inChunks(decisions, async (some) => {
    const rows = await db.selectFrom('decision').innerJoin('proposal', 'proposal.id', 'decision.proposal_id')
      .innerJoin('submission_return as whole', (join) => join.onRef('whole.submission_id', '=', 'proposal.submission_id')
        .onRef('whole.reviewer_id', '=', 'decision.reviewer_id').onRef('whole.created_at', '<=', 'decision.created_at'))
      .select(['decision.id', 'whole.id as act']).where('decision.id', 'in', some).orderBy('whole.id').execute()
    for (const { id, act } of rows) acts.set(id, act)
  })
  const returns = new Map<Id, WholeReturn>()
  await inChunks([...new Set(acts.values())], async (some) => { for (const one of await listActs(db, some)) returns.set(one.id, one) })
  return new Map([...acts].flatMap(([decision, act]) => {
    const whole = returns.get(act)
    return whole ? [[decision, whole] as const] : []
  }))
}

async function listActs(db: Db, ids: readonly Id[]): Promise<WholeReturn[]> {
  const acts = await db.selectFrom('submission_return').selectAll().where('id', 'in', ids).orderBy('id').execute()
  const own = await db.selectFrom('submission_return as whole').innerJoin('proposal', 'proposal.submission_id', 'whole.submission_id')
    .innerJoin('decision', (join) => join.onRef('decision.proposal_id', '=', 'proposal.id').onRef('decision.reviewer_id', '=', 'whole.reviewer_id'))
    .select(['whole.id', 'decision.segment_id as segment', 'decision.reason']).where('whole.id', 'in', ids)
    .where('decision.outcome', '=', 'returned').whereRef('decision.created_at', '>=', 'whole.created_at')
    .whereRef('decision.reason', '<>', 'whole.reason').orderBy('decision.id').execute()
  const examples = Map.groupBy(own, ({ id }) => id)
  return acts.map(({ id, submission_id, reviewer_id, reason, created_at }) => ({
    id, submission: submission_id, reviewer: reviewer_id, reason, at: created_at,
    examples: (examples.get(id) ?? []).map(({ segment, reason: said }) => ({ segment, reason: said })),
  }))
}
