import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import type { PastRevision } from './store.ts'

/** The structure of an article as of one change of it, and where a paragraph stood in it. */
export interface PastOutline {
  outline: Id
  at: Timestamp
  /** Null where the paragraph had no place. */
  position: number | null
  /** Null for the structure an article came with. */
  submission: Id | null
  by: string
}

/** Every structure an article had, the first one first. */
export async function listOutlines(db: Db, article: Id, segment: Id): Promise<PastOutline[]> {
  return db.selectFrom('outline')
    .leftJoin('outline_row as place', (join) => join.onRef('place.outline_id', '=', 'outline.id').on('place.segment_id', '=', segment))
    .leftJoin('source_change_decision as decided', 'decided.outline_id', 'outline.id')
    .leftJoin('source_change as change', 'change.id', 'decided.source_change_id').innerJoin('person', 'person.id', 'outline.created_by')
    .select(['outline.id as outline', 'outline.created_at as at', 'place.position', 'change.submission_id as submission', 'person.name as by'])
    .where('outline.article_id', '=', article).orderBy('outline.number').execute()
}

/** How many paragraphs these structures have. */
export async function countPlaces(db: Db, outlines: readonly Id[]): Promise<Map<Id, number>> {
  if (outlines.length === 0) return new Map()
  const rows = await db.selectFrom('outline_row').select(({ fn }) => ['outline_id as outline', fn.countAll<number>().as('count')])
    .where('outline_id', 'in', [...outlines]).groupBy('outline_id').execute()
  return new Map(rows.map(({ outline, count }) => [outline, count]))
}

/** The paragraphs of these structures, in order. */
export async function listOrders(db: Db, outlines: readonly Id[]): Promise<Map<Id, Id[]>> {
  if (outlines.length === 0) return new Map()
  const rows = await db.selectFrom('outline_row').select(['outline_id as outline', 'segment_id as segment'])
    .where('outline_id', 'in', [...outlines]).orderBy('outline_id').orderBy('position').execute()
  return new Map([...Map.groupBy(rows, ({ outline }) => outline)].map(([outline, some]) => [outline, some.map(({ segment }) => segment)]))
}

/** What was split into what, and joined into what, when a structure was approved. */
export interface PastLine {
  change: Id
  outline: Id
  segment: Id
  from: Id
  role: 'split' | 'join'
  at: Timestamp
}

export async function listLines(db: Db, segments: readonly Id[]): Promise<PastLine[]> {
  if (segments.length === 0) return []
  const rows = await db.selectFrom('source_change_lineage as line')
    .innerJoin('source_change_decision as decided', 'decided.source_change_id', 'line.source_change_id')
    .select(['line.source_change_id as change', 'decided.outline_id as outline', 'line.segment_id as segment', 'line.from_segment_id as from',
      'line.role', 'decided.created_at as at'])
    .where((eb) => eb.or([eb('line.segment_id', 'in', [...segments]), eb('line.from_segment_id', 'in', [...segments])]))
    .where('decided.outcome', '=', 'approved').orderBy('decided.created_at').orderBy('line.position').execute()
  return rows.map((row) => ({ ...row, outline: row.outline ?? '' }))
}

/** Texts that these changes gave to these paragraphs. */
export async function listGiven(db: Db, changes: readonly Id[], segments: readonly Id[]): Promise<Set<Id>> {
  if (changes.length === 0 || segments.length === 0) return new Set()
  const rows = await db.selectFrom('source_change_row').select('revision_id as revision')
    .where('source_change_id', 'in', [...changes]).where('segment_id', 'in', [...segments]).where('revision_id', 'is not', null).execute()
  return new Set(rows.flatMap(({ revision }) => revision ?? []))
}

/** Where these paragraphs stand in the article now, from 1. */
export async function listNumbers(db: Db, article: Id, segments: readonly Id[]): Promise<Map<Id, number>> {
  if (segments.length === 0) return new Map()
  const rows = await db.selectFrom('outline_row').select(['segment_id as segment', 'position'])
    .where('outline_id', '=', ({ selectFrom }) => selectFrom('outline').select('id').where('article_id', '=', article).orderBy('number', 'desc').limit(1))
    .where('segment_id', 'in', [...segments]).execute()
  return new Map(rows.map(({ segment, position }) => [segment, position + 1]))
}

/** Every text that these paragraphs ever had in a language, by paragraph, the newest first. */
export async function listTextsOf(db: Db, segments: readonly Id[], language: Language): Promise<Map<Id, PastRevision[]>> {
  if (segments.length === 0) return new Map()
  const rows = await db.selectFrom('revision').innerJoin('person', 'person.id', 'revision.writer_id')
    .select(['revision.segment_id as segment', 'revision.id', 'revision.text', 'revision.hash', 'revision.origin', 'revision.created_at as at',
      'person.name as writer'])
    .where('revision.segment_id', 'in', [...segments]).where('revision.language', '=', language)
    .orderBy('revision.created_at', 'desc').orderBy('revision.id', 'desc').execute()
  const bySegment = Map.groupBy(rows, ({ segment }) => segment)
  return new Map([...bySegment].map(([segment, some]) => [segment, some.map(({ segment: of, ...row }) => row)]))
}

/** Everybody who ever wrote a text of a paragraph in a language. */
export async function listWriterIds(db: Db, segment: Id, language: Language): Promise<Id[]> {
  const rows = await db.selectFrom('revision').select('writer_id as id').distinct().where('segment_id', '=', segment)
    .where('language', '=', language).execute()
  return rows.map(({ id }) => id)
}
