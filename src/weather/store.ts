import { now } from '../db/id.ts'
import type { Db, Tx } from '../db/schema.ts'
import type { Measurement } from './model.ts'

/** What was told last. */
export async function findWeather(db: Db | Tx): Promise<Measurement | undefined> {
  return db.selectFrom('weather').select(['celsius', 'measured_at as measuredAt', 'source']).executeTakeFirst()
}

export async function writeWeather(tx: Tx, { celsius, measuredAt, source }: Measurement): Promise<void> {
  const row = { celsius, measured_at: measuredAt, source, changed_at: now() }
  await tx.insertInto('weather').values({ id: 1, ...row }).onConflict((oc) => oc.column('id').doUpdateSet(row)).execute()
}

export async function deleteWeather(tx: Tx): Promise<void> {
  await tx.deleteFrom('weather').execute()
}
