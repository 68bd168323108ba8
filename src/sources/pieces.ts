import type { Language } from '../db/columns.ts'
import { beginningOf } from '../text/excerpt.ts'
import type { Plan, PlanRow, RemovedRow } from './model.ts'

/** One for each change in the order of the text, and one for each stretch in which nothing changes. */
export type Piece = { is: 'same'; rows: PlanRow[] } | Changed
export type Changed = { is: 'rows'; rows: [PlanRow, ...PlanRow[]] } | { is: 'gone'; row: RemovedRow }

/** What happens to a paragraph, in one word. */
export type ChangeWord = Exclude<PlanRow['change'], 'unchanged'> | 'removed' | 'kind' | 'picture'

/** Unchanged paragraphs that follow one another: the first and the last of them as words. */
export interface FoldView {
  language: Language
  first: number
  last: number
  count: number
  shown: { number: number; words: string }[]
  /** How many in the middle are not shown. */
  hidden: number
}

const EXCERPT = 90
/** So many at both ends say where a stretch begins and ends. */
const ENDS = 3

/** The parts of a split are one piece; what was removed stands where it stood. */
export function piecesOf({ rows, removed }: Pick<Plan, 'rows' | 'removed'>): Piece[] {
  const pieces: Piece[] = []
  const gone = Map.groupBy(removed, ({ at }) => at)
  const takeGone = (at: number) => pieces.push(...(gone.get(at) ?? []).map((row): Piece => ({ is: 'gone', row })))
  for (const [at, row] of rows.entries()) {
    takeGone(at)
    const last = pieces.at(-1)
    const isPart = last?.is === 'rows' && row.part !== null && row.part > 1 && last.rows[0].from[0] === row.from[0]
    if (!isChanged(row) && last?.is === 'same') last.rows.push(row)
    else if (isPart) last.rows.push(row)
    else pieces.push(isChanged(row) ? { is: 'rows', rows: [row] } : { is: 'same', rows: [row] })
  }
  takeGone(rows.length)
  return pieces
}

function isChanged({ change, kindChanged, pictureChanged }: PlanRow): boolean {
  return change !== 'unchanged' || kindChanged || pictureChanged
}

export function wordOf(piece: Changed): ChangeWord {
  if (piece.is === 'gone') return 'removed'
  const [{ change, kindChanged, pictureChanged }] = piece.rows
  if (change !== 'unchanged') return change
  return pictureChanged && !kindChanged ? 'picture' : 'kind'
}

export function viewFold(rows: readonly PlanRow[], language: Language): FoldView {
  const first = (rows[0]?.block ?? 0) + 1
  const shown = rows.length <= 2 * ENDS ? rows : [...rows.slice(0, ENDS), ...rows.slice(-ENDS)]
  return {
    language, first, last: first + rows.length - 1, count: rows.length, hidden: rows.length - shown.length,
    shown: shown.map(({ block, text }) => ({ number: block + 1, words: beginningOf(text, EXCERPT) })),
  }
}
