import type { SelectQueryBuilder } from 'kysely'
import type { Id } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { APPROVING } from './model.ts'

/** Who wrote this revision, as `listWriters` says. */
export async function writersOf(tx: Tx, revision: Id): Promise<Set<Id>> {
  return (await listWriters(tx, [revision])).get(revision) ?? new Set()
}

/**
 * By revision, everybody who wrote a part of it since the last approved text: the writers of it and of all its ancestors, not
 * crossing a revision that was approved and not revoked since. None of them may approve it. An approved revision has none.
 */
export async function listWriters(
  db: Db | Tx, revisions: readonly Id[] | SelectQueryBuilder<never, never, Record<string, Id>>,
): Promise<Map<Id, Set<Id>>> {
  if ('length' in revisions && revisions.length === 0) return new Map()
  const rows = await db
    .withRecursive('line', (cte) => cte
      .selectFrom('revision').select(['revision.id as root', 'revision.id', 'revision.writer_id']).where('revision.id', 'in', revisions)
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('decision').select('decision.id')
        .leftJoin('decision as revocation', 'revocation.revokes', 'decision.id').where('revocation.id', 'is', null)
        .whereRef('decision.revision_id', '=', 'revision.id').where('decision.outcome', 'in', APPROVING))))
      .union((eb) => eb
        .selectFrom('line').innerJoin('revision_parent', 'revision_parent.revision_id', 'line.id')
        .innerJoin('revision as parent', 'parent.id', 'revision_parent.parent_id')
        .select(['line.root', 'parent.id', 'parent.writer_id'])
        .where(({ not, exists, selectFrom }) => not(exists(selectFrom('decision').select('decision.id')
          .leftJoin('decision as revocation', 'revocation.revokes', 'decision.id').where('revocation.id', 'is', null)
          .whereRef('decision.revision_id', '=', 'parent.id').where('decision.outcome', 'in', APPROVING))))))
    .selectFrom('line').select(['root', 'writer_id']).execute()
  return new Map([...Map.groupBy(rows, (row) => row.root)].map(([root, some]) => [root, new Set(some.map((row) => row.writer_id))]))
}
