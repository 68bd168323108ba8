import { sql, type Kysely } from 'kysely'
import { makeImmutable, onSqlite, strict } from './dialect.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('rendition')
    .addColumn('asset', 'text', (c) => c.notNull().references('asset.hash'))
    .addColumn('width', 'integer', (c) => c.notNull())
    .addColumn('height', 'integer', (c) => c.notNull())
    .addColumn('bytes', onSqlite(db) ? 'blob' : 'bytea', (c) => c.notNull())
    .addPrimaryKeyConstraint('rendition_key', ['asset', 'width'])
    .addCheckConstraint('rendition_sized', sql`width > 0 and height > 0`)
    .modifyEnd(strict(db)).execute()
  await makeImmutable(db, 'rendition')
  await db.schema.createIndex('edition_segment_asset').on('edition_segment').column('asset').where('asset', 'is not', null).execute()
  await createReadersViews(db)
}

/** Pictures that readers may have: of every edition that they can open, old ones among them, and of nothing else. */
async function createReadersViews(db: Kysely<unknown>): Promise<void> {
  await sql`create view published_asset as select hash, type, width, height, bytes from asset where exists (
    select 1 from edition_segment join edition on edition.id = edition_segment.edition_id
    join publication on publication.article_id = edition.article_id and publication.language = edition.language
    where edition_segment.asset = asset.hash and not exists (
      select 1 from edition_event where edition_event.edition_id = edition.id and edition_event.event = 'withdraw'))`.execute(db)
  await sql`create view published_rendition as select asset, rendition.width, rendition.height, rendition.bytes, type
    from rendition join published_asset on hash = asset`.execute(db)
}
