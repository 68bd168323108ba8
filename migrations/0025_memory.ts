import { sql, type Kysely } from 'kysely'
import { onSqlite, strict } from './dialect.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  const long = onSqlite(db) ? 'integer' : 'bigint'
  await db.schema.createTable('memory_import')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('coming', 'ready', 'going')`))
    .addColumn('units', 'integer', (c) => c.notNull())
    .addColumn('first_unit', long)
    .addColumn('last_unit', long)
    .modifyEnd(strict(db)).execute()

  await db.schema.createTable('memory_unit')
    .addColumn('id', long, (c) => c.primaryKey())
    .addColumn('language_a', 'text', (c) => c.notNull())
    .addColumn('text_a', 'text', (c) => c.notNull())
    .addColumn('language_b', 'text', (c) => c.notNull())
    .addColumn('text_b', 'text', (c) => c.notNull())
    .addColumn('level', 'text', (c) => c.notNull().check(sql`level in ('paragraph', 'sentence')`))
    .addColumn('decision_id', 'text', (c) => c.references('decision.id'))
    .addColumn('segment_id', 'text', (c) => c.references('segment.id'))
    .addColumn('import_id', 'text', (c) => c.references('memory_import.id'))
    .addColumn('before_hash', long)
    .addColumn('after_hash', long)
    .addColumn('said_by', 'text')
    .addColumn('said_at', 'text')
    .addCheckConstraint('memory_unit_origin', sql`(decision_id is null) <> (import_id is null) and (decision_id is null) = (segment_id is null)`)
    .addCheckConstraint('memory_unit_languages', sql`language_a <> language_b`)
    .modifyEnd(strict(db)).execute()
  await db.schema.createIndex('memory_unit_paragraph').on('memory_unit').columns(['segment_id', 'language_b'])
    .where(sql.ref('segment_id'), 'is not', null).execute()

  await db.schema.createTable('memory_run')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('first_unit', long, (c) => c.notNull())
    .addColumn('last_unit', long, (c) => c.notNull())
    .addColumn('units', 'integer', (c) => c.notNull())
    .addColumn('rules', 'integer', (c) => c.notNull())
    .addColumn('ready', 'text', (c) => c.notNull().check(sql`ready in ('yes', 'no')`))
    .modifyEnd(strict(db)).execute()
  await db.schema.createTable('memory_posting')
    .addColumn('id', long, (c) => c.primaryKey())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addColumn('units', onSqlite(db) ? 'blob' : 'bytea', (c) => c.notNull())
    .modifyEnd(strict(db)).execute()

  await db.schema.createTable('memory_state')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('next_unit', long, (c) => c.notNull())
    .addColumn('next_run', 'integer', (c) => c.notNull())
    .addColumn('rules', 'integer', (c) => c.notNull())
    .modifyEnd(strict(db)).execute()
  await sql`insert into memory_state (id, next_unit, next_run, rules) values (1, 1, 1, 0)`.execute(db)
  await followDecisions(db)
}

/** Whoever appends a decision, and by whatever way, leaves a note of the paragraph that it is about. */
async function followDecisions(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('memory_pending')
    .addColumn('segment_id', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('memory_pending_key', ['segment_id', 'language'])
    .modifyEnd(strict(db)).execute()
  if (onSqlite(db)) {
    await sql`create trigger decision_remembered after insert on decision when new.source_revision_id is not null
      begin insert into memory_pending (segment_id, language) values (new.segment_id, new.language) on conflict do nothing; end`.execute(db)
    return
  }
  await sql`create function remember_decision() returns trigger language plpgsql as
    'begin insert into memory_pending (segment_id, language) values (new.segment_id, new.language) on conflict do nothing; return null; end'`.execute(db)
  await sql`create trigger decision_remembered after insert on decision for each row when (new.source_revision_id is not null)
    execute function remember_decision()`.execute(db)
}
