import type { Language } from '../db/columns.ts'
import type { Voice } from '../i18n/voice.ts'
import { viewDiff } from '../reviews/diff-view.ts'
import type { FrozenSegment } from './model.ts'
import { countMoved } from './moved.ts'
import type { Change, ChangeLine, ReaderChanges } from './pages.ts'

const MOST_LINES = 100

/** What readers would find different: paragraph by paragraph, the unchanged ones left out. */
export function compareEditions(
  rows: readonly FrozenSegment[], current: readonly FrozenSegment[] | null, language: Language, t: Voice['t'],
): ReaderChanges {
  if (!current) return { first: true, none: false, lines: [], more: 0, summary: '' }
  const all = differencesIn(rows, current, language)
  const counts = countChanges(all.map(({ what }) => what), countMoved(current.map(segmentOf), rows.map(segmentOf)))
  return {
    first: false,
    none: Object.keys(counts).length === 0,
    lines: all.slice(0, MOST_LINES).map(({ row, what, old }) => lineOf(row, what, old, t)),
    more: Math.max(0, all.length - MOST_LINES),
    summary: describeChanges(t, counts),
  }
}

/** How many paragraphs readers would get otherwise: in words, in their language, or with another mark. */
export function countDiffering(rows: readonly FrozenSegment[], current: readonly FrozenSegment[], language: Language): number {
  return differencesIn(rows, current, language).length
}

/** «Змінено 3 абзаци, додано 1.» Empty where there is nothing to say. */
function describeChanges(t: Voice['t'], counts: ChangeCounts): string {
  const checked = (counts.marked ?? 0) + (counts.unmarked ?? 0) + (counts.refreshed ?? 0)
  const { changed = 0, translated = 0, added = 0, removed = 0, gap = 0, moved = 0, reshaped = 0 } = counts
  const said = [
    { count: changed, words: t('editions:counts.changed', { count: changed }) },
    { count: translated, words: t('editions:counts.translated', { count: translated }) },
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
type ChangeCounts = Partial<Record<Change | 'moved', number>>

interface Difference {
  row: FrozenSegment
  what: Change
  old: FrozenSegment | undefined
}

function differencesIn(rows: readonly FrozenSegment[], current: readonly FrozenSegment[], language: Language): Difference[] {
  const before = new Map(current.map((row) => [row.segment_id, row]))
  const kept = new Set(rows.map((row) => row.segment_id))
  const differing = rows.flatMap((row) => {
    const what = differenceOf(row, before.get(row.segment_id), language)
    return what ? [{ row, what, old: before.get(row.segment_id) }] : []
  })
  const removed = current.filter((row) => !kept.has(row.segment_id)).map((row) => ({ row, what: 'removed' as const, old: undefined }))
  return [...differing, ...removed]
}

function differenceOf(row: FrozenSegment, old: FrozenSegment | undefined, language: Language): Change | null {
  if (!old) return 'added'
  if (row.language !== old.language) return row.language === language ? 'translated' : 'gap'
  if (row.hash !== old.hash) return 'changed'
  if (row.step !== old.step) return row.step === 'behind' ? 'marked' : 'unmarked'
  if (row.kind !== old.kind || row.level !== old.level || row.list !== old.list || row.asset !== old.asset) return 'reshaped'
  return row.source_hash !== old.source_hash || row.substance !== old.substance ? 'refreshed' : null
}

const segmentOf = (row: FrozenSegment) => row.segment_id

function countChanges(changes: readonly Change[], moved: number): ChangeCounts {
  const counts: ChangeCounts = moved > 0 ? { moved } : {}
  for (const what of changes) counts[what] = (counts[what] ?? 0) + 1
  return counts
}

function lineOf(row: FrozenSegment, what: Change, old: FrozenSegment | undefined, t: Voice['t']): ChangeLine {
  const { segment_id: segment, position, kind, language, text } = row
  const words = { added: t('reviews:diff.addedHere'), removed: t('reviews:diff.removedHere') }
  const diff = what === 'changed' && old ? viewDiff(old.text, text, language, words) : null
  return { segment, number: position + 1, kind, what, language, diff, text, approved: null }
}
