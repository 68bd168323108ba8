import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('ledger_subject').on('ledger').column('subject').execute()
  await db.schema.createIndex('ledger_actor').on('ledger').columns(['actor', 'number']).execute()
}
