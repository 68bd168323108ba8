import type { Id, Language } from '../db/columns.ts'
import { newId } from '../db/id.ts'
import type { Db, Row, Tx } from '../db/schema.ts'
import { inChunks } from '../segments/store.ts'
import type { Suggestion } from './model.ts'

type SuggestionRow = Row<'machine_suggestion'>

export async function insertSuggestion(tx: Tx, row: Omit<SuggestionRow, 'id'>): Promise<Suggestion> {
  const id = newId()
  await tx.insertInto('machine_suggestion').values({ id, ...row }).execute()
  return { id, engine: row.engine, text: row.text, at: row.created_at }
}

/** The suggestion, if it was made for this paragraph in this language. */
export async function findSuggestion(
  db: Db | Tx, id: Id, { segment, language }: { segment: Id; language: Language },
): Promise<Suggestion | undefined> {
  return db.selectFrom('machine_suggestion').select(['id', 'engine', 'text', 'created_at as at'])
    .where('id', '=', id).where('segment_id', '=', segment).where('language', '=', language).executeTakeFirst()
}

/** The newest that an engine made for these words of the original. */
export async function findKnown(db: Db | Tx, { segment, language, engine, hash }: {
  segment: Id; language: Language; engine: string; hash: string
}): Promise<Suggestion | undefined> {
  return db.selectFrom('machine_suggestion as one').innerJoin('revision', 'revision.id', 'one.source_revision_id')
    .select(['one.id', 'one.engine', 'one.text', 'one.created_at as at'])
    .where('one.segment_id', '=', segment).where('one.language', '=', language).where('one.engine', '=', engine).where('revision.hash', '=', hash)
    .orderBy('one.created_at', 'desc').orderBy('one.id', 'desc').limit(1).executeTakeFirst()
}

/** All that was ever suggested for these paragraphs in a language, by paragraph. */
export async function listSuggestions(db: Db | Tx, segments: readonly Id[], language: Language): Promise<Map<Id, Suggestion[]>> {
  const found = new Map<Id, Suggestion[]>()
  await inChunks(segments, async (some) => {
    const rows = await db.selectFrom('machine_suggestion').select(['id', 'engine', 'text', 'created_at as at', 'segment_id'])
      .where('segment_id', 'in', some).where('language', '=', language).orderBy('created_at').orderBy('id').execute()
    for (const { segment_id, ...one } of rows) found.set(segment_id, [...found.get(segment_id) ?? [], one])
  })
  return found
}

/** Takes so many characters of the month's; false when there are not so many left, and nothing is taken then. */
export async function spend(tx: Tx, month: string, characters: number, budget: number): Promise<boolean> {
  await tx.insertInto('machine_spending').values({ month, characters: 0 }).onConflict((oc) => oc.column('month').doNothing()).execute()
  const { numUpdatedRows } = await tx.updateTable('machine_spending').set((at) => ({ characters: at('characters', '+', characters) }))
    .where('month', '=', month).where('characters', '<=', budget - characters).executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Puts right what was taken: asking cost more or less, or nothing. */
export async function settleSpending(tx: Tx, month: string, difference: number): Promise<void> {
  if (difference === 0) return
  await tx.updateTable('machine_spending').set((at) => ({ characters: at('characters', '+', difference) })).where('month', '=', month).execute()
}

export async function findSpent(db: Db | Tx, month: string): Promise<number> {
  const row = await db.selectFrom('machine_spending').select('characters').where('month', '=', month).executeTakeFirst()
  return row?.characters ?? 0
}
