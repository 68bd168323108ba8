import type { Id } from '../db/columns.ts'
import type { Tx } from '../db/schema.ts'
import { APPROVING } from './model.ts'

/**
 * Everybody who wrote a part of this revision since the last approved text: the writers of it and of all its ancestors, not
 * crossing a revision that was approved. None of them may approve it.
 */
export async function writersOf(tx: Tx, revision: Id): Promise<Set<Id>> {
  const rows = await tx
    .withRecursive('line', (cte) => cte
      .selectFrom('revision').select(['revision.id', 'revision.writer_id']).where('revision.id', '=', revision)
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('decision').select('decision.id')
        .whereRef('decision.revision_id', '=', 'revision.id').where('decision.outcome', 'in', APPROVING))))
      .union((eb) => eb
        .selectFrom('line').innerJoin('revision_parent', 'revision_parent.revision_id', 'line.id')
        .innerJoin('revision as parent', 'parent.id', 'revision_parent.parent_id')
        .select(['parent.id', 'parent.writer_id'])
        .where(({ not, exists, selectFrom }) => not(exists(selectFrom('decision').select('decision.id')
          .whereRef('decision.revision_id', '=', 'parent.id').where('decision.outcome', 'in', APPROVING))))))
    .selectFrom('line').select('writer_id').execute()
  return new Set(rows.map((row) => row.writer_id))
}
