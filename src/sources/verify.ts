import type { Db } from '../db/schema.ts'
import type { OutlineRow } from '../segments/model.ts'
import { listChangeRows } from '../segments/source-changes.ts'
import { listOutlineOf } from './store.ts'

/**
 * The first structure that does not follow from what was decided, as `outline:id` or `source_change:id`; null when all do: every
 * outline after the first is what one approved change of the one before it proposed, and a change is closed when it is decided.
 */
export async function findStructureFault(db: Db): Promise<string | null> {
  const outlines = await db.selectFrom('outline').leftJoin('source_change_decision as decided', 'decided.outline_id', 'outline.id')
    .leftJoin('source_change', 'source_change.id', 'decided.source_change_id').leftJoin('outline as base', 'base.id', 'source_change.base_outline_id')
    .select(['outline.id', 'outline.article_id', 'outline.number', 'source_change.id as change', 'base.number as after', 'base.article_id as article'])
    .orderBy('outline.article_id').orderBy('outline.number').execute()
  for (const { id, article_id, number, change, after, article } of outlines) {
    if (number === 1 && change === null) continue
    const follows = change !== null && article === article_id && after === number - 1
    if (!follows || written(await listOutlineOf(db, id)) !== written(await listChangeRows(db, change))) return `outline:${id}`
  }
  const odd = await db.selectFrom('source_change').leftJoin('source_change_decision as decided', 'decided.source_change_id', 'source_change.id')
    .select('source_change.id').where((eb) => eb.or([
      eb.and([eb('source_change.closed_at', 'is', null), eb('decided.id', 'is not', null)]),
      eb.and([eb('source_change.closed_at', 'is not', null), eb('decided.id', 'is', null)]),
    ])).executeTakeFirst()
  return odd ? `source_change:${odd.id}` : null
}

function written(rows: readonly OutlineRow[]): string {
  return JSON.stringify(rows.map(({ segment, position, kind, level, list, asset }) => [segment, position, kind, level, list, asset]))
}
