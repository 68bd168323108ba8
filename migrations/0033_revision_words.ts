import { sql, type Kysely } from 'kysely'

/** Which texts say the very same: the beginning of a hash is enough to find them, and a third of an index by the whole. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index revision_words on revision (substr(hash, 1, 12))`.execute(db)
}
