import type { Stretch } from './pages.ts'
import type { Changed } from './pieces.ts'

/** So many changes are shown at a time, of so many signs together: more cannot be overseen, nor compared while others wait. */
const MOST_CHANGES = 100
const MOST_SIGNS = 400_000

/** The signs of a change that stand on a page or are compared for it. */
export function weighChange(piece: Changed): number {
  if (piece.is === 'gone') return piece.row.text.length
  return piece.rows.reduce((sum, { text, compare }) => sum + (compare ? compare.before.length + compare.after.length : text.length), 0)
}

/** The stretch of changes with the one asked for in it; a change too long for any stands alone. */
export function stretchOf(changes: readonly Changed[], from: number, address: string): Stretch {
  const starts = startsOf(changes)
  const part = Math.max(starts.findLastIndex((start) => start <= from), 0)
  const linkTo = (start: number | undefined) => start === undefined ? null : `${address}?from=${start}`
  return {
    first: starts[part] ?? 1, last: (starts[part + 1] ?? changes.length + 1) - 1, of: changes.length, parts: starts.length,
    previous: part > 0 ? linkTo(starts[part - 1]) : null, next: linkTo(starts[part + 1]),
  }
}

/** The first change of each stretch, counted from 1. */
function startsOf(changes: readonly Changed[]): number[] {
  const starts = [1]
  let first = 0
  let signs = 0
  for (const [at, piece] of changes.entries()) {
    const weight = weighChange(piece)
    if (at > first && (at - first >= MOST_CHANGES || signs + weight > MOST_SIGNS)) {
      starts.push(at + 1)
      first = at
      signs = 0
    }
    signs += weight
  }
  return starts
}
