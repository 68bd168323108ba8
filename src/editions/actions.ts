import { AppError } from '../errors.ts'
import { isFreeFor, isSlug, proposeSlug } from '../articles/slugs.ts'
import { findArticle, listSlugs, replaceSlug } from '../articles/store.ts'
import { newId, now } from '../db/id.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { record } from '../ledger/record.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { namesOf } from '../people/store.ts'
import { findOutline, touchArticle } from '../segments/store.ts'
import { composeNow } from './compose.ts'
import { contentMark, creditsOf, editionHash, manifestOf, sameContent, type Credit, type Edition, type FrozenSegment } from './model.ts'
import {
  findEdition, findPublished, insertEdition, listCredits, listEditionSegments, listEditions, publishEditionRow, withdrawEditionRow,
} from './store.ts'

interface Place {
  article: Id
  language: Language
}

/**
 * Publishes the approved texts of an article in one language as a new edition. `accepted` are the numbers of missing and behind
 * paragraphs that the publisher saw and takes on; they must be the true ones, and so must `shown`, the `contentMark` of it all.
 * Throws `forbidden`, `not_ready`, `slug_taken`, `slug_unusable`, `wrong_state` (readers have exactly this already).
 */
export async function publishEdition(db: Db, actor: Actor, { article: id, language, slug, note = '', accepted, shown }: Place & {
  slug?: string | undefined; note?: string; accepted: { missing: number; behind: number }; shown?: string | undefined
}): Promise<Edition> {
  authorize(actor, 'edition.publish', language)
  return transact(db, async (tx) => {
    const article = await findArticle(tx, id)
    const { facts, candidate } = await composeNow(tx, article, language)
    const { rows, missing, unfillable, behind, title, selfApproved } = candidate
    const asAccepted = missing.length === accepted.missing && behind.length === accepted.behind
    if (title === null || unfillable.length > 0 || !asAccepted || (shown ?? contentMark(rows)) !== contentMark(rows)) {
      throw new AppError('not_ready', { missing: missing.length, behind: behind.length })
    }
    await placeSlug(tx, { article: id, language }, slug ?? await proposeSlug(tx, id, language, title), rows)
    const edition: Draft = {
      article_id: id, article_kind: article.kind, site_text: article.site_text, language, source_language: article.source_language, title,
      outline_id: await findOutline(tx, id), partial: missing.length, behind: behind.length, self_approved: selfApproved, note,
      published_by: actor.id, created_at: now(),
    }
    const people = facts.flatMap(({ approved }) => approved ? [approved.sender, approved.writer, approved.reviewer] : [])
    const credits = creditsOf(facts, await namesOf(tx, people.filter((person) => person !== null)))
    const decisions = new Map(facts.map(({ segment, approved }) => [segment, approved?.decision ?? null]))
    const stored = await seal(tx, edition, rows, credits, rows.map((row) => decisions.get(row.segment_id) ?? null))
    return announce(tx, actor, stored, 'edition.published')
  })
}

/** Publishes an earlier edition's frozen text again, as a new edition. */
export async function restoreEdition(db: Db, actor: Actor, { article: id, language, number, note }: Place & {
  number: number; note: string
}): Promise<Edition> {
  authorize(actor, 'edition.publish', language)
  return transact(db, async (tx) => {
    const { id: old, manifest, hash, previous_hash, number: _number, ...frozen } = await findEdition(tx, id, language, number)
    const rows = (await listEditionSegments(tx, old)).map(({ edition_id, ...row }) => row)
    await refuseSame(tx, { article: id, language }, rows)
    const edition = { ...frozen, note, published_by: actor.id, created_at: now() }
    const stored = await seal(tx, edition, rows, await listCredits(tx, old), [])
    return announce(tx, actor, stored, 'edition.restored')
  })
}

/** Takes an article from readers in one language; its editions stay. A reason is needed. */
export async function withdrawEdition(db: Db, actor: Actor, { article: id, language, reason }: Place & {
  reason: string
}): Promise<Edition> {
  authorize(actor, 'edition.publish', language)
  if (reason.trim() === '') throw new AppError('reason_needed')
  return transact(db, async (tx) => {
    const edition = await findPublished(tx, id, language)
    if (!edition) throw new AppError('wrong_state', { article: id, language })
    await withdrawEditionRow(tx, edition, actor.id, reason)
    await touchArticle(tx, id)
    await recordEdition(tx, actor, edition, 'edition.withdrawn')
    return edition
  })
}

type Draft = Omit<Edition, 'id' | 'number' | 'manifest' | 'hash' | 'previous_hash'>

async function placeSlug(tx: Tx, place: Place, slug: string, rows: readonly FrozenSegment[]): Promise<void> {
  if (!isSlug(slug)) throw new AppError('slug_unusable', { slug })
  if (!await isFreeFor(tx, place.article, slug)) throw new AppError('slug_taken', { slug })
  if ((await listSlugs(tx, place.article)).get(place.language) === slug) return refuseSame(tx, place, rows)
  await replaceSlug(tx, place.article, place.language, slug)
}

async function refuseSame(tx: Tx, { article, language }: Place, rows: readonly FrozenSegment[]): Promise<void> {
  const current = await findPublished(tx, article, language)
  if (current && sameContent(rows, await listEditionSegments(tx, current.id))) throw new AppError('wrong_state', { article, language })
}

async function seal(tx: Tx, draft: Draft, rows: readonly FrozenSegment[], credits: readonly Credit[],
  decisions: readonly (Id | null)[]): Promise<Edition> {
  const [last] = await listEditions(tx, draft.article_id, draft.language)
  const numbered = { ...draft, number: (last?.number ?? 0) + 1, previous_hash: last?.hash ?? '' }
  const manifest = manifestOf(numbered, rows, credits, decisions)
  const edition = { ...numbered, id: newId(), manifest, hash: editionHash(numbered.previous_hash, manifest) }
  await insertEdition(tx, edition, rows, credits)
  return edition
}

async function announce(tx: Tx, actor: Actor, edition: Edition, act: 'edition.published' | 'edition.restored'): Promise<Edition> {
  await publishEditionRow(tx, edition, actor.id)
  await touchArticle(tx, edition.article_id)
  await recordEdition(tx, actor, edition, act)
  return edition
}

async function recordEdition(tx: Tx, actor: Actor, { id, article_id, language, number, hash, partial, behind }: Edition,
  act: 'edition.published' | 'edition.restored' | 'edition.withdrawn'): Promise<void> {
  await record(tx, { actor: actor.id, act, subject: `edition:${id}`, details: { article: article_id, language, number, hash, partial, behind } })
}
