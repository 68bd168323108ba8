import { sql, type Kysely } from 'kysely'
import { makeImmutable, strict } from './dialect.ts'

/** Which texts a reviewer judged while the site measures quality, and what they marked in them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('quality_review')
    .addColumn('proposal_id', 'text', (c) => c.primaryKey().references('proposal.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('translator_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('reviewer_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('words', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .modifyEnd(strict(db)).execute()
  await db.schema.createIndex('quality_review_at').on('quality_review').columns(['language', 'created_at']).execute()
  await db.schema.createIndex('quality_review_translator').on('quality_review').columns(['translator_id', 'created_at']).execute()
  await makeImmutable(db, 'quality_review')

  await db.schema.createTable('quality_mark')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('proposal_id', 'text', (c) => c.notNull().references('quality_review.proposal_id'))
    .addColumn('category', 'text', (c) => c.notNull()
      .check(sql`category in ('accuracy', 'fluency', 'terminology', 'style', 'locale', 'markup')`))
    .addColumn('severity', 'text', (c) => c.notNull().check(sql`severity in ('minor', 'major', 'critical')`))
    .addColumn('start_at', 'integer')
    .addColumn('end_at', 'integer')
    .addColumn('comment', 'text', (c) => c.notNull())
    .modifyEnd(strict(db)).execute()
  await db.schema.createIndex('quality_mark_proposal').on('quality_mark').column('proposal_id').execute()
  await makeImmutable(db, 'quality_mark')

  await db.schema.createTable('quality_mark_withdrawal')
    .addColumn('mark_id', 'text', (c) => c.primaryKey().references('quality_mark.id'))
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .modifyEnd(strict(db)).execute()
  await makeImmutable(db, 'quality_mark_withdrawal')

  await db.schema.alterTable('review_draft').addColumn('marks', 'text', (c) => c.notNull().defaultTo('[]')).execute()
}
