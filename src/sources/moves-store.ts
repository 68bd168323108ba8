import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { listChanges } from '../segments/source-changes.ts'

/** What happened to an original after somebody looked at it. */
export interface Move {
  what: 'structure' | 'structure_sent' | 'approved' | 'returned' | 'sent'
  by: Id
  at: Timestamp
  /** Null for the structure. */
  segment: Id | null
}

/** As many as anybody reads. */
const MOST = 12

/** The newest acts on the structure and the texts of an original since then. */
export async function listMoves(db: Db, article: Id, language: Language, since: Timestamp): Promise<Move[]> {
  const decided = await db.selectFrom('decision').innerJoin('segment', 'segment.id', 'decision.segment_id')
    .select(['decision.segment_id as segment', 'decision.reviewer_id as by', 'decision.outcome', 'decision.created_at as at'])
    .where('segment.article_id', '=', article).where('decision.language', '=', language).where('decision.created_at', '>', since)
    .orderBy('decision.created_at', 'desc').limit(MOST).execute()
  const sent = await db.selectFrom('proposal').innerJoin('submission', 'submission.id', 'proposal.submission_id')
    .select(['proposal.segment_id as segment', 'submission.sender_id as by', 'submission.created_at as at'])
    .where('submission.article_id', '=', article).where('submission.language', '=', language).where('submission.created_at', '>', since)
    .orderBy('submission.created_at', 'desc').limit(MOST).execute()
  const structures = (await listChanges(db, article)).flatMap(({ outcome, by, at, sender, sent: sentAt }): Move[] => [
    ...outcome === 'approved' && at > since ? [{ what: 'structure' as const, by: by ?? sender, at, segment: null }] : [],
    ...sentAt > since ? [{ what: 'structure_sent' as const, by: sender, at: sentAt, segment: null }] : [],
  ])
  return [
    ...structures, ...decided.map(({ outcome, ...one }): Move => ({ ...one, what: outcome === 'returned' ? 'returned' : 'approved' })),
    ...sent.map((one): Move => ({ ...one, what: 'sent' })),
  ].sort((a, b) => a.at < b.at ? 1 : -1).slice(0, MOST)
}
