import type { Kysely } from 'kysely'
import { makeImmutable, strict } from './dialect.ts'

/** Who found a text, or a structure, good where two reviewers have to: the first of them approves nothing yet. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('review_pass')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('proposal_id', 'text', (c) => c.notNull().references('proposal.id'))
    .addColumn('source_revision_id', 'text', (c) => c.references('revision.id'))
    .addColumn('approved_revision_id', 'text', (c) => c.references('revision.id'))
    .addColumn('reviewer_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .modifyEnd(strict(db)).execute()
  await db.schema.createIndex('review_pass_proposal').on('review_pass').column('proposal_id').execute()
  await db.schema.createIndex('review_pass_reviewer').on('review_pass').columns(['reviewer_id', 'created_at']).execute()
  await makeImmutable(db, 'review_pass')

  await db.schema.createTable('source_change_pass')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('source_change_id', 'text', (c) => c.notNull().references('source_change.id'))
    .addColumn('mark', 'text', (c) => c.notNull())
    .addColumn('reviewer_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .modifyEnd(strict(db)).execute()
  await db.schema.createIndex('source_change_pass_change').on('source_change_pass').column('source_change_id').execute()
  await makeImmutable(db, 'source_change_pass')

  // Of a second reviewer's mark; null where whoever judged the text made it.
  await db.schema.alterTable('quality_mark').addColumn('reviewer_id', 'text', (c) => c.references('person.id')).execute()
}
