import type { Language } from '../db/columns.ts'
import type { Voice } from '../i18n/voice.ts'
import { viewDiff } from '../reviews/diff-view.ts'
import type { FrozenSegment, Line } from './model.ts'
import { countMoved } from './moved.ts'
import type { Change, ChangeLine, ReaderChanges } from './pages.ts'
import { readShapes, type Shape } from './shapes.ts'

const MOST_LINES = 100

/** What readers would find different: paragraph by paragraph, the unchanged ones left out. `lineage` leads from `current` to `rows`. */
export function compareEditions(
  rows: readonly FrozenSegment[], current: readonly FrozenSegment[] | null, language: Language, t: Voice['t'], lineage: readonly Line[] = [],
): ReaderChanges {
  if (!current) return { first: true, none: false, lines: [], more: 0, summary: '' }
  const all = differencesIn(rows, current, language, lineage)
  const counts = countChanges(all, countMoved(current.map(segmentOf), rows.map(segmentOf)))
  return {
    first: false,
    none: Object.keys(counts).length === 0,
    lines: all.slice(0, MOST_LINES).map((one) => lineOf(one, t)),
    more: Math.max(0, all.length - MOST_LINES),
    summary: describeChanges(t, counts),
  }
}

/** The same in a few words, without anybody's texts. */
export function summarizeChanges(rows: readonly Kept[], current: readonly Kept[], language: Language, t: Voice['t'], lineage: readonly Line[]): string {
  const all = differencesIn(rows, current, language, lineage)
  return describeChanges(t, countChanges(all, countMoved(current.map(segmentOf), rows.map(segmentOf))))
}

/** How many paragraphs readers would get otherwise: in words, in their language, or with another mark. */
export function countDiffering(rows: readonly FrozenSegment[], current: readonly FrozenSegment[], language: Language): number {
  return differencesIn(rows, current, language, []).length
}

/** «Змінено 3 абзаци, додано 1.» Empty where there is nothing to say. */
function describeChanges(t: Voice['t'], counts: ChangeCounts): string {
  const checked = (counts.marked ?? 0) + (counts.unmarked ?? 0) + (counts.refreshed ?? 0)
  const { changed = 0, translated = 0, added = 0, removed = 0, gap = 0, moved = 0, reshaped = 0, split = 0, merged = 0 } = counts
  const { parts = 0, sources = 0 } = counts
  const said = [
    { count: changed, words: t('editions:counts.changed', { count: changed }) },
    { count: translated, words: t('editions:counts.translated', { count: translated }) },
    { count: split, words: t('editions:counts.split', { count: split, parts }) },
    { count: merged, words: t('editions:counts.merged', { count: merged, sources }) },
    { count: added, words: t('editions:counts.added', { count: added }) },
    { count: removed, words: t('editions:counts.removed', { count: removed }) },
    { count: gap, words: t('editions:counts.gap', { count: gap }) },
    { count: moved, words: t('editions:counts.moved', { count: moved }) },
    { count: reshaped, words: t('editions:counts.reshaped', { count: reshaped }) },
    { count: checked, words: t('editions:counts.checked', { count: checked }) },
  ].filter(({ count }) => count > 0).map(({ words }) => words).join(', ')
  return said && `${said.charAt(0).toLocaleUpperCase()}${said.slice(1)}.`
}

/** How many paragraphs each happened to; `moved` are the fewest whose moving explains the new order. */
type ChangeCounts = Partial<Record<Change | 'moved' | 'parts' | 'sources', number>>

/** A frozen paragraph; its words stay away where nobody is shown them. */
export type Kept = Omit<FrozenSegment, 'text'>

/** What became of a paragraph. */
export interface Difference<Row extends Kept> {
  row: Row
  what: Change
  old: Row | undefined
  shape: Shape<Row> | undefined
}

/** `current` is what readers had before `rows`; removed paragraphs come last. */
export function differencesIn<Row extends Kept>(
  rows: readonly Row[], current: readonly Row[], language: Language, lineage: readonly Line[],
): Difference<Row>[] {
  const before = new Map(current.map((row) => [row.segment_id, row]))
  const kept = new Set(rows.map((row) => row.segment_id))
  const { shapes, spoken } = readShapes(rows, current, lineage)
  const differing = rows.flatMap((row) => {
    const shape = shapes.get(row.segment_id)
    const what = shape?.what ?? (spoken.has(row.segment_id) ? null : differenceOf(row, before.get(row.segment_id), language))
    return what ? [{ row, what, old: before.get(row.segment_id), shape }] : []
  })
  const removed = current.filter(({ segment_id: id }) => !kept.has(id) && !spoken.has(id))
    .map((row) => ({ row, what: 'removed' as const, old: undefined, shape: undefined }))
  return [...differing, ...removed]
}

function differenceOf(row: Kept, old: Kept | undefined, language: Language): Change | null {
  if (!old) return 'added'
  if (row.language !== old.language) return row.language === language ? 'translated' : 'gap'
  if (row.hash !== old.hash) return 'changed'
  if (row.step !== old.step) return row.step === 'behind' ? 'marked' : 'unmarked'
  if (row.kind !== old.kind || row.level !== old.level || row.list !== old.list || row.asset !== old.asset) return 'reshaped'
  return row.source_hash !== old.source_hash || row.substance !== old.substance ? 'refreshed' : null
}

const segmentOf = (row: Kept) => row.segment_id

function countChanges(changes: readonly Difference<Kept>[], moved: number): ChangeCounts {
  const counts: ChangeCounts = moved > 0 ? { moved } : {}
  for (const { what, shape } of changes) {
    counts[what] = (counts[what] ?? 0) + 1
    if (what === 'split') counts.parts = (counts.parts ?? 0) + (shape?.now.length ?? 0)
    if (what === 'merged') counts.sources = (counts.sources ?? 0) + (shape?.then.length ?? 0)
  }
  return counts
}

function lineOf({ row, what, old, shape }: Difference<FrozenSegment>, t: Voice['t']): ChangeLine {
  const { segment_id: segment, position, kind, language, text } = row
  const words = { added: t('reviews:diff.addedHere'), removed: t('reviews:diff.removedHere') }
  const [then, now] = shape ? [wordsOf(shape.then, language), wordsOf(shape.now, language)] : [old?.text ?? null, text]
  const compared = shape || what === 'changed'
  const diff = compared && then !== null && now !== null ? viewDiff(then, now, language, words) : null
  const count = what === 'merged' ? shape?.then.length : shape?.now.length
  return { segment, number: position + 1, kind, what, count: count ?? 1, language, diff, text, approved: null }
}

/** The words of several paragraphs in one; null where some are in another language. */
function wordsOf(rows: readonly FrozenSegment[], language: Language): string | null {
  return rows.every((row) => row.language === language) ? rows.map(({ text }) => text).join(' ') : null
}
