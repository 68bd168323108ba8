import { AppError } from '../errors.ts'
import { findOpenArticle } from '../articles/store.ts'
import { now } from '../db/id.ts'
import type { Id, Timestamp } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { record } from '../ledger/record.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { touchArticle } from '../segments/store.ts'
import { isAhead } from './moments.ts'
import { freeze, prepareAll, type Request } from './prepare.ts'
import { closeSchedule, findSchedule, insertSchedule, listScheduleParts, moveSchedule, type SchedulePart } from './schedule-store.ts'
import { recordUnscheduled, supersede } from './seal.ts'

/**
 * Freezes what publishing now would give readers, to be published at a time. What waited for the same languages gives way.
 * Throws what `publishEdition` throws, and `invalid` for a time that is not ahead.
 */
export async function scheduleEditions(db: Db, actor: Actor, requests: readonly Request[], at: Timestamp): Promise<Id> {
  for (const { language } of requests) authorize(actor, 'edition.publish', language)
  if (!isAhead(at, now())) throw new AppError('invalid', { at })
  return transact(db, async (tx) => {
    const parts = (await prepareAll(tx, actor, requests)).map((prepared) => {
      const { article_id, language, title } = prepared.edition
      return { article_id, language, title, slug: prepared.slug, content: freeze(prepared) }
    })
    for (const { article_id: article, language } of parts) await supersede(tx, actor.id, { article, language, reason: 'scheduled' })
    const schedule = await insertSchedule(tx, actor.id, at, parts)
    await recordScheduled(tx, actor, 'edition.scheduled', parts, { schedule, at })
    return schedule
  })
}

/** Calls off what waits for its time, or puts away what was refused then. */
export async function unschedule(db: Db, actor: Actor, id: Id): Promise<void> {
  await transact(db, async (tx) => {
    const { parts, state } = await findOwn(tx, actor, id)
    if (!await closeSchedule(tx, id, { from: state, to: 'cancelled' })) throw new AppError('wrong_state', { schedule: id })
    if (state === 'waiting') await recordUnscheduled(tx, actor.id, id, 'cancelled')
    await touchArticles(tx, parts)
  })
}

/** Gives it another time; `shown` is the time that stood on the page. What readers will get stays as it was frozen. */
export async function reschedule(db: Db, actor: Actor, id: Id, shown: Timestamp, at: Timestamp): Promise<void> {
  if (!isAhead(at, now())) throw new AppError('invalid', { at })
  await transact(db, async (tx) => {
    const { parts } = await findOwn(tx, actor, id)
    for (const { article_id } of parts) await findOpenArticle(tx, article_id)
    if (!await moveSchedule(tx, id, shown, at)) throw new AppError('wrong_state', { schedule: id })
    await recordScheduled(tx, actor, 'edition.rescheduled', parts, { schedule: id, at })
  })
}

/** One that is still open, for somebody who may publish everything in it. */
async function findOwn(tx: Tx, actor: Actor, id: Id): Promise<{ parts: SchedulePart[]; state: 'waiting' | 'refused' }> {
  const { state } = await findSchedule(tx, id)
  const parts = await listScheduleParts(tx, id)
  for (const { language } of parts) authorize(actor, 'edition.publish', language)
  if (state !== 'waiting' && state !== 'refused') throw new AppError('wrong_state', { schedule: id })
  return { parts, state }
}

async function recordScheduled(
  tx: Tx, actor: Actor, act: 'edition.scheduled' | 'edition.rescheduled', parts: readonly Pick<SchedulePart, 'article_id' | 'language'>[],
  said: { schedule: Id; at: Timestamp },
): Promise<void> {
  for (const { article_id: article, language } of parts) {
    await record(tx, { actor: actor.id, act, subject: `article:${article}`, details: { article, language, ...said } })
  }
  await touchArticles(tx, parts)
}

async function touchArticles(tx: Tx, parts: readonly Pick<SchedulePart, 'article_id'>[]): Promise<void> {
  for (const article of new Set(parts.map(({ article_id }) => article_id))) await touchArticle(tx, article)
}
