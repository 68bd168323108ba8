import { createHash } from 'node:crypto'
import type { Id, Timestamp } from '../db/columns.ts'
import { newId, now } from '../db/id.ts'
import { insertRows } from '../db/prepared.ts'
import type { Db, Tx } from '../db/schema.ts'
import { typographyKey } from '../text/fold.ts'
import type { NewUnit } from './model.ts'

/** So long an import is waited for that nobody goes on with: then it is taken back. */
export const WAITED_MS = 60_000

/** Begins an import: its units follow in as many parts as its caller likes, and are offered from the moment that it is finished. */
export async function insertImport(tx: Tx, name: string, by: Id): Promise<Id> {
  const id = newId()
  const none = { units: 0, first_unit: null, last_unit: null }
  await tx.insertInto('memory_import').values({ id, name, by, at: waitedUntil(WAITED_MS), state: 'coming', ...none }).execute()
  return id
}

/** Somebody goes on with it: it is waited for again. False when it was taken back meanwhile. */
export async function awaitImport(tx: Tx, id: Id, ms = WAITED_MS): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('memory_import').set({ at: waitedUntil(ms) })
    .where('id', '=', id).where('state', '=', 'coming').executeTakeFirst()
  return numUpdatedRows === 1n
}

function waitedUntil(ms: number): Timestamp {
  return new Date(Date.now() + ms).toISOString()
}

/** All of its units are there. False when it was taken back meanwhile. */
export async function finishImport(tx: Tx, id: Id): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('memory_import').set({ state: 'ready', at: now() })
    .where('id', '=', id).where('state', '=', 'coming').executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Takes an import back: nothing of it is offered any more, and its units go when the memory is next brought up to date. */
export async function withdrawImport(tx: Tx, id: Id): Promise<void> {
  await tx.updateTable('memory_import').set({ state: 'going' }).where('id', '=', id).execute()
}

/** Stores units of an import; they are found when the memory is next brought up to date. */
export async function insertUnits(tx: Tx, importId: Id, units: readonly NewUnit[]): Promise<void> {
  if (units.length === 0) return
  const first = await takeNumbers(tx, units.length)
  await insertRows(tx, 'memory_unit', units.map((unit, at) => ({ id: first + at, ...importedRow(importId, unit) })))
  const last = first + units.length - 1
  await tx.updateTable('memory_import').where('id', '=', importId)
    .set((eb) => ({ units: eb('units', '+', units.length), first_unit: eb.fn.coalesce('first_unit', eb.val(first)), last_unit: last }))
    .execute()
}

function importedRow(importId: Id, unit: NewUnit) {
  return {
    language_a: unit.languageA, text_a: unit.textA.normalize('NFC'), language_b: unit.languageB, text_b: unit.textB.normalize('NFC'),
    level: unit.level, decision_id: null, segment_id: null, import_id: importId,
    before_hash: contextHash(unit.before), after_hash: contextHash(unit.after), said_by: unit.saidBy ?? null, said_at: unit.saidAt ?? null,
  }
}

/** Was an import taken back whose units have not gone yet, or left by whoever read it? */
export async function hasGoing(db: Db): Promise<boolean> {
  return await db.selectFrom('memory_import').select('id')
    .where((eb) => eb.or([eb('state', '=', 'going'), eb.and([eb('state', '=', 'coming'), eb('at', '<', now())])])).limit(1).executeTakeFirst() !== undefined
}

/** Removes so many units of imports that were taken back, and such an import with the last of them; false when none is left. */
export async function removeGoing(tx: Tx, most: number): Promise<boolean> {
  await tx.updateTable('memory_import').set({ state: 'going' }).where('state', '=', 'coming').where('at', '<', now()).execute()
  const going = await tx.selectFrom('memory_import').select(['id', 'first_unit as first', 'last_unit as last'])
    .where('state', '=', 'going').executeTakeFirst()
  if (!going) return false
  const some = await tx.selectFrom('memory_unit').select('id').where('id', '>=', going.first ?? 0).where('id', '<=', going.last ?? 0)
    .where('import_id', '=', going.id).orderBy('id').limit(most).execute()
  const [first, last] = [some.at(0)?.id, some.at(-1)?.id]
  if (first === undefined || last === undefined) {
    await tx.deleteFrom('memory_import').where('id', '=', going.id).execute()
    return true
  }
  await tx.deleteFrom('memory_unit').where('id', '>=', first).where('id', '<=', last).where('import_id', '=', going.id).execute()
  await tx.updateTable('memory_import').set({ first_unit: last + 1 }).where('id', '=', going.id).execute()
  return true
}

/** What the same paragraph before or after a text has in common, however its signs are written. */
export function contextHash(text: string | number | undefined): number | null {
  if (text === undefined) return null
  if (typeof text === 'number') return text
  return createHash('sha256').update(typographyKey(text)).digest().readUIntBE(0, 6)
}

/** The first of so many numbers that nobody else will have. */
export async function takeNumbers(tx: Tx, count: number): Promise<number> {
  const { next } = await tx.updateTable('memory_state').set((eb) => ({ next_unit: eb('next_unit', '+', count) }))
    .returning('next_unit as next').executeTakeFirstOrThrow()
  return next - count
}
