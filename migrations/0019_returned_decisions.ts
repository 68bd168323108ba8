import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('decision_returned').on('decision').columns(['segment_id', 'language', 'number'])
    .where(sql.ref('outcome'), '=', sql.lit('returned')).execute()
}
