import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'

/** What somebody has under their hands: it stays theirs, whatever becomes of their access. */
export interface OpenWork {
  drafts: number
  /** Paragraphs they sent that wait for a decision. */
  proposals: number
}

/** Everybody's open work, by person; nobody without any. */
export async function listOpenWork(db: Db): Promise<Map<Id, OpenWork>> {
  const drafts = await db.selectFrom('draft').select(['person_id as person', (eb) => eb.fn.countAll<number>().as('count')]).groupBy('person_id').execute()
  const proposals = await db.selectFrom('proposal').innerJoin('submission', 'submission.id', 'proposal.submission_id')
    .select(['submission.sender_id as person', (eb) => eb.fn.countAll<number>().as('count')])
    .where('proposal.closed_at', 'is', null).groupBy('submission.sender_id').execute()
  const work = new Map<Id, OpenWork>()
  for (const { person, count } of drafts) work.set(person, { drafts: count, proposals: 0 })
  for (const { person, count } of proposals) work.set(person, { drafts: work.get(person)?.drafts ?? 0, proposals: count })
  return work
}
