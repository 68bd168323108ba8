import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { record } from '../ledger/record.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { findImport, keptUntil, SHOWN_MS } from './imports-store.ts'
import { readTmx, type Incoming } from './incoming.ts'
import { awaitImport, finishImport, insertImport, insertUnits, WAITED_MS, withdrawImport } from './store.ts'

/**
 * Reads a file into the memory, where nobody is offered any of it until `addImport`. Throws `RefusedTmx`, and then nothing of it is
 * left; what somebody leaves half-way, whatever stopped them, goes when the memory is next brought up to date.
 */
export async function bringImport(
  db: Db, actor: Actor, { name, pieces, languages }: { name: string; pieces: AsyncIterable<Uint8Array>; languages: readonly Language[] },
): Promise<Incoming & { id: Id }> {
  authorize(actor, 'memory.change')
  const id = await transact(db, (tx) => insertImport(tx, name, actor.id))
  try {
    const incoming = await readTmx(pieces, languages, (units) => transact(db, async (tx) => {
      await goOn(tx, id)
      await insertUnits(tx, id, units)
    }))
    await transact(db, (tx) => goOn(tx, id, SHOWN_MS + WAITED_MS))
    return { id, ...incoming }
  } catch (error) {
    await transact(db, (tx) => withdrawImport(tx, id))
    throw error
  }
}

async function goOn(tx: Tx, id: Id, ms?: number): Promise<void> {
  if (!await awaitImport(tx, id, ms)) throw new AppError('moved_on', { import: id })
}

/** From now on the units are offered. Throws `moved_on` where they are not those that were shown, or have gone meanwhile. */
export async function addImport(db: Db, actor: Actor, id: Id, shown: number): Promise<void> {
  authorize(actor, 'memory.change')
  await transact(db, async (tx) => {
    const one = await findImport(tx, id)
    const { name, units } = one
    if (keptUntil(one) === null || units !== shown || !await finishImport(tx, id)) throw new AppError('moved_on', { import: id })
    await record(tx, { actor: actor.id, act: 'memory.imported', subject: `import:${id}`, details: { name, units } })
  })
}

/** What was read comes in after all not. One that somebody added meanwhile stays. */
export async function discardImport(db: Db, actor: Actor, id: Id): Promise<void> {
  authorize(actor, 'memory.change')
  await transact(db, async (tx) => {
    const { state } = await findImport(tx, id)
    if (state === 'ready') throw new AppError('moved_on', { import: id })
    await withdrawImport(tx, id)
  })
}

/** Takes a file out of the memory: at once nothing of it is offered any more. */
export async function removeImport(db: Db, actor: Actor, id: Id): Promise<void> {
  authorize(actor, 'memory.change')
  await transact(db, async (tx) => {
    const { name, units, state } = await findImport(tx, id)
    if (state === 'coming') throw new AppError('moved_on', { import: id })
    await withdrawImport(tx, id)
    await record(tx, { actor: actor.id, act: 'memory.import_removed', subject: `import:${id}`, details: { name, units } })
  })
}
