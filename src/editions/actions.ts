import { AppError } from '../errors.ts'
import { findOpenArticle } from '../articles/store.ts'
import { proposeSlug } from '../articles/slugs.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { record } from '../ledger/record.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { touchArticle } from '../segments/store.ts'
import { currentRows } from './compose.ts'
import { sameContent, type Edition, type FrozenSegment } from './model.ts'
import { prepareAll, type Request } from './prepare.ts'
import { sealEdition, supersede } from './seal.ts'
import { findEdition, findPublished, listCredits, listEditionSegments, withdrawEditionRow } from './store.ts'
import { listUndone } from './undone-store.ts'

interface Place {
  article: Id
  language: Language
}

/**
 * Publishes the approved texts of an article in one language as a new edition.
 * Throws `forbidden`, `not_ready`, `slug_taken`, `slug_unusable`, `wrong_state` (readers have exactly this already).
 */
export async function publishEdition(db: Db, actor: Actor, request: Request): Promise<Edition> {
  const [edition] = await publishEditions(db, actor, [request])
  if (!edition) throw new Error('nothing was asked for')
  return edition
}

/** Publishes several languages of an article at once, the original first: all of them or none. */
export async function publishEditions(db: Db, actor: Actor, requests: readonly Request[]): Promise<Edition[]> {
  for (const { language } of requests) authorize(actor, 'edition.publish', language)
  return transact(db, async (tx) => {
    const editions: Edition[] = []
    for (const prepared of await prepareAll(tx, actor, requests)) {
      editions.push(await sealEdition(tx, prepared, { by: actor.id, act: 'edition.published' }))
    }
    return editions
  })
}

/**
 * Publishes an earlier edition's frozen text again, as a new edition. A reason is needed, and a yes to the number of its paragraphs
 * that were undone since.
 */
export async function restoreEdition(db: Db, actor: Actor, { article: id, language, number, reason, undone = 0 }: Place & {
  number: number; reason: string; undone?: number
}): Promise<Edition> {
  authorize(actor, 'edition.publish', language)
  if (reason.trim() === '') throw new AppError('reason_needed')
  return transact(db, async (tx) => {
    await findOpenArticle(tx, id)
    const { id: old, manifest, hash, previous_hash, number: restored, created_at, ...frozen } = await findEdition(tx, id, language, number)
    const rows = (await listEditionSegments(tx, old)).map(({ edition_id, ...row }) => row)
    await refuseSame(tx, { article: id, language }, rows)
    // Its gaps are words of the original: taken from readers, they do not come back this way.
    if (frozen.partial > 0 && !await findPublished(tx, id, frozen.source_language)) throw new AppError('not_ready', { why: 'unfillable' })
    if (((await listUndone(tx, id, [old])).get(old)?.length ?? 0) !== undone) throw new AppError('not_ready', { why: 'undone' })
    const edition = { ...frozen, note: '', correction: '', important: 'no' as const, published_by: actor.id }
    const slug = await proposeSlug(tx, id, language, frozen.title)
    return sealEdition(tx, { edition, slug, rows, credits: await listCredits(tx, old), decisions: [] },
      { by: actor.id, act: 'edition.restored', reason, restored, undone })
  })
}

/** Takes an article from readers in one language; its editions stay, and what waited for its time is called off. A reason is needed. */
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
    await supersede(tx, actor.id, { article: id, language, reason: 'withdrawn' })
    const { number, hash, partial, behind } = edition
    const details = { article: id, language, number, hash, partial, behind, reason }
    await record(tx, { actor: actor.id, act: 'edition.withdrawn', subject: `edition:${edition.id}`, details })
    return edition
  })
}

async function refuseSame(tx: Tx, { article, language }: Place, rows: readonly FrozenSegment[]): Promise<void> {
  const current = await currentRows(tx, article, language)
  if (current && sameContent(rows, current)) throw new AppError('wrong_state', { article, language })
}
