import { sql, type Kysely } from 'kysely'
import { strict } from './dialect.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ['seen_at', 'browser']) {
    await db.schema.alterTable('session').addColumn(column, 'text').execute()
  }
  await db.schema.alterTable('invitation').addColumn('revoked_at', 'text').execute()
  await db.schema.createIndex('invitation_person').on('invitation').column('person_id').execute()
  await db.schema.alterTable('person').addColumn('disabled_reason', 'text').execute()

  await db.schema.createTable('person_name')
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('person_name_key', ['person_id', 'language'])
    .modifyEnd(strict(db)).execute()

  await db.schema.createTable('secret')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .modifyEnd(strict(db)).execute()
  await sql`insert into secret (name, value) values ('forms', ${crypto.randomUUID() + crypto.randomUUID()})`.execute(db)

  await db.schema.createTable('mail')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('html', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('written_at', 'text', (c) => c.notNull())
    .addColumn('tries', 'integer', (c) => c.notNull())
    .addColumn('due_at', 'text')
    .addColumn('sent_at', 'text')
    .addColumn('failed_at', 'text')
    .addColumn('failure', 'text')
    .modifyEnd(strict(db)).execute()
  await db.schema.createIndex('mail_due').on('mail').column('due_at').execute()
}
