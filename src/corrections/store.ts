import { newId, now } from '../db/id.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import type { CorrectionOutcome } from '../db/tables/correction.ts'
import { AppError } from '../errors.ts'
import { reportsStanding } from '../segments/corrections.ts'
import { textHash } from '../text/hash.ts'
import { fingerprintOf, type Correction, type CorrectionState, type Reported } from './model.ts'

/** The id of what was stored; null when the same was said before. */
export async function insertCorrection(tx: Tx, reported: Reported): Promise<Id | null> {
  const { article, segment, language, edition, shown, text, remark } = reported
  const id = newId()
  const { numInsertedOrUpdatedRows } = await tx.insertInto('reader_correction').values({
    id, article_id: article, segment_id: segment, language, edition_id: edition, shown_hash: textHash(shown), text, remark,
    fingerprint: fingerprintOf(reported), created_at: now(),
  }).onConflict((oc) => oc.columns(['segment_id', 'language', 'fingerprint']).doNothing()).executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n ? id : null
}

export async function countReceived(db: Db | Tx, since: Timestamp): Promise<number> {
  const { count } = await db.selectFrom('reader_correction').select(({ fn }) => fn.countAll<number>().as('count'))
    .where('created_at', '>', since).executeTakeFirstOrThrow()
  return Number(count)
}

/** Throws `wrong_state` when somebody else was first. */
export async function insertDecision(
  tx: Tx, { id, decisions }: Pick<Correction, 'id' | 'decisions'>,
  { outcome, by, reason }: { outcome: CorrectionOutcome; by: Id; reason: string },
): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tx.insertInto('correction_decision')
    .values({ id: newId(), correction_id: id, number: decisions + 1, outcome, decided_by: by, reason, created_at: now() })
    .onConflict((oc) => oc.columns(['correction_id', 'number']).doNothing()).executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows !== 1n) throw new AppError('wrong_state', { correction: id })
}

export async function findCorrection(db: Db | Tx, id: Id): Promise<Correction> {
  const row = await corrections(db).where('reader_correction.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('not_found', { correction: id })
  return correctionOf(row)
}

interface Wanted {
  languages: readonly Language[]
  state?: CorrectionState
  article?: Id | undefined
}

/** The newest of them, before one of them where it is given; of articles in the trash none. */
export async function listCorrections(db: Db, wanted: Wanted & { before?: Id | undefined; limit: number }): Promise<Correction[]> {
  if (wanted.languages.length === 0) return []
  const { languages, state, article } = wanted
  const rows = await corrections(db).innerJoin('article', 'article.id', 'reader_correction.article_id')
    .where('article.trashed_at', 'is', null).where('reader_correction.language', 'in', [...languages])
    .$if(state === 'open', (q) => q.where(({ or, eb }) => or([eb('last.outcome', 'is', null), eb('last.outcome', '=', 'reopened')])))
    .$if(state !== undefined && state !== 'open', (q) => q.where('last.outcome', '=', state === 'taken' ? 'taken' : 'declined'))
    .$if(article !== undefined, (q) => q.where('reader_correction.article_id', '=', article ?? ''))
    .$if(wanted.before !== undefined, (q) => q.where('reader_correction.id', '<', wanted.before ?? ''))
    .orderBy('reader_correction.id', 'desc').limit(wanted.limit).execute()
  return rows.map(correctionOf)
}

/** How many there are of each state, by language. */
export async function countCorrections(
  db: Db, { languages, article }: Wanted,
): Promise<{ language: Language; state: CorrectionState; count: number }[]> {
  if (languages.length === 0) return []
  const rows = await reportsStanding(db).innerJoin('article', 'article.id', 'reader_correction.article_id')
    .select(['reader_correction.language', 'last.outcome', ({ fn }) => fn.countAll<number>().as('count')])
    .where('article.trashed_at', 'is', null).where('reader_correction.language', 'in', [...languages])
    .$if(article !== undefined, (q) => q.where('reader_correction.article_id', '=', article ?? ''))
    .groupBy(['reader_correction.language', 'last.outcome']).execute()
  return rows.map(({ language, outcome, count }) => ({ language, state: stateIn(outcome), count: Number(count) }))
}

/** What waits for somebody, by article and language: how much, and since when. */
export async function listWaiting(
  db: Db, languages: readonly Language[],
): Promise<{ article: Id; language: Language; count: number; at: Timestamp }[]> {
  if (languages.length === 0) return []
  const rows = await reportsStanding(db)
    .select(['reader_correction.article_id as article', 'reader_correction.language',
      ({ fn }) => fn.countAll<number>().as('count'), ({ fn }) => fn.min('reader_correction.created_at').as('at')])
    .where('reader_correction.language', 'in', [...languages])
    .where(({ or, eb }) => or([eb('last.outcome', 'is', null), eb('last.outcome', '=', 'reopened')]))
    .groupBy(['reader_correction.article_id', 'reader_correction.language']).orderBy('at').execute()
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}

/** Are readers asked for corrections, or have they sent any? */
export async function hasCorrections(db: Db): Promise<boolean> {
  const asked = await db.selectFrom('setting').select('key').where('key', '=', 'corrections').where('value', '=', 'on').executeTakeFirst()
  return asked !== undefined || await db.selectFrom('reader_correction').select('id').limit(1).executeTakeFirst() !== undefined
}

export interface Standing {
  segment: Id
  language: Language
  hash: string
}

/** The approved texts of these paragraphs now. */
export async function listApprovedNow(db: Db, segments: readonly Id[]): Promise<Standing[]> {
  if (segments.length === 0) return []
  return db.selectFrom('approval').innerJoin('revision', 'revision.id', 'approval.revision_id')
    .select(['approval.segment_id as segment', 'approval.language', 'revision.hash'])
    .where('approval.segment_id', 'in', [...segments]).execute()
}

/** The texts of these paragraphs that readers have now. */
export async function listPublishedNow(db: Db, segments: readonly Id[]): Promise<Standing[]> {
  if (segments.length === 0) return []
  return db.selectFrom('publication').innerJoin('edition_segment', (join) => join
    .onRef('edition_segment.edition_id', '=', 'publication.edition_id').onRef('edition_segment.language', '=', 'publication.language'))
    .select(['edition_segment.segment_id as segment', 'edition_segment.language', 'edition_segment.hash'])
    .where('edition_segment.segment_id', 'in', [...segments]).execute()
}

/** Where these paragraphs stand now; one that was removed stands nowhere. */
export async function listNumbers(db: Db, segments: readonly Id[]): Promise<Map<Id, number>> {
  if (segments.length === 0) return new Map()
  const rows = await db.selectFrom('outline_row').innerJoin('outline', 'outline.id', 'outline_row.outline_id')
    .select(['outline_row.segment_id as segment', 'outline_row.position']).where('outline_row.segment_id', 'in', [...segments])
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('outline as later').select('later.id')
      .whereRef('later.article_id', '=', 'outline.article_id').whereRef('later.number', '>', 'outline.number')))).execute()
  return new Map(rows.map(({ segment, position }) => [segment, position + 1]))
}

function corrections(db: Db | Tx) {
  return reportsStanding(db).innerJoin('edition', 'edition.id', 'reader_correction.edition_id')
    .innerJoin('edition_segment', (join) => join.onRef('edition_segment.edition_id', '=', 'reader_correction.edition_id')
      .onRef('edition_segment.segment_id', '=', 'reader_correction.segment_id'))
    .select(['reader_correction.id', 'reader_correction.article_id as article', 'reader_correction.segment_id as segment',
      'reader_correction.language', 'reader_correction.edition_id as edition', 'reader_correction.text', 'reader_correction.remark',
      'reader_correction.created_at as at', 'edition.number', 'edition_segment.text as shown', 'last.outcome', 'last.number as decisions',
      'last.decided_by as by', 'last.created_at as decidedAt', 'last.reason'])
}

type StoredCorrection = Awaited<ReturnType<ReturnType<typeof corrections>['executeTakeFirstOrThrow']>>

function correctionOf({ outcome, decisions, by, decidedAt, reason, ...row }: StoredCorrection): Correction {
  const state = stateIn(outcome)
  const decided = state !== 'open' && by !== null && decidedAt !== null ? { by, at: decidedAt, reason: reason ?? '' } : null
  return { ...row, state, decided, decisions: decisions ?? 0 }
}

function stateIn(outcome: CorrectionOutcome | null): CorrectionState {
  return outcome === null || outcome === 'reopened' ? 'open' : outcome
}
