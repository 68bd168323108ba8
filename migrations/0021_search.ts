import { sql, type Kysely } from 'kysely'
import { onSqlite, strict } from './dialect.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('search_document')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('article_id', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('edition_id', 'text', (c) => c.notNull())
    .addColumn('rules', 'integer', (c) => c.notNull())
    .addUniqueConstraint('search_document_one', ['article_id', 'language'])
    .modifyEnd(strict(db)).execute()
  if (onSqlite(db)) {
    // The words are in the editions: kept here is only where they occur.
    await sql`create virtual table search_index using fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii')`.execute(db)
    return
  }
  await sql`create table search_index (id integer primary key, words tsvector not null)`.execute(db)
  // The planner takes a row for small whose words lie outside it, and would read all of them: what costs this much is asked of the index.
  await sql`create function search_words(tsvector) returns tsvector language plpgsql immutable strict cost 1000 as
    'begin return $1; end'`.execute(db)
  await sql`create index search_index_words on search_index using gin (search_words(words)) with (fastupdate = off)`.execute(db)
  // Not knowing how many rows a word is in, it never thinks that reading all would be as good.
  await sql`alter index search_index_words alter column 1 set statistics 0`.execute(db)
}
