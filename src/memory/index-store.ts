import { now } from '../db/id.ts'
import { prepare, type At } from '../db/prepared.ts'
import type { Db, Row, Tx } from '../db/schema.ts'

export type Run = Pick<Row<'memory_run'>, 'id' | 'units'> & { first: number; last: number }
export type IndexedUnit = Pick<Row<'memory_unit'>, 'id' | 'language_a' | 'text_a' | 'language_b' | 'text_b'>

/** So long a run is held by whoever makes it and says nothing. */
const HELD_MS = 60_000
/** Of runs that are removed. */
const NO_RULES = 0

/** The stretches of units that have an index, in order. */
export async function listRuns(db: Db | Tx, rules: number): Promise<Run[]> {
  return (await readyRuns(db, { rules })).rows
}

const readyRuns = prepare((db, at: At<{ rules: number }>) => db.selectFrom('memory_run').select(['id', 'units', 'first_unit as first', 'last_unit as last'])
  .where('rules', '=', at('rules')).where('ready', '=', 'yes').orderBy('first_unit'))

/** A run that is to be made, of units from this number on; held for a while, and on by `holdRun`. */
export async function insertRun(tx: Tx, rules: number, first: number): Promise<number> {
  const { next } = await tx.updateTable('memory_state').set((eb) => ({ next_run: eb('next_run', '+', 1) }))
    .returning('next_run as next').executeTakeFirstOrThrow()
  await tx.insertInto('memory_run')
    .values({ id: next - 1, first_unit: first, last_unit: first, units: 0, rules, ready: 'no', held_until: heldUntil() }).execute()
  return next - 1
}

/** Somebody goes on making them. False when one was removed meanwhile: nothing more may be stored for them. */
export async function holdRuns(tx: Tx, runs: readonly number[]): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('memory_run').set({ held_until: heldUntil() })
    .where('id', 'in', [...runs]).where('ready', '=', 'no').where('rules', '<>', NO_RULES).executeTakeFirst()
  return numUpdatedRows === BigInt(runs.length)
}

/** Nobody makes or needs them any more. */
export async function leaveRuns(tx: Tx, runs: readonly number[]): Promise<void> {
  if (runs.length > 0) await tx.updateTable('memory_run').set({ held_until: null, ready: 'no' }).where('id', 'in', [...runs]).execute()
}

function heldUntil(): string {
  return new Date(Date.now() + HELD_MS).toISOString()
}

/** From now on a run that is held is used in the place of others; false where somebody else has changed them meanwhile. */
export async function replaceRuns(tx: Tx, { id, first, last, units }: Run, replaced: readonly number[]): Promise<boolean> {
  const inTheWay = await tx.selectFrom('memory_run').select('id').where('ready', '=', 'yes').where('first_unit', '<=', last).where('last_unit', '>=', first).execute()
  if (inTheWay.map((one) => one.id).toSorted().join() !== replaced.toSorted().join()) return false
  await leaveRuns(tx, replaced)
  await tx.updateTable('memory_run').set({ last_unit: last, units, ready: 'yes', held_until: null }).where('id', '=', id).execute()
  return true
}

/** Runs that nobody uses or makes, or that were made by other rules. */
export async function listLeftRuns(db: Db | Tx, rules: number): Promise<number[]> {
  const rows = await db.selectFrom('memory_run').select('id').where((eb) => eb.or([
    eb('rules', '<>', rules), eb.and([eb('ready', '=', 'no'), eb.or([eb('held_until', 'is', null), eb('held_until', '<', now())])]),
  ])).execute()
  return rows.map(({ id }) => id)
}

/** Such runs are nobody's for good: whoever made one and comes back finds it gone. */
export async function forsakeLeftRuns(tx: Tx, rules: number): Promise<number[]> {
  const left = await listLeftRuns(tx, rules)
  if (left.length > 0) await tx.updateTable('memory_run').set({ rules: NO_RULES }).where('id', 'in', left).execute()
  return left
}

/** Removes a run whose postings have gone. */
export async function deleteRun(tx: Tx, run: number): Promise<void> {
  await tx.deleteFrom('memory_run').where('id', '=', run).where('rules', '=', NO_RULES).execute()
}

/** Units from this number on, in order. */
export async function listUnits(db: Db | Tx, from: number, limit: number): Promise<IndexedUnit[]> {
  return (await unitsFrom(db, { from, limit })).rows
}

const unitsFrom = prepare((db, at: At<{ from: number; limit: number }>) => db.selectFrom('memory_unit')
  .select(['id', 'language_a', 'text_a', 'language_b', 'text_b']).where('id', '>=', at('from')).orderBy('id').limit(at('limit')))

/** How many units there are from this number on, at most so many. */
export async function countUnits(db: Db, from: number, most: number): Promise<number> {
  const { rows: [row] } = await unitsAfter(db, { from, most })
  return row?.count ?? 0
}

const unitsAfter = prepare((db, at: At<{ from: number; most: number }>) => db
  .selectFrom((eb) => eb.selectFrom('memory_unit').select('id').where('id', '>=', at('from')).limit(at('most')).as('some'))
  .select((eb) => eb.fn.countAll<number>().as('count')))
