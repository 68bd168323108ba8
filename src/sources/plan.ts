import { findError } from '../checks/errors.ts'
import type { Id } from '../db/columns.ts'
import { differsInTypographyOnly } from '../text/fold.ts'
import type { Change } from '../text/align/model.ts'
import { textHash } from '../text/hash.ts'
import type {
  ArchivedParagraph, Block, Choices, Obstacle, Plan, PlanRow, RemovedRow, SourceParagraph, SourceState, Translated,
} from './model.ts'
import { relate, type Relation } from './relation.ts'
import { changesOutline } from './target.ts'
import { addUp } from './translated.ts'

/** What would become of every paragraph if the original read like these blocks. Nothing is stored, and nothing thrown. */
export function planChange(state: SourceState, blocks: readonly Block[], choices: Choices = {}): Plan {
  const relation = relate(state, blocks, choices)
  const { rows, removed } = describeRows(state, blocks, relation, choices)
  const structural = changesOutline(state.rows, rows)
  return {
    rows, removed, structural, problems: relation.problems, counts: countChanges(rows, removed),
    touched: addUp([...rows, ...removed].map(({ touched }) => touched)),
    structure: state.structure, mark: state.mark,
    changes: structural || rows.some((row) => row.compare !== null && !row.waits),
  }
}

/** What a relation of blocks to paragraphs means, row by row. */
export function describeRows(state: SourceState, blocks: readonly Block[], relation: Relation, choices: Choices): Pick<Plan, 'rows' | 'removed'> {
  const { rows: old, archived } = state
  const room: Room = {
    relation, blocks, choices, state,
    old: new Map(old.map((one) => [one.segment, one])), archived: new Map(archived.map((one) => [one.segment, one])),
    parts: Map.groupBy(relation.from.flatMap((from, block) => from.length === 1 ? [{ id: from[0] ?? '', block }] : []), ({ id }) => id),
  }
  return { rows: blocks.map((block, at) => rowOf(room, block, at)), removed: listGone(old, relation.from) }
}

interface Room {
  state: Pick<SourceState, 'language' | 'known'>
  relation: Relation
  blocks: readonly Block[]
  choices: Choices
  old: ReadonlyMap<Id, SourceParagraph>
  archived: ReadonlyMap<Id, ArchivedParagraph>
  /** Which blocks each paragraph became. */
  parts: ReadonlyMap<Id, readonly { block: number }[]>
}

function rowOf(room: Room, block: Block, at: number): PlanRow {
  const { relation, choices } = room
  const key = relation.keys[at] ?? ''
  const from = relation.from[at] ?? []
  const [first = ''] = from
  const before = room.old.get(first) ?? room.archived.get(first)
  const parts = from.length === 1 ? room.parts.get(first) ?? [] : []
  const part = parts.length > 1 ? parts.findIndex((one) => one.block === at) + 1 : null
  const { kind, level, list, text } = block
  const asset = block.asset ?? (before?.kind === kind ? before.asset : null)
  const placed = { kind, level, list, asset }
  const moved = relation.moved.has(at)
  const described = part === null ? describeOne(room, from, block, moved) : describePart(room, first, part, parts)
  return {
    ...described, ...placed, key, block: at, text, from, part, moved, segment: part === null || part === 1 ? from[0] ?? null : null,
    kindChanged: before !== undefined && (before.kind !== kind || before.level !== level || before.list !== list),
    pictureChanged: before !== undefined && before.asset !== null && asset !== null && before.asset !== asset,
    ...weigh(room, described, key, text), error: errorIn(room, described, block), offered: offerAt(room, at), choice: choices[key] ?? null,
  }
}

type Described = Pick<PlanRow, 'change' | 'compare' | 'obstacle' | 'waits'> & {
  behind: Translated[]
  /** Translations of the paragraph whose identity it carries on. */
  own?: readonly Translated[]
  canBeMinor?: boolean
}

function describeOne(room: Room, from: readonly Id[], { text }: Block, moved: boolean): Described {
  const old = from.flatMap((id) => room.old.get(id) ?? [])
  const [one] = old
  const back = room.archived.get(from[0] ?? '')
  const plain = { compare: null, obstacle: null, waits: false, behind: [] }
  if (old.length > 1) {
    const compare = { before: old.map((each) => each.text).join(' '), after: text }
    const behind = addUp(old.map(({ translations }) => translations))
    return { change: 'merged', compare, obstacle: obstacleOn(old), waits: false, behind, own: one?.translations ?? [] }
  }
  if (back) {
    const compare = comparing(back, text)
    return { ...plain, change: 'returned', compare, behind: compare ? back.translations : [], canBeMinor: true }
  }
  if (!one) return { ...plain, change: 'new' }
  const compare = comparing(one, text)
  if (!compare) return { ...plain, change: moved ? 'moved' : 'unchanged' }
  const waits = one.waiting !== null && one.waiting.hash === textHash(text)
  const change = differsInTypographyOnly(one.text, text) ? 'typography' : moved ? 'moved_edited' : 'edited'
  return { change, compare, waits, obstacle: waits ? null : obstacleOn([one]), behind: one.translations, canBeMinor: one.approved !== null }
}

/** The first part stands for the whole: its diff shows all of them. */
function describePart({ old, archived, blocks }: Room, id: Id, part: number, parts: readonly { block: number }[]): Described {
  const one = old.get(id)
  const whole = { before: one?.text ?? archived.get(id)?.text ?? '', after: parts.map(({ block }) => blocks[block]?.text ?? '').join(' ') }
  return {
    change: 'split', compare: part === 1 ? whole : null, waits: false, obstacle: one ? obstacleOn([one]) : null,
    behind: part === 1 ? one?.translations ?? [] : [],
  }
}

/** Only words that would go to review are judged. */
function errorIn({ state: { language, known } }: Room, { change, waits }: Described, { text, kind }: Block): PlanRow['error'] {
  return change === 'unchanged' || change === 'moved' || waits ? null : findError(text, { language, kind, known })
}

/** Minor: only what stays one paragraph and was approved before. What leaves its translations in step touches none. */
function weigh(
  { choices }: Room, { change, compare, behind, own = behind, canBeMinor }: Described, key: string, text: string,
): Pick<PlanRow, 'minor' | 'touched' | 'restored'> {
  const minor = compare !== null && canBeMinor ? choices[key]?.minor ?? change === 'typography' : null
  const restored = minor || behind.length === 0 ? [] : own.filter(({ of }) => of === textHash(text))
  return { minor, touched: minor ? [] : behind, restored }
}

function offerAt({ relation, archived }: Room, at: number): PlanRow['offered'] {
  const offered = archived.get(relation.offered.get(at) ?? '')
  return offered ? { segment: offered.segment, text: offered.text, translations: offered.translations } : null
}

function comparing({ text: before, hash }: Pick<SourceParagraph, 'text' | 'hash'>, after: string): PlanRow['compare'] {
  return before === after || hash === textHash(after) ? null : { before, after }
}

function obstacleOn(old: readonly SourceParagraph[]): Obstacle | null {
  return old.some(({ waiting }) => waiting !== null && !waiting.mine) ? 'waits_already' : null
}

function listGone(old: readonly SourceParagraph[], from: Relation['from']): RemovedRow[] {
  const places = new Map(from.flatMap((ids, at) => ids.map((id): [Id, number] => [id, at])))
  let at = 0
  return old.flatMap((one) => {
    const place = places.get(one.segment)
    if (place !== undefined) at = place + 1
    if (place !== undefined) return []
    const { segment, position, kind, text, translations } = one
    return [{ segment, position, at, kind, text, touched: translations, obstacle: obstacleOn([one]) }]
  })
}

function countChanges(rows: readonly PlanRow[], removed: readonly RemovedRow[]): Record<Change, number> {
  const counts: Record<Change, number> = {
    unchanged: 0, typography: 0, edited: 0, moved: 0, moved_edited: 0, split: 0, merged: 0, new: 0, removed: removed.length, returned: 0,
  }
  for (const { change } of rows) counts[change] += 1
  return counts
}
