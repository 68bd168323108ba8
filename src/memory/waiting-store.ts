import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'

export interface PairCount {
  from: Language
  to: Language
  units: number
}

export interface FirstUnit {
  languageA: Language
  textA: string
  languageB: Language
  textB: string
}

/** The numbers that units of an import lie between; null where it has none. */
export async function findStretch(db: Db, id: Id): Promise<{ first: number; last: number } | null> {
  const found = await db.selectFrom('memory_import').select(['first_unit as first', 'last_unit as last']).where('id', '=', id).executeTakeFirst()
  return !found || found.first === null || found.last === null ? null : { first: found.first, last: found.last }
}

/** Of an import's units with these numbers, how many are in each two languages. */
export async function countPairs(db: Db, id: Id, [first, last]: readonly [number, number]): Promise<PairCount[]> {
  const rows = await db.selectFrom('memory_unit').select(['language_a as from', 'language_b as to'])
    .select(({ fn }) => fn.countAll<number>().as('units')).where('id', '>=', first).where('id', '<=', last).where('import_id', '=', id)
    .groupBy(['language_a', 'language_b']).orderBy('language_a').orderBy('language_b').execute()
  return rows.map(({ units, ...pair }) => ({ ...pair, units: Number(units) }))
}

export async function listFirstUnits(
  db: Db, id: Id, { first, last, limit }: { first: number; last: number; limit: number },
): Promise<FirstUnit[]> {
  return db.selectFrom('memory_unit').select(['language_a as languageA', 'text_a as textA', 'language_b as languageB', 'text_b as textB'])
    .where('id', '>=', first).where('id', '<=', last).where('import_id', '=', id).orderBy('id').limit(limit).execute()
}
