import { sql, type Kysely } from 'kysely'
import { makeImmutable, onSqlite, strict } from './dialect.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Nothing was ever stored in the one of 0005.
  await db.schema.dropTable('source_change').execute()
  await createChange(db)
  await createRows(db)

  await db.schema.createTable('source_change_decision')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('source_change_id', 'text', (c) => c.notNull().unique().references('source_change.id'))
    .addColumn('outcome', 'text', (c) => c.notNull().check(sql`outcome in ('approved', 'returned', 'withdrawn')`))
    .addColumn('decided_by', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('eyes', 'text', (c) => c.notNull().check(sql`eyes in ('one', 'two')`))
    .addColumn('outline_id', 'text', (c) => c.unique().references('outline.id'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addCheckConstraint('source_change_approved_with_outline', sql`(outcome = 'approved') = (outline_id is not null)`)
    .addCheckConstraint('source_change_returned_with_reason', sql`outcome <> 'returned' or reason <> ''`)
    .modifyEnd(strict(db)).execute()
  await makeImmutable(db, 'source_change_decision')

  await db.schema.createTable('source_draft')
    .addColumn('article_id', 'text', (c) => c.notNull().references('article.id'))
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('choices', 'text', (c) => c.notNull())
    .addColumn('base_outline_id', 'text', (c) => c.notNull().references('outline.id'))
    .addColumn('earlier', 'text')
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('source_draft_key', ['article_id', 'person_id'])
    .modifyEnd(strict(db)).execute()

  await db.schema.alterTable('proposal')
    .addColumn('minor', 'text', (c) => c.notNull().defaultTo('no').check(sql`minor in ('yes', 'no')`)).execute()
  await db.schema.alterTable('decision').addColumn('revokes', 'text', (c) => c.references('decision.id')
    .check(sql`(outcome = 'revoked') = (revokes is not null)`)).execute()
  await db.schema.createIndex('decision_revokes').unique().on('decision').column('revokes').where(sql.ref('revokes'), 'is not', null).execute()
}

async function createChange(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('source_change')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('article_id', 'text', (c) => c.notNull().references('article.id'))
    .addColumn('submission_id', 'text', (c) => c.notNull().unique().references('submission.id'))
    .addColumn('base_outline_id', 'text', (c) => c.notNull().references('outline.id'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('closed_at', 'text')
    .modifyEnd(strict(db)).execute()
  await db.schema.createIndex('source_change_article').on('source_change').column('article_id').execute()
  await db.schema.createIndex('source_change_one_open').unique().on('source_change').column('article_id')
    .where(sql.ref('closed_at'), 'is', null).execute()
  const facts = ['id', 'article_id', 'submission_id', 'base_outline_id', 'created_at'].map((column) => sql.ref(column))
  const refuse = onSqlite(db) ? sql`begin select raise(abort, 'immutable'); end` : sql`execute function refuse_change()`
  const each = onSqlite(db) ? sql`` : sql`for each row`
  await sql`create trigger source_change_no_delete before delete on source_change ${each} ${refuse}`.execute(db)
  await sql`create trigger source_change_no_update before update of ${sql.join(facts)} on source_change ${each} ${refuse}`.execute(db)
  await sql`create trigger source_change_closed before update on source_change for each row when (old.closed_at is not null) ${refuse}`.execute(db)
}

async function createRows(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('source_change_row')
    .addColumn('source_change_id', 'text', (c) => c.notNull().references('source_change.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('segment_id', 'text', (c) => c.notNull().references('segment.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('level', 'integer', (c) => c.notNull())
    .addColumn('list', 'text')
    .addColumn('asset', 'text', (c) => c.references('asset.hash'))
    .addColumn('revision_id', 'text', (c) => c.references('revision.id'))
    .addColumn('base_revision_id', 'text', (c) => c.references('revision.id'))
    .addColumn('minor', 'text', (c) => c.notNull().check(sql`minor in ('yes', 'no')`))
    .addPrimaryKeyConstraint('source_change_row_key', ['source_change_id', 'position'])
    .addUniqueConstraint('source_change_row_segment', ['source_change_id', 'segment_id'])
    .modifyEnd(strict(db)).execute()
  await db.schema.createIndex('source_change_row_of_segment').on('source_change_row').column('segment_id').execute()
  await makeImmutable(db, 'source_change_row')

  await db.schema.createTable('source_change_lineage')
    .addColumn('source_change_id', 'text', (c) => c.notNull().references('source_change.id'))
    .addColumn('segment_id', 'text', (c) => c.notNull().references('segment.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('from_segment_id', 'text', (c) => c.notNull().references('segment.id'))
    .addColumn('from_revision_id', 'text', (c) => c.references('revision.id'))
    .addColumn('role', 'text', (c) => c.notNull().check(sql`role in ('split', 'join')`))
    .addPrimaryKeyConstraint('source_change_lineage_key', ['source_change_id', 'segment_id', 'position'])
    .modifyEnd(strict(db)).execute()
  await db.schema.createIndex('source_change_lineage_segment').on('source_change_lineage').column('segment_id').execute()
  await db.schema.createIndex('source_change_lineage_from').on('source_change_lineage').column('from_segment_id').execute()
  await makeImmutable(db, 'source_change_lineage')
}
