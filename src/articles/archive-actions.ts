import { AppError } from '../errors.ts'
import { now } from '../db/id.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { record } from '../ledger/record.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { listPublishedLanguages, markPutAway } from './archive.ts'
import { placeOf, type PutAway } from './details.ts'
import { findArticle } from './store.ts'

const ACTS = { archive: 'article.archived', trash: 'article.trashed' } as const

/**
 * Puts an article into the archive (out of the lists; readers keep what is published) or into the trash (nobody works on it).
 * Throws `wrong_state` when it is there, for a text of the site, or for the trash when readers still have it; `reason_needed`
 * without a reason.
 */
export async function putAway(db: Db, actor: Actor, { article: id, to, reason }: {
  article: Id; to: PutAway; reason: string
}): Promise<void> {
  await transact(db, async (tx) => {
    const article = await findArticle(tx, id)
    authorize(actor, 'article.put_away', article.source_language)
    if (reason.trim() === '') throw new AppError('reason_needed')
    const published = to === 'trash' ? await listPublishedLanguages(tx, id) : []
    if (article.kind === 'site' || published.length > 0 || article.trashed_at !== null || placeOf(article) === to) {
      throw new AppError('wrong_state', { article: id, published: published.join(' ') })
    }
    const at = now()
    await markPutAway(tx, id, to === 'archive' ? { archived_at: at, archived_by: actor.id } : { trashed_at: at, trashed_by: actor.id })
    await record(tx, { actor: actor.id, act: ACTS[to], subject: `article:${id}`, details: { reason } })
  })
}

/** Brings an article back from the trash, with everything as it was; one that is not there, from the archive. */
export async function restoreArticle(db: Db, actor: Actor, id: Id): Promise<PutAway> {
  return transact(db, async (tx) => {
    const article = await findArticle(tx, id)
    authorize(actor, 'article.put_away', article.source_language)
    const from = placeOf(article)
    if (from === null) throw new AppError('wrong_state', { article: id })
    await markPutAway(tx, id, from === 'trash' ? { trashed_at: null, trashed_by: null } : { archived_at: null, archived_by: null })
    await record(tx, { actor: actor.id, act: 'article.restored', subject: `article:${id}`, details: { from } })
    return from
  })
}
