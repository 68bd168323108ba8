import assert from 'node:assert/strict'
import type { Id } from '../src/db/columns.ts'
import type { Block, Choice, Choices, Plan, PlanRow, SourceState } from '../src/sources/model.ts'
import { planChange } from '../src/sources/plan.ts'
import { blockKeys } from '../src/sources/relation.ts'
import { readMarkdown } from '../src/text/markdown/read.ts'
import { writeMarkdown } from '../src/text/markdown/write.ts'
import type { Act } from './article-acts.ts'
import { approvedOf, type Kind, type Piece } from './article-oracle.ts'
import type { Play } from './article-play.ts'
import type { Paragraph } from './oracle.ts'
import { isTypography } from './oracle-texts.ts'

const DOES = {
  unchanged: 'stays', moved: 'stays', typography: 'edit', edited: 'edit', moved_edited: 'edit', split: 'split', merged: 'join', new: 'new', returned: 'returns',
} as const satisfies Record<PlanRow['change'], Piece['does']>

/** The changed text as an editor has it, or as a file that is read again. */
export function readBlocks(pieces: readonly Pick<Piece, 'kind' | 'words'>[], way: 'blocks' | 'markdown'): Block[] {
  const blocks = pieces.map(({ kind, words }) => ({ kind, level: kind === 'heading' ? 2 : 0, list: null, asset: null, text: words }))
  if (way === 'blocks') return blocks
  const read = readMarkdownBlocks(writeMarkdown(blocks))
  assert.deepEqual(read, blocks)
  return read
}

export function readMarkdownBlocks(text: string): Block[] {
  const { blocks } = readMarkdown(text)
  return blocks.map(({ kind, level = 0, list = null, text: words }) => ({ kind: kind as Kind, level, list, asset: null, text: words }))
}

/** What an editor has to choose so that the plan says what is meant. */
export function choicesFor({ ids }: Play, pieces: readonly Piece[]): Choices {
  const keys = blockKeys(pieces.map(({ words }) => ({ text: words })))
  return Object.fromEntries(pieces.flatMap((piece, at): [string, Choice][] => {
    const { does, from: [paragraph], words, minor } = piece
    const before = paragraph && approvedOf(paragraph)?.words
    if (!paragraph || before === undefined || before === words || does !== 'edit' && does !== 'returns') return []
    const as = does === 'returns' ? { as: ids.get(paragraph) ?? '' } : {}
    return [[keys[at] ?? '', { ...as, ...minor === isTypography(before, words) ? {} : { minor } }]]
  }))
}

/** What an earlier text is, seen from today's: where it once was the original, each of its paragraphs is the one it was then. */
export function piecesBack(play: Play, state: SourceState, { kind: act, nth }: Act): Piece[] {
  const earlier: readonly (readonly (Pick<Piece, 'kind' | 'words'> & { paragraph?: Paragraph })[])[] = act === 'put back' ? play.documents : play.sent
  // The newest is what stands there.
  const document = earlier[nth % Math.max(1, earlier.length - 1)] ?? play.documents[0] ?? []
  const paragraphs = new Map([...play.ids].map(([paragraph, id]) => [id, paragraph]))
  return planChange(state, readBlocks(document, 'blocks')).rows.map((row, at): Piece => {
    const { paragraph, kind, words } = document[at] ?? assert.fail()
    if (paragraph) assert.equal(row.segment, play.ids.get(paragraph), 'what is put back is itself again')
    const from = row.from.map((id) => paragraphs.get(id) ?? assert.fail())
    return { from, does: DOES[row.change], part: (row.part ?? 1) - 1, kind, words, minor: row.minor ?? false }
  })
}

/** The plan says what was done: from which paragraphs each block comes, what goes, and how many translations that leaves behind. */
export function checkPlan(
  { ids }: Play, state: SourceState, pieces: readonly Piece[], { blocks, choices }: { blocks: readonly Block[]; choices: Choices },
): void {
  const plan = planChange(state, blocks, choices)
  const idsOf = (some: readonly Paragraph[]) => some.map((paragraph) => ids.get(paragraph) ?? '')
  assert.deepEqual(plan.rows.map((row) => toldOf(row)), pieces.map(({ from, does, part, minor }) => [does, idsOf(from), part, minor]))
  assert.deepEqual(plan.problems, [])
  checkRemoved(plan, state, new Set(pieces.flatMap(({ from }) => idsOf(from))))
  const changed = pieces.filter((piece) => changesMeaning(piece)).flatMap(({ from }) => from)
  const gone = [...ids].filter(([, id]) => plan.removed.some(({ segment }) => segment === id)).map(([paragraph]) => paragraph)
  const touched = new Set([...changed, ...gone].filter(({ sides }) => sides.uk.approved))
  assert.equal(plan.touched.find(({ language }) => language === 'uk')?.approved ?? 0, touched.size)
}

function toldOf({ change, from, part, minor }: PlanRow): [Piece['does'], readonly Id[], number, boolean] {
  return [DOES[change], from, (part ?? 1) - 1, minor ?? false]
}

function checkRemoved(plan: Plan, state: SourceState, kept: ReadonlySet<Id>): void {
  const gone = state.rows.map(({ segment }) => segment).filter((segment) => !kept.has(segment))
  assert.deepEqual(plan.removed.map(({ segment }) => segment), gone)
}

function changesMeaning({ does, from: [paragraph], words, minor }: Piece): boolean {
  if (does === 'stays' || minor) return false
  return paragraph !== undefined && approvedOf(paragraph)?.words !== words
}
