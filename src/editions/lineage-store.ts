import type { Id } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { findOutline } from '../segments/store.ts'
import { traceLineage } from './lineage.ts'
import type { Edition, FrozenSegment, Line } from './model.ts'

interface Next {
  article: Id
  outline: Id
  rows: readonly Pick<FrozenSegment, 'segment_id'>[]
}

/** What became of an edition's paragraphs in a next one with this structure, by what was approved in between. */
export async function readLineage(db: Db | Tx, before: Pick<Edition, 'id' | 'outline_id'>, { article, outline, rows }: Next): Promise<Line[]> {
  if (before.outline_id === outline) return []
  const steps = await listSteps(db, article, { after: before.outline_id, to: outline })
  if (steps.length === 0) return []
  const had = await db.selectFrom('edition_segment').select('segment_id').where('edition_id', '=', before.id).orderBy('position').execute()
  return traceLineage(steps, had.map(({ segment_id }) => segment_id), rows.map(({ segment_id }) => segment_id))
}

/** The same for what would be published now over what readers have; nothing where they have nothing. */
export async function readLineageNow(
  db: Db | Tx, current: Pick<Edition, 'id' | 'outline_id' | 'article_id'> | undefined, rows: Next['rows'],
): Promise<Line[]> {
  if (!current) return []
  return readLineage(db, current, { article: current.article_id, outline: await findOutline(db, current.article_id), rows })
}

/** The lineage that editions of a language froze, after one number up to another: a step for each edition that has some. */
export async function listFrozenSteps(
  db: Db | Tx, { article_id, language }: Pick<Edition, 'article_id' | 'language'>, { after, to }: { after: number; to: number },
): Promise<Line[][]> {
  const rows = await db.selectFrom('edition_lineage as line').innerJoin('edition', 'edition.id', 'line.edition_id')
    .select(['edition.number', 'line.segment_id', 'line.from_segment_id', 'line.role'])
    .where('edition.article_id', '=', article_id).where('edition.language', '=', language)
    .where('edition.number', '>', after).where('edition.number', '<=', to)
    .orderBy('edition.number').orderBy('line.segment_id').orderBy('line.from_segment_id').execute()
  return stepsOf(rows)
}

/** Approved changes of an article's structure after one outline up to another; none on the way back. */
async function listSteps(db: Db | Tx, article: Id, { after, to }: { after: Id; to: Id }): Promise<Line[][]> {
  const rows = await db.selectFrom('outline').innerJoin('source_change_decision as decided', 'decided.outline_id', 'outline.id')
    .innerJoin('source_change_lineage as line', 'line.source_change_id', 'decided.source_change_id')
    .select(['outline.number', 'line.segment_id', 'line.from_segment_id', 'line.role'])
    .where('outline.article_id', '=', article).where('decided.outcome', '=', 'approved')
    .where('outline.number', '>', (eb) => eb.selectFrom('outline as old').select('old.number').where('old.id', '=', after))
    .where('outline.number', '<=', (eb) => eb.selectFrom('outline as next').select('next.number').where('next.id', '=', to))
    .orderBy('outline.number').orderBy('line.segment_id').orderBy('line.position').execute()
  return stepsOf(rows)
}

function stepsOf(rows: readonly (Line & { number: number })[]): Line[][] {
  return [...Map.groupBy(rows, ({ number }) => number).values()].map((some) => some.map(({ number, ...line }) => line))
}
