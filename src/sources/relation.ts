import type { Id } from '../db/columns.ts'
import { findAnchors } from '../text/anchors.ts'
import { textHash } from '../text/hash.ts'
import { alignSource } from './alignment.ts'
import type { Block, Choice, Choices, PlanProblem, SourceState } from './model.ts'

/** What each block's words come from, as far as that can be told and as an editor corrected it. */
export interface Relation {
  /** By block: no paragraph, one, or several that were joined; parts of a split have the same one. */
  from: readonly (readonly Id[])[]
  /** Blocks that stand elsewhere among those that stayed. */
  moved: ReadonlySet<number>
  /** A removed paragraph that is similar, by block. */
  offered: ReadonlyMap<number, Id>
  keys: readonly string[]
  problems: PlanProblem[]
}

/** Kinds that never become another kind. */
const FIXED = new Set<Block['kind']>(['image', 'code', 'rule'])

/** A name for each block that stays the same as long as its words do: the hash of its text, and which of equal ones it is. */
export function blockKeys(blocks: readonly Pick<Block, 'text'>[]): string[] {
  const seen = new Map<string, number>()
  return blocks.map(({ text }) => {
    const hash = textHash(text).slice(0, 16)
    const count = (seen.get(hash) ?? 0) + 1
    seen.set(hash, count)
    return `${hash}-${count}`
  })
}

export function relate(state: SourceState, blocks: readonly Block[], choices: Choices): Relation {
  const { rows, archived } = state
  const keys = blockKeys(blocks)
  const aligned = alignSource(state, blocks)
  const found = aligned.map(({ from }) => from)
  const wanted = wantedIn(keys, choices)
  const known = new Map([...rows, ...archived].map((row) => [row.segment, row.kind]))
  const gone = new Set(archived.map(({ segment }) => segment))
  const { taken, problems } = judge({ wanted, keys, blocks, known, gone })
  const from = taken.size === 0 ? found : correct(found, taken)
  const used = new Set(from.flat())
  const seen = aligned.flatMap(({ moved }, at) => moved ? [at] : [])
  return {
    from, keys, problems,
    moved: taken.size === 0 ? new Set(seen) : findMoved(from, rows.map(({ segment }) => segment)),
    offered: new Map(aligned.flatMap(({ offered }, at) => offered && from[at]?.length === 0 && !used.has(offered) ? [[at, offered]] : [])),
  }
}

function wantedIn(keys: readonly string[], choices: Choices): Map<number, NonNullable<Choice['as']>> {
  return new Map(keys.flatMap((key, at) => {
    const as = choices[key]?.as
    return as === undefined ? [] : [[at, as]]
  }))
}

/** The choices that can be followed: one paragraph for one block, or for neighbours that it is split into. */
function judge({ wanted, keys, blocks, known, gone }: {
  wanted: ReadonlyMap<number, Id | 'new'>; keys: readonly string[]; blocks: readonly Block[]
  known: ReadonlyMap<Id, Block['kind']>; gone: ReadonlySet<Id>
}): { taken: Map<number, Id | 'new'>; problems: PlanProblem[] } {
  const taken = new Map<number, Id | 'new'>()
  const last = new Map<Id, number>()
  const problems: PlanProblem[] = []
  for (const [at, as] of wanted) {
    const code = as === 'new' ? null : problemOf(as, blocks[at]?.kind ?? 'paragraph', at)
    if (code) problems.push({ key: keys[at] ?? '', code })
    else taken.set(at, as)
    if (!code) last.set(as, at)
  }
  return { taken, problems }

  function problemOf(as: Id, kind: Block['kind'], at: number): PlanProblem['code'] | null {
    const old = known.get(as)
    if (old === undefined) return 'unknown_paragraph'
    if (old !== kind && (FIXED.has(old) || FIXED.has(kind))) return 'other_kind'
    const before = last.get(as)
    return before !== undefined && (before !== at - 1 || gone.has(as)) ? 'taken_twice' : null
  }
}

/** A paragraph that an editor gave to one block is taken from the others, unless it was found to be split into them. */
function correct(found: readonly (readonly Id[])[], taken: ReadonlyMap<number, Id | 'new'>): Id[][] {
  const stolen = new Set([...taken].flatMap(([at, as]) => found[at]?.includes(as) ? [] : [as]))
  const joined = new Set([...taken].flatMap(([at, as]) => as !== 'new' && found[at]?.includes(as) ? [as] : []))
  return found.map((from, at) => {
    const as = taken.get(at)
    if (as === 'new') return []
    if (as !== undefined) return [as]
    return from.filter((id) => !stolen.has(id) && !(joined.has(id) && from.length > 1))
  })
}

/** The fewest blocks that must move so that the others keep their order. */
export function findMoved(from: readonly (readonly Id[])[], old: readonly Id[]): Set<number> {
  const places = new Map(old.map((id, at) => [id, at]))
  const seen = new Set<number>()
  const placed = from.flatMap(([first = ''], block) => {
    const place = places.get(first)
    return place === undefined ? [] : [{ block, place }]
  })
  const order = placed.filter(({ place }) => !seen.has(place) && seen.add(place)).map(({ place }) => place)
  const inOld = order.toSorted((a, b) => a - b)
  const stays = new Set(findAnchors(inOld, 0, inOld.length, order, 0, order.length).map(([at]) => inOld[at]))
  return new Set(placed.flatMap(({ block, place }) => stays.has(place) ? [] : [block]))
}
