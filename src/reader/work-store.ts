import { nameIn } from '../articles/details.ts'
import type { Id } from '../db/columns.ts'
import type { ReaderDb } from './published.ts'

/** The authors' names in Latin letters, by record, where somebody has approved one. */
export async function listLatinNames(db: ReaderDb, ids: readonly Id[]): Promise<Map<Id, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('published_author_name').selectAll().where('author_id', 'in', [...ids]).orderBy('language').execute()
  const latin = rows.filter(({ name }) => !/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(name))
  return new Map(ids.flatMap((id) => {
    const name = nameIn(latin.filter(({ author_id }) => author_id === id), 'en')
    return name ? [[id, name.text] as const] : []
  }))
}
