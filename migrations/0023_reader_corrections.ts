import { sql, type Kysely } from 'kysely'
import { makeImmutable, strict } from './dialect.ts'

/** What readers reported, what was decided on it, and what went to review because of it. Nothing of who reported. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('reader_correction')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('article_id', 'text', (c) => c.notNull().references('article.id'))
    .addColumn('segment_id', 'text', (c) => c.notNull().references('segment.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('edition_id', 'text', (c) => c.notNull().references('edition.id'))
    .addColumn('shown_hash', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('remark', 'text', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('reader_correction_once', ['segment_id', 'language', 'fingerprint'])
    .modifyEnd(strict(db)).execute()
  await db.schema.createIndex('reader_correction_place').on('reader_correction').columns(['article_id', 'language']).execute()
  await db.schema.createIndex('reader_correction_at').on('reader_correction').column('created_at').execute()
  await makeImmutable(db, 'reader_correction')

  await db.schema.createTable('correction_decision')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('correction_id', 'text', (c) => c.notNull().references('reader_correction.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull().check(sql`outcome in ('taken', 'declined', 'reopened')`))
    .addColumn('decided_by', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('correction_decision_number', ['correction_id', 'number'])
    .addCheckConstraint('correction_declined_with_reason', sql`outcome <> 'declined' or reason <> ''`)
    .modifyEnd(strict(db)).execute()
  await makeImmutable(db, 'correction_decision')

  await db.schema.createTable('correction_proposal')
    .addColumn('correction_id', 'text', (c) => c.notNull().references('reader_correction.id'))
    .addColumn('proposal_id', 'text', (c) => c.notNull().references('proposal.id'))
    .addPrimaryKeyConstraint('correction_proposal_key', ['correction_id', 'proposal_id'])
    .modifyEnd(strict(db)).execute()
  await db.schema.createIndex('correction_proposal_of').on('correction_proposal').column('proposal_id').execute()
  await makeImmutable(db, 'correction_proposal')
}
