import { AppError } from '../errors.ts'
import { isId, newId, now } from '../db/id.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db, Row, Tx } from '../db/schema.ts'
import type { ScheduleState } from '../db/tables/edition.ts'
import { inChunks } from '../segments/store.ts'

export type Schedule = Row<'schedule'>
export type SchedulePart = Row<'schedule_part'>

/** One language of an article that is to be published at a time, or that the time came for in vain. */
export interface Scheduled {
  id: Id
  article: Id
  language: Language
  title: string
  /** When it is due, or was. */
  at: Timestamp
  state: 'waiting' | 'refused'
  /** Why it was refused, as a code; empty while it waits. */
  reason: string
  by: Id
  scheduledAt: Timestamp
}

/** Everything that waits for its time, and what was refused then and nobody has seen to yet; the next due first. */
export async function listSchedules(db: Db | Tx, place: { article?: Id; language?: Language } = {}): Promise<Scheduled[]> {
  const { article, language } = place
  const rows = await db.selectFrom('schedule').innerJoin('schedule_part', 'schedule_part.schedule_id', 'schedule.id')
    .select(['schedule.id', 'schedule_part.article_id as article', 'schedule_part.language', 'schedule_part.title', 'schedule.due_at as at',
      'schedule.state', 'schedule.reason', 'schedule.scheduled_by as by', 'schedule.created_at as scheduledAt'])
    .where('schedule.state', 'in', ['waiting', 'refused'])
    .$if(article !== undefined, (query) => query.where('schedule_part.article_id', '=', article ?? ''))
    .$if(language !== undefined, (query) => query.where('schedule_part.language', '=', language ?? ''))
    .orderBy('schedule.due_at').orderBy('schedule.id').orderBy('schedule_part.position').execute()
  return rows.map((row) => ({ ...row, state: row.state === 'refused' ? 'refused' : 'waiting' }))
}

/** Throws `not_found` also for what cannot be an id. */
export async function findSchedule(db: Db | Tx, id: Id): Promise<Schedule> {
  const schedule = isId(id) && await db.selectFrom('schedule').selectAll().where('id', '=', id).executeTakeFirst()
  if (!schedule) throw new AppError('not_found', { schedule: id })
  return schedule
}

/** Did somebody revoke one of these approvals since? */
export async function isRevoked(tx: Tx, decisions: readonly (Id | null)[]): Promise<boolean> {
  let revoked = false
  await inChunks([...new Set(decisions.filter((id) => id !== null))], async (some) => {
    revoked ||= await tx.selectFrom('decision').select('id').where('revokes', 'in', some).limit(1).executeTakeFirst() !== undefined
  })
  return revoked
}

export async function listScheduleParts(db: Db | Tx, schedule: Id): Promise<SchedulePart[]> {
  return db.selectFrom('schedule_part').selectAll().where('schedule_id', '=', schedule).orderBy('position').execute()
}

/** The waiting one that is due first. */
export async function findNextSchedule(db: Db): Promise<Schedule | undefined> {
  return db.selectFrom('schedule').selectAll().where('state', '=', 'waiting').orderBy('due_at').orderBy('id').limit(1).executeTakeFirst()
}

/** What is due by then, the longest due first. */
export async function listDue(db: Db, at: Timestamp): Promise<Schedule[]> {
  return db.selectFrom('schedule').selectAll().where('state', '=', 'waiting').where('due_at', '<=', at).orderBy('due_at').orderBy('id').execute()
}

/** What waits for an article in a language or was refused, alone or with others. */
export async function listOpen(db: Db | Tx, article: Id, language: Language): Promise<Schedule[]> {
  return db.selectFrom('schedule').selectAll().where('state', 'in', ['waiting', 'refused']).where('id', 'in', (eb) => eb.selectFrom('schedule_part')
    .select('schedule_id').where('article_id', '=', article).where('language', '=', language)).orderBy('id').execute()
}

export async function insertSchedule(tx: Tx, by: Id, due: Timestamp, parts: readonly Omit<SchedulePart, 'schedule_id' | 'position'>[]): Promise<Id> {
  const id = newId()
  await tx.insertInto('schedule').values({ id, due_at: due, state: 'waiting', reason: '', scheduled_by: by, created_at: now(), closed_at: null }).execute()
  await tx.insertInto('schedule_part').values(parts.map((part, position) => ({ ...part, schedule_id: id, position }))).execute()
  return id
}

/** Moves one from a state to another, once: false when it is no longer in the state. */
export async function closeSchedule(tx: Tx, id: Id, { from, to, reason = '' }: {
  from: ScheduleState; to: Exclude<ScheduleState, 'waiting'>; reason?: string
}): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('schedule').set({ state: to, reason, closed_at: now() })
    .where('id', '=', id).where('state', '=', from).executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Another time for one that waits for the time that was shown: false when that is no longer so. */
export async function moveSchedule(tx: Tx, id: Id, shown: Timestamp, due: Timestamp): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('schedule').set({ due_at: due })
    .where('id', '=', id).where('state', '=', 'waiting').where('due_at', '=', shown).executeTakeFirst()
  return numUpdatedRows === 1n
}
