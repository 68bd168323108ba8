import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'

/** A reviewer's decision, wherever it was. */
export interface DecidedRow {
  id: Id
  outcome: 'approved' | 'confirmed' | 'passed' | 'edited' | 'returned'
  article: Id
  submission: Id
  segment: Id
  language: Language
  text: string
  reason: string
  eyes: 'one' | 'two'
  reviewer: Id
  sender: Id
  at: Timestamp
}

/** What reviewers decided last in these languages, the newest first; before this decision, where one is given. */
export async function listDecided(db: Db, { languages, before, limit }: {
  languages: readonly Language[]; before?: Id | undefined; limit: number
}): Promise<DecidedRow[]> {
  const asked = [decidedIn, passedIn].flatMap((listIn) => languages.map((language) => listIn(db, language, before, limit)))
  const rows = await Promise.all(asked)
  return rows.flat().sort((a, b) => a.id < b.id ? 1 : -1).slice(0, limit)
}

async function decidedIn(db: Db, language: Language, before: Id | undefined, limit: number): Promise<DecidedRow[]> {
  const rows = await db.selectFrom('decision').innerJoin('proposal', 'proposal.id', 'decision.proposal_id')
    .innerJoin('submission', 'submission.id', 'proposal.submission_id').innerJoin('revision', 'revision.id', 'decision.revision_id')
    .select(['decision.id', 'decision.outcome', 'submission.article_id as article', 'submission.id as submission', 'decision.segment_id as segment',
      'decision.language', 'revision.text', 'decision.reason', 'decision.eyes', 'decision.reviewer_id as reviewer', 'submission.sender_id as sender',
      'decision.created_at as at'])
    .where('decision.language', '=', language).$if(before !== undefined, (q) => q.where('decision.id', '<', before ?? ''))
    .orderBy('decision.id', 'desc').limit(limit).execute()
  return rows.flatMap(({ outcome, ...row }) => outcome === 'imported' || outcome === 'revoked' ? [] : [{ ...row, outcome }])
}

/** First reviews, of two; not that a sender accepted an edit. */
async function passedIn(db: Db, language: Language, before: Id | undefined, limit: number): Promise<DecidedRow[]> {
  const rows = await db.selectFrom('review_pass as pass').innerJoin('proposal', 'proposal.id', 'pass.proposal_id')
    .innerJoin('submission', 'submission.id', 'proposal.submission_id').innerJoin('revision', 'revision.id', 'proposal.revision_id')
    .select(['pass.id', 'submission.article_id as article', 'submission.id as submission', 'proposal.segment_id as segment', 'proposal.language',
      'revision.text', 'pass.reviewer_id as reviewer', 'submission.sender_id as sender', 'pass.created_at as at'])
    .where('proposal.language', '=', language).whereRef('pass.reviewer_id', '<>', 'submission.sender_id')
    .$if(before !== undefined, (q) => q.where('pass.id', '<', before ?? '')).orderBy('pass.id', 'desc').limit(limit).execute()
  return rows.map((row) => ({ ...row, outcome: 'passed', reason: '', eyes: 'two' }))
}
