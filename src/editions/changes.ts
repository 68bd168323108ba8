import type { Id, Language } from '../db/columns.ts'
import { viewDiff, type DiffWords } from '../reviews/diff-view.ts'
import type { FrozenSegment } from './model.ts'
import type { ChangeLine, ReaderChanges } from './pages.ts'

const MOST_LINES = 100

/** What readers would find different: paragraph by paragraph, the unchanged ones left out. */
export function compareEditions(
  rows: readonly FrozenSegment[], current: readonly FrozenSegment[] | null, language: Language, words: DiffWords,
): ReaderChanges {
  if (!current) return { first: true, none: false, lines: [], more: 0, reordered: false }
  const before = new Map(current.map((row) => [row.segment_id, row]))
  const kept = new Set(rows.map((row) => row.segment_id))
  const differing = rows.flatMap((row) => {
    const what = differenceOf(row, before.get(row.segment_id), language)
    return what ? [{ row, what, old: before.get(row.segment_id) }] : []
  })
  const removed = current.filter((row) => !kept.has(row.segment_id)).map((row) => ({ row, what: 'removed' as const, old: undefined }))
  const all = [...differing, ...removed]
  const reordered = isReordered(rows.filter((row) => before.has(row.segment_id)), current.filter((row) => kept.has(row.segment_id)))
  return {
    first: false,
    none: all.length === 0 && !reordered,
    lines: all.slice(0, MOST_LINES).map(({ row, what, old }) => lineOf(row, what, old, words)),
    more: Math.max(0, all.length - MOST_LINES),
    reordered,
  }
}

function differenceOf(row: FrozenSegment, old: FrozenSegment | undefined, language: Language): ChangeLine['what'] | null {
  if (!old) return 'added'
  if (row.language !== old.language) return row.language === language ? 'translated' : 'gap'
  if (row.hash !== old.hash) return 'changed'
  if (row.step !== old.step) return row.step === 'behind' ? 'marked' : 'unmarked'
  if (row.kind !== old.kind || row.level !== old.level || row.list !== old.list || row.asset !== old.asset) return 'reshaped'
  return row.source_hash !== old.source_hash || row.substance !== old.substance ? 'refreshed' : null
}

function lineOf(row: FrozenSegment, what: ChangeLine['what'], old: FrozenSegment | undefined, words: DiffWords): ChangeLine {
  const { segment_id: segment, position, kind, language, text } = row
  const diff = what === 'changed' && old ? viewDiff(old.text, text, language, words) : null
  return { segment, number: position + 1, kind, what, language, diff, text }
}

function isReordered(rows: readonly { segment_id: Id }[], current: readonly { segment_id: Id }[]): boolean {
  return rows.some((row, i) => row.segment_id !== current[i]?.segment_id)
}
