import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { inChunks } from './store.ts'

/** What a reader reported of a paragraph, as those who work on it meet it. */
export interface Report {
  id: Id
  segment: Id
  remark: string
  at: Timestamp
}

/** By segment; `taken`: by whoever asks, who has not sent anything because of it yet. */
export type Reports = ReadonlyMap<Id, (Report & { taken: boolean })[]>

/** Reports that nobody has decided on, with those that this person took and has not sent to review yet, by segment. */
export async function listReports(
  db: Db, { article, language, person }: { article: Id; language: Language; person: Id | null },
): Promise<Reports> {
  const rows = await reportsStanding(db).select(['reader_correction.id', 'reader_correction.segment_id as segment', 'reader_correction.remark',
    'reader_correction.created_at as at', 'last.outcome', 'last.decided_by as by'])
    .where('reader_correction.article_id', '=', article).where('reader_correction.language', '=', language)
    .where(({ or, and, eb, not, exists, selectFrom }) => or([
      eb('last.outcome', 'is', null), eb('last.outcome', '=', 'reopened'),
      and([eb('last.outcome', '=', 'taken'), eb('last.decided_by', '=', person ?? ''),
        not(exists(selectFrom('correction_proposal').select('correction_proposal.proposal_id')
          .whereRef('correction_proposal.correction_id', '=', 'reader_correction.id')))]),
    ])).orderBy('reader_correction.id').execute()
  return Map.groupBy(rows.map(({ outcome, by, ...row }) => ({ ...row, taken: outcome === 'taken' })), ({ segment }) => segment)
}

/** Ties what a person sends to the reports that they took for these paragraphs and have not answered yet. */
export async function tieReports(tx: Tx, submission: Id, { language, sender }: { language: Language; sender: Id }): Promise<void> {
  const ties = await reportsStanding(tx).innerJoin('proposal', (join) => join.onRef('proposal.segment_id', '=', 'reader_correction.segment_id')
    .onRef('proposal.language', '=', 'reader_correction.language'))
    .select(['reader_correction.id as correction_id', 'proposal.id as proposal_id'])
    .where('proposal.submission_id', '=', submission).where('reader_correction.language', '=', language)
    .where('last.outcome', '=', 'taken').where('last.decided_by', '=', sender)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('correction_proposal as tie').select('tie.proposal_id')
      .whereRef('tie.correction_id', '=', 'reader_correction.id')))).execute()
  if (ties.length > 0) await tx.insertInto('correction_proposal').values(ties).execute()
}

/** Reports that stand behind what waits for review, by segment: tied to a proposal since a text was last approved there. */
export async function listAnswered(db: Db, segments: readonly Id[], language: Language): Promise<Map<Id, Report[]>> {
  const found: Report[] = []
  await inChunks([...segments], async (some) => {
    found.push(...await db.selectFrom('reader_correction').innerJoin('correction_proposal', 'correction_proposal.correction_id', 'reader_correction.id')
      .innerJoin('proposal', 'proposal.id', 'correction_proposal.proposal_id')
      .leftJoin('approval', (join) => join.onRef('approval.segment_id', '=', 'proposal.segment_id').onRef('approval.language', '=', 'proposal.language'))
      .leftJoin('decision', 'decision.id', 'approval.decision_id')
      .select(['reader_correction.id', 'reader_correction.segment_id as segment', 'reader_correction.remark', 'reader_correction.created_at as at'])
      .distinct().where('reader_correction.segment_id', 'in', some).where('reader_correction.language', '=', language)
      .where(({ or, eb }) => or([eb('decision.created_at', 'is', null), eb('proposal.created_at', '>', eb.ref('decision.created_at'))]))
      .orderBy('reader_correction.id').execute())
  })
  return Map.groupBy(found, ({ segment }) => segment)
}

/** Every report with the decision that holds; none while nobody decided. */
export function reportsStanding(db: Db | Tx) {
  return db.selectFrom('reader_correction').leftJoin('correction_decision as last', (join) => join
    .onRef('last.correction_id', '=', 'reader_correction.id')
    .on(({ not, exists, selectFrom }) => not(exists(selectFrom('correction_decision as later').select('later.id')
      .whereRef('later.correction_id', '=', 'last.correction_id').whereRef('later.number', '>', 'last.number')))))
}
