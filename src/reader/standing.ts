import type { Id } from '../db/columns.ts'
import { isInStep } from '../segments/states.ts'
import type { Mark } from './body.ts'
import type { Frozen, Version } from './model.ts'

/** How a translation stands to its original, both as published; nothing unpublished has a part in it. */
export interface Standing {
  marks: ReadonlyMap<Id, Mark>
  gaps: number
  /** Paragraphs of the original that this version does not say as they are now. */
  changed: number
}

/** Editions' ids sort by time within one process: that decides within one millisecond. */
type Moment = Pick<Version, 'publishedAt' | 'edition'>
type Text = Pick<Frozen, 'segment_id' | 'hash' | 'substance'>

interface Original {
  version: Moment
  rows: readonly Text[]
  /** Texts of its editions before the current one. */
  earlier: readonly Text[]
}

/** `original` is absent for the original itself, and where it is not published. */
export function standingOf(version: Moment & Pick<Version, 'language'>, rows: readonly Frozen[], original?: Original): Standing {
  const gaps = rows.filter(({ language }) => language !== version.language)
  const behind = original ? listBehind(version, rows, original) : rows.filter(({ step }) => step === 'behind')
  const added = original && isNewer(original, version) ? listAdded(rows, original) : []
  const marks = new Map<Id, Mark>([
    ...gaps.map(({ segment_id }) => [segment_id, 'gap'] as const), ...behind.map(({ segment_id }) => [segment_id, 'behind'] as const),
  ])
  return { marks, gaps: gaps.length, changed: behind.length + added.length }
}

/** Is there anything that earlier editions of the original would have to explain? */
export function differs(rows: readonly Frozen[], original: readonly Text[]): boolean {
  const texts = bySegment(original)
  return rows.some((row) => !agrees(row, texts.get(row.segment_id)))
}

/**
 * Differing alone does not make a paragraph old: it may have been made from a text of the original that is yet to be published. It is old
 * if it was published so, if the original came out later, or if the original once read as the paragraph does.
 */
function listBehind(version: Moment, rows: readonly Frozen[], original: Original): Frozen[] {
  const texts = bySegment(original.rows)
  const earlier = Map.groupBy(original.earlier, ({ segment_id }) => segment_id)
  const newer = isNewer(original, version)
  return rows.filter((row) => {
    if (agrees(row, texts.get(row.segment_id))) return row.step === 'behind' && !newer
    return row.step === 'behind' || newer || earlier.get(row.segment_id)?.some((past) => agrees(row, past))
  })
}

function listAdded(rows: readonly Frozen[], original: Original): Text[] {
  const own = new Set(rows.map(({ segment_id }) => segment_id))
  return original.rows.filter(({ segment_id }) => !own.has(segment_id))
}

function isNewer({ version }: Original, { publishedAt, edition }: Moment): boolean {
  return version.publishedAt === publishedAt ? version.edition > edition : version.publishedAt > publishedAt
}

function agrees({ source_hash, substance }: Frozen, text: Text | undefined): boolean {
  return text !== undefined && isInStep({ hash: source_hash, substance }, text)
}

function bySegment(texts: readonly Text[]): Map<Id, Text> {
  return new Map(texts.map((text) => [text.segment_id, text]))
}
