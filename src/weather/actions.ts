import { moveGeneration } from '../db/generation.ts'
import { now } from '../db/id.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { record } from '../ledger/record.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { readSettings } from '../people/settings.ts'
import { shownAt, type Measurement } from './model.ts'
import { deleteWeather, findWeather, writeWeather } from './store.ts'

/** Somebody says what the temperature is now. */
export async function setWeather(db: Db, actor: Actor, celsius: number): Promise<void> {
  authorize(actor, 'settings.change')
  await transact(db, async (tx) => {
    const before = await findWeather(tx)
    await change(tx, () => writeWeather(tx, { celsius, measuredAt: now(), source: 'person' }))
    await recordChange(tx, actor, before, celsius)
  })
}

export async function clearWeather(db: Db, actor: Actor): Promise<void> {
  authorize(actor, 'settings.change')
  await transact(db, async (tx) => {
    const before = await findWeather(tx)
    if (!before) return
    await change(tx, () => deleteWeather(tx))
    await recordChange(tx, actor, before, null)
  })
}

/**
 * A program says what was measured: `older` than what is known already changes nothing; `shown` says that readers see something else
 * now. No line in the ledger: a hundred a day would bury the acts of people.
 */
export async function takeMeasurement(db: Db, measurement: Measurement): Promise<'older' | 'shown' | 'same'> {
  return transact(db, async (tx) => {
    const known = await findWeather(tx)
    if (known && known.measuredAt > measurement.measuredAt) return 'older'
    return await change(tx, () => writeWeather(tx, measurement)) ? 'shown' : 'same'
  })
}

/** A program says that nothing is known any more. */
export async function forgetWeather(db: Db): Promise<void> {
  await transact(db, async (tx) => {
    await change(tx, () => deleteWeather(tx))
  })
}

/** Readers' pages are dropped only where they would show something else. */
async function change(tx: Tx, write: () => Promise<void>): Promise<boolean> {
  const before = await readShown(tx)
  await write()
  const moved = before !== await readShown(tx)
  if (moved) await moveGeneration(tx)
  return moved
}

async function readShown(tx: Tx): Promise<number | null> {
  const { masthead } = await readSettings(tx, [])
  return masthead.temperature ? shownAt(await findWeather(tx), Date.now())?.celsius ?? null : null
}

async function recordChange(tx: Tx, actor: Actor, before: Measurement | undefined, after: number | null): Promise<void> {
  const details = { before: { temperature: before ? String(before.celsius) : '' }, after: { temperature: after === null ? '' : String(after) } }
  await record(tx, { actor: actor.id, act: 'site.weather_told', subject: 'site', details })
}
