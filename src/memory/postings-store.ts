import type { RawBuilder } from 'kysely'
import { insertRows, prepare, type At } from '../db/prepared.ts'
import type { Db, Row, Tx } from '../db/schema.ts'
import { FEATURES } from './terms.ts'
import { PLACES } from './postings.ts'

/** Ids in one query. */
const MOST_IDS = 1024

/** Where in the postings a run begins. */
export function firstPosting(run: number): number {
  return run * FEATURES * PLACES
}

export async function insertPostings(tx: Tx, rows: readonly Row<'memory_posting'>[]): Promise<void> {
  await insertRows(tx, 'memory_posting', rows)
}

/** Removes so many postings of a run; false when none is left. */
export async function deletePostings(tx: Tx, run: number, most: number): Promise<boolean> {
  const some = await tx.selectFrom('memory_posting').select('id').where('id', '>=', firstPosting(run)).where('id', '<', firstPosting(run + 1))
    .orderBy('id').limit(most).execute()
  const [first, last] = [some.at(0)?.id, some.at(-1)?.id]
  if (first === undefined || last === undefined) return false
  await tx.deleteFrom('memory_posting').where('id', '>=', first).where('id', '<=', last).execute()
  return true
}

/** The postings with these ids, where there are any. */
export async function listPostings(db: Db, ids: readonly number[]): Promise<Row<'memory_posting'>[]> {
  const rows: Row<'memory_posting'>[] = []
  for (let at = 0; at < ids.length; at += MOST_IDS) rows.push(...await postingsAt(db, ids.slice(at, at + MOST_IDS)))
  return rows
}

async function postingsAt(db: Db, ids: readonly number[]): Promise<Row<'memory_posting'>[]> {
  const size = 2 ** Math.ceil(Math.log2(ids.length))
  const query = shapes.get(size) ?? newShape(size)
  shapes.set(size, query)
  const values: Places = {}
  // The last id fills the places that are left.
  for (let at = 0; at < size; at++) values[nameOf(at)] = ids[at] ?? ids.at(-1) ?? 0
  return (await query(db, values)).rows
}

type Places = Record<string, number>

const shapes = new Map<number, ReturnType<typeof newShape>>()
const names: string[] = []

/** Queries are compiled for a power of two of ids. */
function newShape(size: number) {
  return prepare((db, at: At<Places>) => db.selectFrom('memory_posting').select(['id', 'count', 'units'])
    .where('id', 'in', Array.from({ length: size }, (_, each): RawBuilder<number> => at(nameOf(each)))))
}

function nameOf(at: number): string {
  return names[at] ??= `id${at}`
}
