import type { Db } from '../db/schema.ts'
import type { Workload } from '../web/workload.ts'

/** Numbers of this moment that tell whether the work goes on. */
export async function readGauges(db: Db, { inFlight }: Pick<Workload, 'inFlight'>): Promise<Record<string, number>> {
  const open = await db.selectFrom('proposal').innerJoin('submission', 'submission.id', 'proposal.submission_id')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('submission.created_at').as('oldest')])
    .where('proposal.closed_at', 'is', null).executeTakeFirstOrThrow()
  const { number } = await db.selectFrom('ledger_head').select('number').executeTakeFirstOrThrow()
  const readers = await db.selectFrom('publication').select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return {
    paragraphs_waiting_for_review: open.count,
    oldest_submission_age_seconds: open.oldest ? Math.max(0, Math.round((Date.now() - Date.parse(open.oldest)) / 1000)) : 0,
    ledger_lines: number,
    published_versions: readers.count,
    requests_in_flight: inFlight,
  }
}
