import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'

/** Whether a structure was approved by one pair of eyes; null while nobody has decided. */
export async function findEyes(db: Db, change: Id): Promise<'one' | 'two' | null> {
  const decision = await db.selectFrom('source_change_decision').select('eyes').where('source_change_id', '=', change).executeTakeFirst()
  return decision?.eyes ?? null
}

/** Texts that a submission offers beside its structure, and how many of them wait. */
export async function countTexts(db: Db, submission: Id): Promise<{ count: number; open: number }> {
  const counts = await db.selectFrom('proposal')
    .select(({ fn }) => [fn.count<number>('id').as('all'), fn.count<number>('edited_from').as('edits'), fn.count<number>('closed_at').as('closed')])
    .where('submission_id', '=', submission).executeTakeFirstOrThrow()
  return { count: counts.all - counts.edits, open: counts.all - counts.closed }
}
