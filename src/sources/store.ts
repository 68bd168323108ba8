import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import type { OutlineRow, Words } from '../segments/model.ts'
import { inChunks } from '../segments/store.ts'
import type { Translated } from './model.ts'
import { addUp } from './translated.ts'

export type Text = Words

/** Approved texts of an article's segments in a language, of those that were removed too. */
export async function listApproved(db: Db | Tx, article: Id, language: Language): Promise<Map<Id, Text>> {
  const rows = await db.selectFrom('segment').innerJoin('approval', 'approval.segment_id', 'segment.id')
    .innerJoin('revision', 'revision.id', 'approval.revision_id')
    .select(['segment.id as segment', 'revision.id as revision', 'revision.text', 'revision.hash'])
    .where('segment.article_id', '=', article).where('approval.language', '=', language).execute()
  return new Map(rows.map(({ segment, ...text }) => [segment, text]))
}

/** The newest text of each segment that was ever proposed or decided on: what was taken back from its first review is still its text. */
export async function listNewest(db: Db | Tx, article: Id, language: Language): Promise<Map<Id, Text>> {
  const rows = await db.selectFrom('segment').innerJoin('revision', 'revision.segment_id', 'segment.id')
    .select(['segment.id as segment', 'revision.id as revision', 'revision.text', 'revision.hash'])
    .where('segment.article_id', '=', article).where('revision.language', '=', language)
    .where(({ or, exists, selectFrom }) => or([
      exists(selectFrom('proposal').select('proposal.id').whereRef('proposal.segment_id', '=', 'segment.id')
        .whereRef('proposal.revision_id', '=', 'revision.id')),
      exists(selectFrom('decision').select('decision.id').whereRef('decision.revision_id', '=', 'revision.id')),
    ]))
    .orderBy('revision.created_at').orderBy('revision.id').execute()
  return new Map(rows.map(({ segment, ...text }) => [segment, text]))
}

/** Texts that were approved once and are not now: whose they were, the newest first, by hash. */
export async function listPast(db: Db | Tx, article: Id, language: Language): Promise<Map<string, Id[]>> {
  const rows = await db.selectFrom('segment').innerJoin('decision', 'decision.segment_id', 'segment.id')
    .innerJoin('source_approval', 'source_approval.decision_id', 'decision.id')
    .innerJoin('revision', 'revision.id', 'decision.revision_id')
    .leftJoin('approval', (join) => join.onRef('approval.segment_id', '=', 'decision.segment_id')
      .onRef('approval.language', '=', 'decision.language').onRef('approval.decision_id', '=', 'decision.id'))
    .select(['segment.id as segment', 'revision.hash', 'decision.created_at as at'])
    .where('segment.article_id', '=', article).where('decision.language', '=', language).where('approval.decision_id', 'is', null)
    .orderBy('decision.created_at', 'desc').orderBy('decision.id', 'desc').execute()
  return new Map([...Map.groupBy(rows, ({ hash }) => hash)].map(([hash, some]) => [hash, [...new Set(some.map(({ segment }) => segment))]]))
}

/** How many translations each segment of an article has, by language; drafts are private and not among them. */
export async function listTranslated(db: Db | Tx, article: Id, source: Language): Promise<Map<Id, Translated[]>> {
  const approved = await db.selectFrom('segment').innerJoin('approval', 'approval.segment_id', 'segment.id')
    .leftJoin('revision', 'revision.id', 'approval.source_revision_id').select(['segment.id as segment', 'approval.language', 'revision.hash as of'])
    .where('segment.article_id', '=', article).where('approval.language', '<>', source).execute()
  const open = await db.selectFrom('segment').innerJoin('proposal', 'proposal.segment_id', 'segment.id')
    .select(['segment.id as segment', 'proposal.language']).where('segment.article_id', '=', article)
    .where('proposal.language', '<>', source).where('proposal.closed_at', 'is', null).execute()
  const rows = [...approved.map((row) => ({ ...row, approved: 1, open: 0 })), ...open.map((row) => ({ ...row, approved: 0, open: 1 }))]
  const madeFor = new Map(approved.map(({ segment, language, of }) => [`${segment} ${language}`, of]))
  return new Map([...Map.groupBy(rows, ({ segment }) => segment)].map(([segment, some]) =>
    [segment, addUp([some]).map((sum) => ({ ...sum, of: madeFor.get(`${segment} ${sum.language}`) ?? null }))]))
}

/** Revisions of an article in a language with one of these very texts, in whatever paragraph: by hash. */
export async function listSameTexts(
  db: Db | Tx, article: Id, language: Language, hashes: readonly string[],
): Promise<Map<string, { id: Id; segment: Id }[]>> {
  const found = new Map<string, { id: Id; segment: Id }[]>()
  const wanted = new Set(hashes)
  await inChunks([...wanted], async (some) => {
    const rows = await db.selectFrom('segment').innerJoin('revision', 'revision.segment_id', 'segment.id')
      .select(['revision.id', 'segment.id as segment', 'revision.hash'])
      .where('segment.article_id', '=', article).where('revision.language', '=', language).where('revision.hash', 'in', some).execute()
    for (const { hash, ...row } of rows) found.set(hash, [...found.get(hash) ?? [], row])
  })
  return found
}

/** Texts by revision. */
export async function listTextsOf(db: Db | Tx, revisions: readonly (Id | null)[]): Promise<Map<Id, Text>> {
  const texts = new Map<Id, Text>()
  await inChunks([...new Set(revisions.filter((id) => id !== null))], async (some) => {
    const rows = await db.selectFrom('revision').select(['id as revision', 'text', 'hash']).where('id', 'in', some).execute()
    for (const row of rows) texts.set(row.revision, row)
  })
  return texts
}

/** The rows of any outline, in order. */
export async function listOutlineOf(db: Db | Tx, outline: Id): Promise<OutlineRow[]> {
  return db.selectFrom('outline_row').select(['segment_id as segment', 'position', 'kind', 'level', 'list', 'asset'])
    .where('outline_id', '=', outline).orderBy('position').execute()
}

interface WaitingPart { proposal: Id; segment: Id; language: Language; sender: Id }

/** What waits for review of these segments, in whatever language, with who sent it. */
export async function listWaiting(db: Db | Tx, segments: readonly Id[]): Promise<WaitingPart[]> {
  const found: WaitingPart[] = []
  await inChunks(segments, async (some) => {
    found.push(...await db.selectFrom('proposal').innerJoin('submission', 'submission.id', 'proposal.submission_id')
      .select(['proposal.id as proposal', 'proposal.segment_id as segment', 'proposal.language', 'submission.sender_id as sender'])
      .where('proposal.segment_id', 'in', some).where('proposal.closed_at', 'is', null).execute())
  })
  return found
}

/** The words a submission offered for each paragraph, by segment. */
export async function listOfferedTexts(db: Db | Tx, submission: Id): Promise<Map<Id, string>> {
  const rows = await db.selectFrom('proposal').innerJoin('revision', 'revision.id', 'proposal.revision_id')
    .select(['proposal.segment_id as segment', 'revision.text']).where('proposal.submission_id', '=', submission)
    .where('proposal.edited_from', 'is', null).orderBy('proposal.id').execute()
  return new Map(rows.map(({ segment, text }) => [segment, text]))
}
