import { AppError } from '../errors.ts'
import { newId, now } from '../db/id.ts'
import type { Id } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { record } from '../ledger/record.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { insertImported } from '../segments/decisions.ts'
import { withStoredLinks } from '../segments/links.ts'
import { insertProposals, insertSubmission, type NewProposal } from '../segments/proposals.ts'
import { inChunks, insertOutline, revisionRow, type Revision } from '../segments/store.ts'
import type { Json } from '../text/canonical.ts'
import { cleanDetails, type NewDetails } from './details.ts'
import { insertDetails } from './imported-details.ts'
import { findEarlierImport } from './imports.ts'
import { LONGEST_SEGMENT, MOST_SEGMENTS, type ImportedArticle, type NewArticle, type NewSegment } from './model.ts'
import { proposeSlug } from './slugs.ts'
import { findSiteText, insertArticle, replaceSlug } from './store.ts'

/**
 * Brings a new article in, whole or not at all. Its texts are recorded as approved (outcome «imported», by whom) when `approved`
 * is set; else they wait for review as one submission. The same `id` and paragraphs again change nothing.
 * Throws `forbidden`, `invalid`, `one_title_needed`, `too_many_paragraphs`, `site_text_exists`; for an `id` in use `not_found`
 * (somebody else's article) or `wrong_state` (brought in with other paragraphs).
 */
export async function importArticle(db: Db, actor: Actor, given: NewArticle): Promise<ImportedArticle> {
  authorize(actor, 'article.import', given.language)
  checkSegments(given.segments)
  const details = given.details && cleanDetails(given.details)
  return transact(db, async (tx) => {
    const article = { ...given, segments: await withStoredLinks(tx, given.segments) }
    const earlier = article.id === undefined ? undefined : await findEarlierImport(tx, actor, article.id, article)
    if (earlier) return earlier
    if (article.siteText && await findSiteText(tx, article.siteText)) throw new AppError('site_text_exists')
    const id = article.id ?? newId()
    const { segments, revisions } = await insertTexts(tx, actor, id, article)
    const imported = { article: id, language: article.language, by: actor.id, segments: article.segments, ids: segments }
    if (details) await insertDetails(tx, imported, details)
    const submission = await openFirstReview(tx, actor, id, article, revisions)
    await replaceSlug(tx, id, article.language, await proposeSlug(tx, id, article.language, titleOf(article.segments)))
    await record(tx, {
      actor: actor.id, act: 'article.imported', subject: `article:${id}`,
      details: {
        language: article.language, segments: segments.length, approved: article.approved ? 'yes' : 'no', submission,
        ...details ? { details: toldOf(details) } : {},
      },
    })
    return { article: id, segments, submission }
  })
}

function toldOf({ genre, date, topics, authors }: NewDetails): Json {
  return { genre, date, topics, authors: authors.map(({ name, role }) => [name, role]) }
}

async function insertTexts(tx: Tx, actor: Actor, id: Id, { siteText, language, segments: given, details }: NewArticle) {
  const at = now()
  await insertArticle(tx, {
    id, kind: siteText ? 'site' : 'article', site_text: siteText, source_language: language, version: 1, created_by: actor.id,
    created_at: at, genre: details?.genre ?? null, original_date: details?.date ?? null,
    archived_at: null, archived_by: null, trashed_at: null, trashed_by: null,
  })
  const segments = await insertOutline(tx, id, actor.id, given.map(({ kind, level, list, asset = null }) => ({ kind, level, list, asset })))
  const revisions = given.map(({ text }, i) =>
    revisionRow({ segment: segments[i] ?? '', language, text, writer: actor.id, origin: 'imported', at }))
  await inChunks(revisions, (some) => tx.insertInto('revision').values(some).execute())
  return { segments, revisions }
}

/** The submission in which the texts wait; null when they count as approved. */
async function openFirstReview(tx: Tx, actor: Actor, id: Id, article: NewArticle, revisions: readonly Revision[]): Promise<Id | null> {
  if (article.approved) {
    await insertImported(tx, actor.id, revisions)
    return null
  }
  const { language, message } = article
  const submission = await insertSubmission(tx, { article: id, language, sender: actor.id, message })
  await insertProposals(tx, submission, revisions.map(firstProposal))
  return submission
}

/** Throws what is wrong with paragraphs that are to become an article. */
export function checkSegments(segments: readonly NewSegment[]): void {
  if (segments.length > MOST_SEGMENTS) throw new AppError('too_many_paragraphs', { count: segments.length, most: MOST_SEGMENTS })
  if (segments.some(({ text }) => text === '' || text.length > LONGEST_SEGMENT)) throw new AppError('invalid')
  if (segments.filter(({ kind }) => kind === 'title').length !== 1) throw new AppError('one_title_needed')
}

function firstProposal({ id, segment_id, language }: Revision): NewProposal {
  return { segment: segment_id, language, revision: id, sourceRevision: null, baseRevision: null, awaits: 'review', editedFrom: null }
}

function titleOf(segments: readonly NewSegment[]): string {
  return segments.find(({ kind }) => kind === 'title')?.text ?? ''
}
