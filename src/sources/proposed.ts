import type { Id } from '../db/columns.ts'
import type { Block, Choice, Choices, Plan, SourceParagraph } from './model.ts'
import { describeRows } from './plan.ts'
import { blockKeys, findMoved, relate, type Relation } from './relation.ts'
import type { Structure } from './structure.ts'

/** The whole text as a structure would have it; `edited` are texts that were sent together with it, by segment. */
export function proposedBlocks(
  { rows, texts, state }: Structure, edited: ReadonlyMap<Id, string> = new Map(),
): (Block & { asset: string | null })[] {
  const now = new Map([...state.archived, ...state.rows].map(({ segment, text }) => [segment, text]))
  return rows.map(({ segment, kind, level, list, asset, revision }) =>
    ({ kind, level, list, asset, text: texts.get(revision ?? '')?.text ?? edited.get(segment) ?? now.get(segment) ?? '' }))
}

/** From which paragraphs each row's words come: what had no place and no words before comes from none. */
function sourcesOf({ rows, lineage, base }: Structure): Id[][] {
  const known = new Set([...base, ...rows.filter((row) => row.base !== null)].map(({ segment }) => segment))
  const lines = Map.groupBy(lineage, ({ segment }) => segment)
  return rows.map(({ segment }) => lines.get(segment)?.map(({ from }) => from) ?? (known.has(segment) ? [segment] : []))
}

/** The same rows as a plan has: what the structure does, beside the texts it was made over. */
export function describeStructure(structure: Structure): Pick<Plan, 'rows' | 'removed'> {
  const { state, base, rows, lineage, texts } = structure
  const over = new Map([...rows.map((row) => [row.segment, row.base] as const), ...lineage.map((line) => [line.from, line.base] as const)])
  const now = new Map([...state.archived, ...state.rows].map((one) => [one.segment, one]))
  const blocks = proposedBlocks(structure)
  const from = sourcesOf(structure)
  const old = base.map((row): SourceParagraph => {
    const known = now.get(row.segment)
    const text = texts.get(over.get(row.segment) ?? '') ?? known ?? { text: '', hash: '', revision: '' }
    return {
      ...row, text: text.text, hash: text.hash, revision: text.revision, approved: over.get(row.segment) ?? null, returned: null,
      waiting: null, translations: known?.translations ?? [],
    }
  })
  const kept = new Set(base.map(({ segment }) => segment))
  const archived = [...now.values()].filter(({ segment }) => !kept.has(segment))
    .map((one) => ({ ...one, ...texts.get(over.get(one.segment) ?? '') }))
  const keys = blockKeys(blocks)
  const moved = findMoved(from, base.map(({ segment }) => segment))
  const relation: Relation = { from, moved, offered: new Map(), keys, problems: [] }
  const choices = Object.fromEntries(rows.map(({ minor }, at) => [keys[at] ?? '', { minor }]))
  return describeRows({ ...state, rows: old, archived }, blocks, relation, choices)
}

/** What has to be chosen so that a plan of these blocks, made anew, says what the structure says. */
export function choicesOf(structure: Structure, blocks: readonly Block[]): Choices {
  const wanted = sourcesOf(structure)
  const { from } = relate(structure.state, blocks, {})
  const keys = blockKeys(blocks)
  const choices = structure.rows.flatMap(({ minor }, at): [string, Choice][] => {
    const [as = 'new', ...more] = wanted[at] ?? []
    const choice: Choice = {
      ...minor ? { minor } : {}, ...more.length === 0 && (wanted[at] ?? []).join() !== from[at]?.join() ? { as } : {},
    }
    return Object.keys(choice).length > 0 ? [[keys[at] ?? '', choice]] : []
  })
  return Object.fromEntries(choices)
}
