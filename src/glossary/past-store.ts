import type { Id } from '../db/columns.ts'
import type { Db, Row } from '../db/schema.ts'

/** What the ledger tells of a term, the newest first. */
export async function listPast(db: Db, term: Id, limit: number): Promise<Row<'ledger'>[]> {
  return db.selectFrom('ledger').selectAll().where('subject', '=', `term:${term}`).orderBy('number', 'desc').limit(limit).execute()
}
