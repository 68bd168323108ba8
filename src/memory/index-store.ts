import { sql, type RawBuilder } from 'kysely'
import { insertRows, prepare, type At } from '../db/prepared.ts'
import type { Db, Row, Tx } from '../db/schema.ts'
import { FEATURES } from './terms.ts'
import { PLACES } from './postings.ts'

export type Run = Pick<Row<'memory_run'>, 'id' | 'units'> & { first: number; last: number }
export type IndexedUnit = Pick<Row<'memory_unit'>, 'id' | 'language_a' | 'text_a' | 'language_b' | 'text_b'>

/** Postings of one feature in one run, and where among them those of the shortest and the longest texts stand that are asked for. */
export interface Stretch {
  run: number
  feature: number
  from: number
  to: number
}

/** The stretches of units that have an index, in order. */
export async function listRuns(db: Db | Tx, rules: number): Promise<Run[]> {
  return (await readyRuns(db, { rules })).rows
}

const readyRuns = prepare((db, at: At<{ rules: number }>) => db.selectFrom('memory_run').select(['id', 'units', 'first_unit as first', 'last_unit as last'])
  .where('rules', '=', at('rules')).where('ready', '=', 'yes').orderBy('first_unit'))

export async function insertRun(tx: Tx, rules: number, { first, last, units }: Omit<Run, 'id'>): Promise<number> {
  const { next } = await tx.updateTable('memory_state').set((eb) => ({ next_run: eb('next_run', '+', 1) }))
    .returning('next_run as next').executeTakeFirstOrThrow()
  await tx.insertInto('memory_run').values({ id: next - 1, first_unit: first, last_unit: last, units, rules, ready: 'no' }).execute()
  return next - 1
}

/** From now on the run is used in the place of others; false where somebody else has changed them meanwhile. */
export async function replaceRuns(tx: Tx, run: number, replaced: readonly number[]): Promise<boolean> {
  const { first_unit: first, last_unit: last } = await tx.selectFrom('memory_run').select(['first_unit', 'last_unit'])
    .where('id', '=', run).where('ready', '=', 'no').executeTakeFirst() ?? {}
  if (first === undefined || last === undefined) return false
  const inTheWay = await tx.selectFrom('memory_run').select('id').where('ready', '=', 'yes').where('first_unit', '<=', last).where('last_unit', '>=', first).execute()
  if (inTheWay.map(({ id }) => id).toSorted().join() !== replaced.toSorted().join()) return false
  if (replaced.length > 0) await tx.updateTable('memory_run').set({ ready: 'no' }).where('id', 'in', [...replaced]).execute()
  await tx.updateTable('memory_run').set({ ready: 'yes' }).where('id', '=', run).execute()
  return true
}

/** Runs that nobody uses, or that were made by other rules. */
export async function listLeftRuns(db: Db, rules: number): Promise<number[]> {
  const rows = await db.selectFrom('memory_run').select('id').where((eb) => eb.or([eb('ready', '=', 'no'), eb('rules', '<>', rules)])).execute()
  return rows.map(({ id }) => id)
}

/** Removes so many postings of a run; false when none is left, and the run has gone too. */
export async function deletePostings(tx: Tx, run: number, most: number): Promise<boolean> {
  const some = await tx.selectFrom('memory_posting').select('id').where('id', '>=', firstPosting(run)).where('id', '<', firstPosting(run + 1))
    .orderBy('id').limit(most).execute()
  const [first, last] = [some.at(0)?.id, some.at(-1)?.id]
  if (first !== undefined && last !== undefined) {
    await tx.deleteFrom('memory_posting').where('id', '>=', first).where('id', '<=', last).execute()
    return true
  }
  await tx.deleteFrom('memory_run').where('id', '=', run).where('ready', '=', 'no').execute()
  return false
}

export async function insertPostings(tx: Tx, rows: readonly Row<'memory_posting'>[]): Promise<void> {
  await insertRows(tx, 'memory_posting', rows)
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

/** How many postings each stretch has. */
export async function countPostings(db: Db, stretches: readonly Stretch[]): Promise<{ at: number; count: number }[]> {
  if (stretches.length === 0) return []
  return (await shapesOf(stretches.length).count(db, valuesOf(stretches))).rows
}

/** The postings of each stretch. */
export async function readPostings(db: Db, stretches: readonly Stretch[]): Promise<{ at: number; units: Uint8Array }[]> {
  if (stretches.length === 0) return []
  return (await shapesOf(stretches.length).read(db, valuesOf(stretches))).rows
}

export function firstPosting(run: number): number {
  return run * FEATURES * PLACES
}

type Places = Record<string, number>

const shapes = new Map<number, ReturnType<typeof newShape>>()

/** Queries are compiled for a power of two of stretches; places that are left ask for nothing. */
function shapesOf(count: number): ReturnType<typeof newShape> {
  const size = 2 ** Math.ceil(Math.log2(count))
  const shape = shapes.get(size) ?? newShape(size)
  shapes.set(size, shape)
  return shape
}

function newShape(size: number) {
  const table = (at: At<Places>) => sql<{ at: number; low: number; high: number; from: number }>`(values ${sql.join(
    Array.from({ length: size }, (_, each) => sql`(${sql.lit(each)}, ${long(at(`low${each}`))}, ${long(at(`high${each}`))}, ${long(at(`from${each}`))})`))})`
  const asked = (at: At<Places>) => sql<{ column1: number; column2: number; column3: number; column4: number }>`${table(at)}`
  return {
    count: prepare<Places, { at: number; count: number }>((db, at) => db.selectFrom(asked(at).as('asked')).crossJoin('memory_posting as posting')
      .select((eb) => ['asked.column1 as at', eb.fn.sum<number>('posting.count').as('count')]).where(isAsked).groupBy('asked.column1')),
    read: prepare<Places, { at: number; units: Uint8Array }>((db, at) => db.selectFrom(asked(at).as('asked')).crossJoin('memory_posting as posting')
      .select(['asked.column1 as at', 'posting.units']).where(isAsked)),
  }
}

const isAsked = sql<boolean>`posting.id between asked.column2 and asked.column3
  and (posting.id % ${sql.lit(PLACES)} = 0 or posting.id % ${sql.lit(PLACES)} >= asked.column4)`

const names: (readonly [low: string, high: string, from: string])[] = []

function namesOf(each: number): readonly [low: string, high: string, from: string] {
  return names[each] ??= [`low${each}`, `high${each}`, `from${each}`]
}

/** PostgreSQL takes a value without a type for text. */
function long(value: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`cast(${value} as bigint)`
}

function valuesOf(stretches: readonly Stretch[]): Places {
  const size = 2 ** Math.ceil(Math.log2(stretches.length))
  const values: Places = {}
  for (let each = 0; each < size; each++) {
    const { run, feature, from, to } = stretches[each] ?? { run: 0, feature: 0, from: 0, to: -1 }
    const base = firstPosting(run) + feature * PLACES
    const [low, high, least] = namesOf(each)
    values[low] = base
    values[high] = base + to
    values[least] = from
  }
  return values
}
