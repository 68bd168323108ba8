import type { Article } from '../articles/model.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { hasQualityMarks } from '../people/settings.ts'
import { judgeWords, readContext, type Findings, type Wording } from '../quality/judging.ts'
import { listQualityMarks, tallySubmission, type Marks } from '../quality/marks-store.ts'
import type { Tally } from '../quality/marks.ts'
import { withLinks } from '../segments/links.ts'
import type { SegmentFacts } from '../segments/model.ts'
import type { Submission } from '../segments/proposals.ts'
import { listOffers } from '../translations/offered.ts'
import type { Offered } from '../translations/offers.ts'
import type { ProposalMark } from './store.ts'

/** What a reviewer sees beside the words that wait. */
export interface Beside {
  /** What checks say of them, by segment. */
  findings: Findings
  /** Where they came from, by revision. */
  offered: ReadonlyMap<Id, Offered>
  /** Reviewers may mark what is wrong in them. */
  measured: boolean
  /** What was marked in what was sent here, by revision; and all of it, counted. */
  qualityMarks: Marks
  tally: Tally
}

/** Reads it: a fixed number of queries. */
export async function readBeside(
  db: Db, { article, submission }: { article: Article; submission: Submission },
  rows: readonly { facts: SegmentFacts; marks: readonly ProposalMark[] }[],
): Promise<Beside> {
  const open = rows.flatMap(({ facts }) => facts.proposal?.submission === submission.id ? [facts] : [])
  const wordings: Wording[] = (await withLinks(db, open)).map((one) => ({ facts: one, text: one.proposal?.text ?? '' }))
  const context = await readContext(db, article.source_language, submission.language)
  return {
    findings: await judgeWords(db, context, wordings, { spelled: true }),
    offered: await listOffers(db, open.flatMap(({ proposal }) => proposal?.revision ?? [])),
    measured: await hasQualityMarks(db),
    qualityMarks: await listQualityMarks(db, rows.flatMap(({ marks }) => marks.map(({ revision }) => revision))),
    tally: await tallySubmission(db, submission.id),
  }
}
