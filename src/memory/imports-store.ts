import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { AppError } from '../errors.ts'

/** A file whose units are in the memory, or on their way into it. */
export interface MemoryImport {
  id: Id
  name: string
  by: Id
  /** Who brought it in, as they are named now. */
  byName: string
  at: Timestamp
  state: 'coming' | 'ready'
  units: number
}

/** The newest first; those that were taken back are left out. */
export async function listImports(db: Db, { limit, from = 0 }: { limit: number; from?: number }): Promise<MemoryImport[]> {
  return imports(db).orderBy('memory_import.id', 'desc').limit(limit).offset(from).execute()
}

/** Throws `not_found`, also for one that was taken back. */
export async function findImport(db: Db | Tx, id: Id): Promise<MemoryImport> {
  const found = await imports(db).where('memory_import.id', '=', id).executeTakeFirst()
  if (!found) throw new AppError('not_found', { import: id })
  return found
}

/** The names of imports, by id; also of those that were taken back. */
export async function namesOfImports(db: Db, ids: readonly Id[]): Promise<Map<Id, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('memory_import').select(['id', 'name']).where('id', 'in', [...new Set(ids)]).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** One that is in the memory and seems to be the same file. */
export async function findSameImport(db: Db, name: string, units: number): Promise<MemoryImport | undefined> {
  return imports(db).where('memory_import.state', '=', 'ready').where('memory_import.name', '=', name).where('memory_import.units', '=', units)
    .orderBy('memory_import.id').limit(1).executeTakeFirst()
}

export async function isMemoryEmpty(db: Db): Promise<boolean> {
  return await db.selectFrom('memory_unit').select('id').limit(1).executeTakeFirst() === undefined
}

/** The languages of the originals of articles. */
export async function languagesOfArticles(db: Db, articles: readonly Id[]): Promise<Map<Id, Language>> {
  if (articles.length === 0) return new Map()
  const rows = await db.selectFrom('article').select(['id', 'source_language as language']).where('id', 'in', [...articles]).execute()
  return new Map(rows.map(({ id, language }) => [id, language]))
}

function imports(db: Db | Tx) {
  return db.selectFrom('memory_import').innerJoin('person', 'person.id', 'memory_import.by')
    .select(['memory_import.id', 'memory_import.name', 'memory_import.by', 'person.name as byName', 'memory_import.at', 'memory_import.units'])
    .select((eb) => eb.case().when('memory_import.state', '=', 'ready').then('ready' as const).else('coming' as const).end().as('state'))
    .where('memory_import.state', '<>', 'going')
}
