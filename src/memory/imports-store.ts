import type { Id, Language, Timestamp } from '../db/columns.ts'
import { now } from '../db/id.ts'
import type { Db, Tx } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { namesOf } from '../people/store.ts'
import { WAITED_MS } from './store.ts'

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

/** So long somebody may think about what was read before they say that it comes in. */
export const SHOWN_MS = 60 * 60_000

/** Until when what was read of a file waits for somebody to add it; null while it is still being read, and when it waits no more. */
export function keptUntil({ state, at }: Pick<MemoryImport, 'state' | 'at'>): Timestamp | null {
  const until = Date.parse(at) - WAITED_MS
  return state === 'coming' && until > Date.now() ? new Date(until).toISOString() : null
}

/** The newest first; those that were taken back are left out. */
export async function listImports(db: Db, { limit, from = 0, language, state }: {
  limit: number; from?: number; language?: Language; state?: 'ready'
}): Promise<MemoryImport[]> {
  return imports(db, language).$if(state !== undefined, (query) => query.where('memory_import.state', '=', 'ready'))
    .orderBy('memory_import.id', 'desc').limit(limit).offset(from).execute()
}

/** Those that nobody has added yet, and nobody has left. */
export async function listComing(db: Db, { limit, language }: { limit: number; language: Language }): Promise<MemoryImport[]> {
  return imports(db, language).where('memory_import.state', '=', 'coming').where('memory_import.at', '>', now())
    .orderBy('memory_import.id', 'desc').limit(limit).execute()
}

/** Throws `not_found`, also for one that was taken back. */
export async function findImport(db: Db | Tx, id: Id, language?: Language): Promise<MemoryImport> {
  const found = await imports(db, language).where('memory_import.id', '=', id).executeTakeFirst()
  if (!found) throw new AppError('not_found', { import: id })
  return found
}

/** `_file`: where a translation that nobody here approved comes from. */
export interface MemoryFile {
  name: string
  /** Who brought it in, and when. */
  by: string
  at: Timestamp
}

/** Files by the ids of their imports, with the names of people as this language writes them; also of those that were taken back. */
export async function filesOf(db: Db, ids: readonly Id[], language: Language): Promise<Map<Id, MemoryFile>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('memory_import').select(['id', 'name', 'by', 'at']).where('id', 'in', [...new Set(ids)]).execute()
  const names = await namesOf(db, rows.map(({ by }) => by), language)
  return new Map(rows.map(({ id, name, by, at }) => [id, { name, by: names.get(by) ?? '', at }]))
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

function imports(db: Db | Tx, language: Language = '') {
  return db.selectFrom('memory_import').innerJoin('person', 'person.id', 'memory_import.by')
    .leftJoin('person_name', (join) => join.onRef('person_name.person_id', '=', 'person.id').on('person_name.language', '=', language))
    .select(['memory_import.id', 'memory_import.name', 'memory_import.by', 'memory_import.at', 'memory_import.units'])
    .select((eb) => eb.fn.coalesce('person_name.name', 'person.name').as('byName'))
    .select((eb) => eb.case().when('memory_import.state', '=', 'ready').then('ready' as const).else('coming' as const).end().as('state'))
    .where('memory_import.state', '<>', 'going')
}
