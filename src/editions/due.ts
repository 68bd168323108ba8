import { findArticle } from '../articles/store.ts'
import { now } from '../db/id.ts'
import type { Id, Timestamp } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { record } from '../ledger/record.ts'
import { can } from '../people/abilities.ts'
import { findActor } from '../people/store.ts'
import { touchArticle } from '../segments/store.ts'
import { listBlockers, type Blocker } from './blockers.ts'
import { currentRows, judgeSlug } from './compose.ts'
import type { Prepared } from './model.ts'
import { thaw } from './prepare.ts'
import { closeSchedule, findSchedule, isRevoked, listDue, listScheduleParts } from './schedule-store.ts'
import { sealEdition } from './seal.ts'

/** How many were published, and what could not be tried: it stays due. */
interface Run {
  published: number
  failures: unknown[]
}

/** Publishes everything whose time has come, each once, however many processes ask at the same time. */
export async function publishDue(db: Db, at: Timestamp = now()): Promise<Run> {
  const run: Run = { published: 0, failures: [] }
  for (const { id } of await listDue(db, at)) {
    try {
      if (await transact(db, (tx) => publishOne(tx, id, at)) === 'published') run.published += 1
    } catch (error) {
      run.failures.push(error)
    }
  }
  return run
}

/** Claims one and publishes it, all of it or nothing; null when it is somebody else's, called off, or for later by now. */
async function publishOne(tx: Tx, id: Id, at: Timestamp): Promise<'published' | 'refused' | null> {
  const { state, due_at, scheduled_by: by } = await findSchedule(tx, id)
  if (state !== 'waiting' || due_at > at) return null
  const parts = (await listScheduleParts(tx, id)).map(({ content }) => thaw(content))
  const reason = await findRefusal(tx, by, parts)
  const to = reason ? 'refused' : 'published'
  if (!await closeSchedule(tx, id, { from: 'waiting', to, reason: reason ?? '' })) return null
  for (const prepared of parts) {
    if (reason) await recordRefusal(tx, id, prepared, reason)
    else await sealEdition(tx, prepared, { by, act: 'edition.published', schedule: id })
  }
  return to
}

/** The rights, the place, the approvals and the readers of this moment are asked, not those of the day when it was planned. */
async function findRefusal(tx: Tx, by: Id, parts: readonly Prepared[]): Promise<Blocker['why'] | 'revoked' | null> {
  for (const prepared of parts) {
    const [blocker] = await blockersNow(tx, by, prepared, parts)
    if (blocker) return blocker.why
    if (await isRevoked(tx, prepared.decisions)) return 'revoked'
  }
  return null
}

async function blockersNow(tx: Tx, by: Id, { edition, slug, rows }: Prepared, parts: readonly Prepared[]): Promise<Blocker[]> {
  const { article_id: id, language, source_language: own, partial, title } = edition
  const actor = await findActor(tx, by)
  const hasOriginal = partial === 0 || parts.some((one) => one.edition.language === own) || await currentRows(tx, id, own) !== undefined
  const gaps = rows.filter((row) => row.language !== language).map(({ segment_id }) => segment_id)
  return listBlockers({
    article: await findArticle(tx, id), language, mayPublish: actor !== undefined && can(actor, 'edition.publish', language), facts: [],
    // Which paragraphs lack what was looked at when it was planned. An original that was withdrawn since fills no gap.
    candidate: { rows, missing: [], behind: [], unfillable: hasOriginal ? [] : gaps, selfApproved: 0, title },
    accepted: { missing: 0, behind: 0 },
    current: await currentRows(tx, id, language) ?? null, slug: await judgeSlug(tx, id, language, slug),
  })
}

async function recordRefusal(tx: Tx, schedule: Id, { edition }: Prepared, reason: string): Promise<void> {
  const { article_id: article, language } = edition
  await record(tx, { actor: 'system', act: 'schedule.refused', subject: `article:${article}`, details: { article, language, schedule, reason } })
  await touchArticle(tx, article)
}
