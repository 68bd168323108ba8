import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('person')
    .addColumn('credited', 'text', (c) => c.notNull().defaultTo('yes').check(sql`credited in ('yes', 'no')`)).execute()
}
