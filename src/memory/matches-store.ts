import type { RawBuilder } from 'kysely'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import { prepare, type At } from '../db/prepared.ts'
import type { Db, Tx } from '../db/schema.ts'
import type { MemoryLevel } from '../db/tables/memory.ts'

interface UnitText {
  unit: number
  text: string
}

/** All that is known of a unit, in the direction that is asked for. */
export interface UnitFacts {
  unit: number
  level: MemoryLevel
  source: string
  target: string
  decision: Id | null
  article: Id | null
  segment: Id | null
  approvedBy: Id | null
  /** Of imports, when the translation was made, as the file says. */
  approvedAt: Timestamp | null
  importId: Id | null
  saidBy: string | null
  before: number | null
  after: number | null
}

type Direction = { from: Language; to: Language }
type Some = Record<string, number | string> & Direction
type Query<R> = (db: Db, values: Some) => Promise<{ rows: R[] }>

/** The texts of units in one language, for those that have the other one too. */
export async function listTexts(db: Db, ids: readonly number[], direction: Direction): Promise<UnitText[]> {
  return ids.length === 0 ? [] : ask(textQueries, textQuery, db, ids, direction)
}

/** Those of the units that still stand. */
export async function listFacts(db: Db, ids: readonly number[], direction: Direction): Promise<UnitFacts[]> {
  if (ids.length === 0) return []
  const rows = await ask(factQueries, factQuery, db, ids, direction)
  return rows.map(({ language, a, b, decidedAt, saidAt, before, after, ...unit }) => {
    const isForward = language === direction.from
    return {
      ...unit, source: isForward ? a : b, target: isForward ? b : a, approvedAt: decidedAt ?? saidAt,
      before: isForward ? before : null, after: isForward ? after : null,
    }
  })
}

/** The approved originals before and after paragraphs, where they stand today; nothing where a paragraph has no such neighbour. */
export async function listNeighbours(
  db: Db | Tx, segments: readonly Id[], language: Language,
): Promise<{ segment: Id; side: number; text: string }[]> {
  if (segments.length === 0) return []
  return db.selectFrom('outline_row as own').innerJoin('outline', 'outline.id', 'own.outline_id')
    .innerJoin('outline_row as other', 'other.outline_id', 'own.outline_id')
    .innerJoin('approval', (join) => join.onRef('approval.segment_id', '=', 'other.segment_id').on('approval.language', '=', language))
    .innerJoin('revision', 'revision.id', 'approval.revision_id')
    .select((eb) => ['own.segment_id as segment', eb('other.position', '-', eb.ref('own.position')).as('side'), 'revision.text'])
    .where('own.segment_id', 'in', [...segments])
    .where((eb) => eb('other.position', 'in', [eb('own.position', '-', 1), eb('own.position', '+', 1)]))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('outline as newer').select('newer.id')
      .whereRef('newer.article_id', '=', 'outline.article_id').whereRef('newer.number', '>', 'outline.number'))))
    .execute()
}

const textQueries = new Map<number, ReturnType<typeof textQuery>>()
const factQueries = new Map<number, ReturnType<typeof factQuery>>()

function textQuery(size: number) {
  return prepare((db, at: At<Some>) => db.selectFrom('memory_unit')
    .select((eb) => ['id as unit', eb.case().when('language_a', '=', at('from')).then(eb.ref('text_a')).else(eb.ref('text_b')).end().as('text')])
    .where('id', 'in', idsAt(at, size)).where('language_a', 'in', [at('from'), at('to')]).where('language_b', 'in', [at('from'), at('to')]))
}

function factQuery(size: number) {
  return prepare((db, at: At<Some>) => db.selectFrom('memory_unit as unit').leftJoin('decision', 'decision.id', 'unit.decision_id')
    .leftJoin('segment', 'segment.id', 'unit.segment_id').leftJoin('memory_import as import', 'import.id', 'unit.import_id')
    .leftJoin('memory_pending as pending', (join) => join.onRef('pending.segment_id', '=', 'unit.segment_id').onRef('pending.language', '=', 'unit.language_b'))
    .select(['unit.id as unit', 'unit.level', 'unit.language_a as language', 'unit.text_a as a', 'unit.text_b as b', 'unit.decision_id as decision', 'segment.article_id as article',
      'unit.segment_id as segment', 'decision.reviewer_id as approvedBy', 'decision.created_at as decidedAt', 'unit.import_id as importId', 'unit.said_by as saidBy',
      'unit.said_at as saidAt', 'unit.before_hash as before', 'unit.after_hash as after'])
    .where('unit.id', 'in', idsAt(at, size)).where('pending.segment_id', 'is', null)
    .where((eb) => eb.or([eb('unit.import_id', 'is', null), eb('import.state', '=', 'ready')]))
    .where('unit.language_a', 'in', [at('from'), at('to')]).where('unit.language_b', 'in', [at('from'), at('to')]))
}

function idsAt(at: At<Some>, size: number): RawBuilder<number>[] {
  return Array.from({ length: size }, (_, each) => at(`id${each}`) as RawBuilder<number>)
}

/** Queries are compiled for a power of two of ids; the last id fills the places that are left. */
async function ask<R>(
  kept: Map<number, Query<R>>, build: (size: number) => Query<R>, db: Db, ids: readonly number[], direction: Direction,
): Promise<R[]> {
  const size = 2 ** Math.ceil(Math.log2(ids.length))
  const query = kept.get(size) ?? build(size)
  kept.set(size, query)
  const values: Some = { ...direction }
  for (let at = 0; at < size; at++) values[`id${at}`] = ids[at] ?? ids.at(-1) ?? 0
  return (await query(db, values)).rows
}
