import { sql, type Kysely } from 'kysely'
import { makeImmutable, strict } from './dialect.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('review_draft')
    .addColumn('proposal_id', 'text', (c) => c.notNull().references('proposal.id'))
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('revision_id', 'text', (c) => c.notNull())
    .addColumn('source_revision_id', 'text')
    .addColumn('approved_revision_id', 'text')
    .addColumn('outcome', 'text', (c) => c.check(sql`outcome in ('approve', 'edit', 'return')`))
    .addColumn('text', 'text')
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('minor', 'text', (c) => c.notNull().check(sql`minor in ('yes', 'no')`))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('review_draft_key', ['proposal_id', 'person_id'])
    .modifyEnd(strict(db)).execute()

  await db.schema.createTable('submission_return')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('submission_id', 'text', (c) => c.notNull().references('submission.id'))
    .addColumn('reviewer_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('reason', 'text', (c) => c.notNull().check(sql`reason <> ''`))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .modifyEnd(strict(db)).execute()
  await db.schema.createIndex('submission_return_submission').on('submission_return').column('submission_id').execute()
  await makeImmutable(db, 'submission_return')

  // Who reviewed lately, and what was decided last.
  await db.schema.createIndex('decision_reviewer').on('decision').columns(['reviewer_id', 'language', 'created_at']).execute()
  await db.schema.createIndex('decision_language').on('decision').columns(['language', 'id']).execute()
}
