import type { Id } from '../db/columns.ts'
import { beginningOf } from '../text/excerpt.ts'
import type { ArchivedParagraph, Plan, PlanRow, SourceState } from './model.ts'

/** A paragraph of the article as it is: its number, null for one that was removed from it. */
export interface Origin {
  segment: Id
  number: number | null
  words: string
}

/** Which paragraph of the article a block is. */
export interface MatchField {
  field: string
  /** Of a part of a split. */
  part: number | null
  chosen: string
  options: readonly Origin[]
}

/** Paragraphs with their numbers when a change was made. */
export type Numbered = Pick<SourceState['rows'][number], 'segment' | 'position' | 'text' | 'kind'>

/** What the paragraphs of a change come from. */
export interface Origins {
  plan: Pick<Plan, 'rows' | 'removed'>
  old: readonly Numbered[]
  places: ReadonlyMap<Id, Numbered>
  archived: ReadonlyMap<Id, ArchivedParagraph>
}

const EXCERPT = 60
const NEAR = 4
const MOST = 30
const ALONE = new Set<PlanRow['kind']>(['image', 'code', 'rule'])

export function originOf({ places, archived }: Origins, segment: Id): Origin {
  const known = places.get(segment)
  return { segment, number: known ? known.position + 1 : null, words: beginningOf((known ?? archived.get(segment))?.text ?? '', EXCERPT) }
}

export function matchField(origins: Origins, row: PlanRow, part: number | null): MatchField {
  return {
    field: `as:${row.key}`, part, chosen: row.choice?.as ?? '',
    options: candidatesFor(origins, row).map((segment) => originOf(origins, segment)),
  }
}

/** What was removed, what stands near, what is in the archive. Images, code and rules stay what they are. */
function candidatesFor(origins: Origins, row: PlanRow): Id[] {
  const { plan, old, archived } = origins
  const fits = (other: PlanRow['kind']) => other === row.kind || !ALONE.has(other) && !ALONE.has(row.kind)
  const place = placeOf(origins, row)
  const gone = plan.removed.filter(({ kind }) => fits(kind))
    .sort((a, b) => Math.abs(a.position - place) - Math.abs(b.position - place)).slice(0, MOST)
  const near = old.slice(Math.max(place - NEAR, 0), place + NEAR + 1).filter(({ kind }) => fits(kind))
  const ordered = [...gone, ...near].sort((a, b) => a.position - b.position).map(({ segment }) => segment)
  const kept = archived.size <= MOST ? [...archived.values()].filter(({ kind }) => fits(kind)).map(({ segment }) => segment) : []
  const chosen = row.choice?.as !== undefined && row.choice.as !== 'new' ? [row.choice.as] : []
  return [...new Set([...ordered, ...row.offered ? [row.offered.segment] : [], ...kept, ...chosen])]
}

/** Where in the article it would be looked for. */
function placeOf({ plan, places }: Origins, { from, block }: PlanRow): number {
  return places.get(from[0] ?? '')?.position ?? places.get(plan.rows[block - 1]?.from[0] ?? '')?.position ?? block
}
