import type { Language } from '../db/columns.ts'
import { textHtml } from '../text/diff-html.ts'
import { countSigns, inlineHtml } from '../text/inline.ts'
import type { Block } from '../text/pagetext/model.ts'
import { ARTICLE_CHOICES, ASIDE_CHOICES, choiceOf, levelsOf, type ArticleChoice, type AsideChoice, type Choice } from './choices.ts'
import type { Fault, FaultCode } from './faults.ts'
import { writeDoubts } from './read-block.ts'
import { seamIn, writeSeams } from './seams.ts'

/** Blocks that follow one another and are all in the article, or all left out. */
export interface BlockGroup { leftOut: boolean; language: Language; open: boolean; opening: string; rows: BlockRow[] }

/** A block with nothing to see: the form carries it so that nothing has to be stored. */
export interface CarriedBlock {
  number: number
  choice: Choice
  level: number | null
  text: string
  lines: string
  doubts: string
  file: string
  asset: string
  seams: string
}

export interface BlockRow extends CarriedBlock {
  language: Language
  kind: Block['kind']
  inside: readonly ArticleChoice[]
  outside: readonly AsideChoice[]
  /** The levels it may have; none for most kinds. */
  levels: readonly number[]
  rows: number
  first: number
  last: number
  questions: readonly { index: number; here: string; other: string }[]
  faults: readonly FaultCode[]
  /** The text as readers will see it, where it has marks; '' where it looks as it is written. */
  markedHtml: string
  canJoin: boolean
  canPart: boolean
  canSplit: boolean
  focused: boolean
}

const CHARACTERS_IN_LINE = 68
const MOST_ROWS = 14
const OPENINGS = 5
const OPENING = 36

/** The block as hidden fields. */
export function carry(block: Block, at: number): CarriedBlock {
  const { text, lines, level, doubts, picture, seams = [] } = block
  return {
    number: at + 1, choice: choiceOf(block), level: level ?? null, text, lines: lines.join('-'), doubts: writeDoubts(doubts),
    file: picture?.file ?? '', asset: picture?.asset ?? '', seams: writeSeams(seams),
  }
}

interface RowState {
  blocks: readonly Block[]
  at: number
  language: Language
  faults: readonly Fault[]
  focus: number | null
  /** Is its text to be shown with its marks? */
  marked: boolean
}

/** The block at an index, ready to be edited. */
export function buildRow({ blocks, at, language, faults, focus, marked }: RowState): BlockRow {
  const block = blocks[at]
  if (!block) throw new RangeError(`there is no block ${at}`)
  const { doubts, lines: [first, last], kind, text } = block
  const questions = doubts.map(({ kept, dropped, chosen }, index) => chosen === 'kept' ? { index, here: kept, other: dropped } : { index, here: dropped, other: kept })
  return {
    ...carry(block, at), language, kind, first, last,
    inside: ARTICLE_CHOICES, outside: ASIDE_CHOICES,
    levels: listLevels(choiceOf(block)),
    rows: rowsFor(text),
    // A word that was edited away raises no question any more.
    questions: questions.filter(({ here }) => text.includes(here)),
    faults: faults.flatMap((fault) => fault.at === at ? [fault.code] : []),
    markedHtml: marked ? markedHtml(block) : '',
    canJoin: canJoin(blocks, at),
    canPart: seamIn(block) >= 0,
    canSplit: canSplit(block),
    focused: focus === at,
  }
}

/** How many signs of a page are looked at: a page of prose has a few hundred. */
const MOST_SIGNS = 3000

/** Which of the blocks are shown with their marks: from the first on, as long as that takes no time that anybody notices. */
export function listMarked(blocks: readonly Block[]): boolean[] {
  let left = MOST_SIGNS
  return blocks.map(({ kind, text }) => {
    left -= ALONE.has(kind) ? 0 : countSigns(text)
    return left > 0
  })
}

const ALONE = new Set<Block['kind']>(['image', 'rule', 'code'])

/** May the block be cut in two? */
export function canSplit(block: Block): boolean {
  return !ALONE.has(block.kind)
}

/** May the block be joined with the one before: both in the article or both out of it, both of them words? */
export function canJoin(blocks: readonly Block[], at: number): boolean {
  const [above, block] = [blocks[at - 1], blocks[at]]
  if (!above || !block || ALONE.has(above.kind) || ALONE.has(block.kind)) return false
  return (above.kind === 'aside') === (block.kind === 'aside')
}

function markedHtml({ kind, text }: Block): string {
  if (ALONE.has(kind) || !/[\\`*_[<]/.test(text)) return ''
  const html = inlineHtml(text)
  return html === textHtml(text).replaceAll('\n', '<br>') ? '' : html
}

function listLevels(choice: Choice): number[] {
  const range = levelsOf(choice)
  return range ? Array.from({ length: range.to - range.from + 1 }, (_, i) => range.from + i) : []
}

function rowsFor(text: string): number {
  const rows = text.split('\n').reduce((sum, line) => sum + Math.max(Math.ceil(line.length / CHARACTERS_IN_LINE), 1), 0)
  return Math.min(rows, MOST_ROWS)
}

/** Rows that are all in the article, or all left out, together. A group with the row in hand stands open. */
export function groupRows(rows: readonly BlockRow[]): BlockGroup[] {
  const groups: BlockGroup[] = []
  for (const row of rows) {
    const leftOut = row.kind === 'aside'
    const last = groups.at(-1)
    if (last?.leftOut === leftOut) last.rows.push(row)
    else groups.push({ leftOut, language: row.language, open: false, opening: '', rows: [row] })
  }
  return groups.map((group) => ({ ...group, open: group.rows.some(({ focused }) => focused), opening: openingOf(group.rows) }))
}

/** The first words of a few blocks: enough to tell what was left out. */
function openingOf(rows: readonly BlockRow[]): string {
  const shown = rows.slice(0, OPENINGS).map(({ text }) => cut(text.split('\n')[0] ?? ''))
  return [...shown, ...rows.length > OPENINGS ? ['…'] : []].join(' · ')
}

function cut(text: string): string {
  return text.length > OPENING ? `${text.slice(0, OPENING).replace(/[\ud800-\udbff]$/, '').trimEnd()}…` : text
}
