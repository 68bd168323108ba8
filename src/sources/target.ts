import { AppError } from '../errors.ts'
import type { Id } from '../db/columns.ts'
import type { OutlineRow } from '../segments/model.ts'
import type { Plan, PlanRow, RemovedRow, SourceParagraph, SourceState } from './model.ts'

type Place = Pick<OutlineRow, 'kind' | 'level' | 'list' | 'asset'>

/** A paragraph as it is to be, and what becomes of its text for that. */
export interface TargetRow extends Place {
  /** Null for one that needs a new identity. */
  segment: Id | null
  text: string
  from: readonly Id[]
  does: 'stays' | 'edit' | 'split' | 'join' | 'new' | 'returns'
  minor: boolean
}

/**
 * The article as a plan would have it, but for the paragraphs that are `left` as they are. Throws `wrong_state` where somebody else's
 * words wait for one that is not left, `faulty_text` where checks find an error in words that would go to review.
 */
export function aim(state: SourceState, { rows, removed }: Pick<Plan, 'rows' | 'removed'>, left: readonly Id[]): TargetRow[] {
  const blocked = rows.find((row) => row.obstacle && !staysAs(row, left))
    ?? removed.find(({ obstacle, segment }) => obstacle && !left.includes(segment))
  if (blocked) throw new AppError('wrong_state', { why: 'waits_already', segment: blocked.segment ?? '' })
  const faulty = rows.find((row) => row.error && !staysAs(row, left))
  if (faulty) throw new AppError('faulty_text', { number: faulty.block + 1 })
  const old = new Map(state.rows.map((row) => [row.segment, row]))
  const kept = removed.filter(({ segment }) => left.includes(segment))
  return [
    ...rows.flatMap((row, at) => [...keptAt(kept, at, old), ...staysAs(row, left) ? leave(row, old) : [targetOf(row)]]),
    ...keptAt(kept, rows.length, old),
  ]
}

/** Is it left with the words that stand there now? Where none stand, as with one that was removed, there is nothing to leave. */
export function staysAs({ change, from }: Pick<PlanRow, 'change' | 'from'>, left: readonly Id[]): boolean {
  return change !== 'returned' && from.some((id) => left.includes(id))
}

/** Does the order, the number or the kind of paragraphs change? */
export function changesOutline(old: readonly OutlineRow[], rows: readonly (Place & Pick<TargetRow, 'segment'>)[]): boolean {
  return old.length !== rows.length || rows.some((row, at) => {
    const before = old[at]
    return before?.segment !== row.segment || before.kind !== row.kind || before.level !== row.level || before.list !== row.list
      || before.asset !== row.asset
  })
}

const DOES = {
  unchanged: 'stays', moved: 'stays', typography: 'edit', edited: 'edit', moved_edited: 'edit', split: 'split', merged: 'join', new: 'new',
  returned: 'returns',
} as const satisfies Record<PlanRow['change'], TargetRow['does']>

function targetOf({ segment, kind, level, list, asset, text, from, change, waits, minor }: PlanRow): TargetRow {
  return { segment, kind, level, list, asset, text, from, does: waits ? 'stays' : DOES[change], minor: minor ?? false }
}

/** Instead of a change of words that cannot be sent: the words that stand there now, in the new place. */
function leave(row: PlanRow, old: ReadonlyMap<Id, SourceParagraph>): TargetRow[] {
  if (row.part !== null && row.part > 1) return []
  const stays = row.from.flatMap((id) => old.get(id) ?? []).map(standing)
  const isWhole = row.change === 'split' || row.change === 'merged'
  return isWhole ? stays : stays.map(({ text }) => ({ ...targetOf(row), text, does: 'stays', minor: false }))
}

function keptAt(removed: readonly RemovedRow[], place: number, old: ReadonlyMap<Id, SourceParagraph>): TargetRow[] {
  return removed.filter(({ at }) => at === place).flatMap(({ segment }) => old.get(segment) ?? []).map(standing)
}

function standing({ segment, kind, level, list, asset, text }: SourceParagraph): TargetRow {
  return { segment, kind, level, list, asset, text, from: [segment], does: 'stays', minor: false }
}
