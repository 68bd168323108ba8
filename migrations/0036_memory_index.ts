import type { Kysely } from 'kysely'

/** Whoever makes a part of the memory’s index holds it until then: somebody else beside them removes only what nobody makes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('memory_run').addColumn('held_until', 'text').execute()
}
