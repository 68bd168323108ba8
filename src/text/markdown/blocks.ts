import type { Heading, List, ListItem, Nodes, Paragraph, PhrasingContent, RootContent, Table } from 'mdast'
import { toLine } from '../clean.ts'
import { escapeInline } from '../inline.ts'
import type { Block } from '../pagetext/model.ts'
import { isBreak, readPhrasing, type Picture, type Reading } from './phrasing.ts'
import { spellInline } from './spell.ts'

/** Where a block stands: `above` lines are counted before the tree's first, `titled` is set once there is a title. */
interface Surroundings extends Reading {
  blocks: Block[]
  above: number
  titled: boolean
}

type Place = { quoted: boolean; level: number }
type Kinds = Pick<Block, 'kind' | 'level' | 'list'>

/** The deepest list a form offers. */
const DEEPEST = 6

/** The blocks of a document's tree, in order. What is no block of ours is left out under its name. */
export function blocksOf(nodes: readonly RootContent[], reading: Reading, { above, titled }: { above: number; titled: boolean }): Block[] {
  const around: Surroundings = { ...reading, blocks: [], above, titled }
  walk(nodes, { quoted: false, level: 0 }, around)
  return around.blocks
}

function walk(nodes: readonly RootContent[], place: Place, around: Surroundings): void {
  for (const node of nodes) addNode(node, place, around)
}

function addNode(node: RootContent, place: Place, around: Surroundings): void {
  switch (node.type) {
    case 'heading': return addHeading(node, around)
    case 'paragraph': {
      const kind = place.quoted ? 'quotation' : 'paragraph'
      for (const children of splitAtEmptyLines(node.children)) addText({ ...node, children }, { kind }, around)
      return
    }
    case 'blockquote': return walk(node.children, { ...place, quoted: true }, around)
    case 'list': return addList(node, place, around)
    case 'code': {
      const named = [node.lang, node.meta].filter((word) => word)
      if (named.length > 0) around.notices.add('code_language', named.join(' '))
      return add(node, { kind: 'code' }, trimCode(node.value), around)
    }
    case 'thematicBreak': return add(node, { kind: 'rule' }, '---', around)
    case 'html': return addHtml(node, node.value, around)
    case 'table': return addTable(node, around)
    default: if ('children' in node) walk(node.children.filter(isBlock), place, around)
  }
}

function isBlock(node: Nodes): node is RootContent {
  return node.type !== 'root'
}

function addHeading(node: Heading, around: Surroundings): void {
  const isTitle = node.depth === 1 && !around.titled
  if (isTitle) around.titled = true
  addText(node, isTitle ? { kind: 'title' } : { kind: 'heading', level: Math.min(Math.max(node.depth, 2), 4) }, around)
}

/** Two line breaks in a row are how many pages part their paragraphs. Breaks inside a mark part nothing. */
function splitAtEmptyLines(nodes: readonly PhrasingContent[]): PhrasingContent[][] {
  const groups: PhrasingContent[][] = [[]]
  let between: PhrasingContent[] = []
  for (const node of nodes) {
    const isBlank = node.type === 'text' && node.value.trim() === ''
    if (isBlank || isBreak(node)) {
      between.push(node)
      continue
    }
    if (between.filter(isBreak).length >= 2) groups.push([node])
    else groups.at(-1)?.push(...between, node)
    between = []
  }
  return groups
}

/** A paragraph's words as one block, never cut at a mark; its pictures stand below it. */
function addText(node: Heading | Paragraph, kinds: Kinds, around: Surroundings): void {
  const { text, pictures } = textOf(node.children, around)
  add(node, kinds, kinds.kind === 'heading' || kinds.kind === 'title' ? toLine(text) : text, around)
  for (const picture of pictures) addPicture(node, picture, around)
}

function textOf(nodes: readonly PhrasingContent[], around: Surroundings): { text: string; pictures: Picture[] } {
  const { parts, pictures } = readPhrasing(nodes, around)
  const [from, to] = [nodes[0]?.position?.start.offset, nodes.at(-1)?.position?.end.offset]
  const { text, whole } = spellInline(parts, around.source.slice(from ?? 0, to ?? 0))
  if (!whole) around.notices.add('mark', text.slice(0, 60))
  return { text: text.trim(), pictures }
}

function addPicture(node: RootContent, { file, alternative, caption }: Picture, around: Surroundings): void {
  const lines = linesOf(node, around)
  around.blocks.push({ kind: 'image', text: toLine(alternative), picture: { file, asset: null }, lines, doubts: [] })
  if (caption.trim() !== '') around.blocks.push({ kind: 'caption', text: escapeInline(toLine(caption)), lines, doubts: [] })
}

function addList(node: List, { quoted, level }: Place, around: Surroundings): void {
  const list = node.ordered ? 'ordered' : 'bulleted'
  if (node.ordered && (node.start ?? 1) !== 1) around.notices.add('list_start', String(node.start))
  for (const item of node.children) addItem(item, { kind: 'list_item', list, level: Math.min(level + 1, DEEPEST) }, { quoted, level: level + 1 }, around)
}

/** The paragraphs of an item are one item, in lines: two would be two numbers. */
function addItem(item: ListItem, kinds: Kinds, place: Place, around: Surroundings): void {
  const own = item.children.filter((child) => child.type === 'paragraph').map((paragraph) => textOf(paragraph.children, around))
  const [first] = item.children
  if (first) add(first, kinds, own.map(({ text }) => text).filter((text) => text !== '').join('\n'), around)
  for (const picture of own.flatMap(({ pictures }) => pictures)) addPicture(item, picture, around)
  walk(item.children.filter((child) => child.type !== 'paragraph'), place, around)
}

/** Tables have no place in an article yet: each row becomes a paragraph. */
function addTable(node: Table, around: Surroundings): void {
  const rows = node.children.map((row) => ({ row, cells: row.children.map((cell) => textOf(cell.children, around)) }))
  around.notices.add('table')
  for (const { row, cells } of rows) {
    add(row, { kind: 'paragraph' }, cells.map(({ text }) => toLine(text)).filter((text) => text !== '').join(' | '), around)
    for (const picture of cells.flatMap(({ pictures }) => pictures)) addPicture(row, picture, around)
  }
}

function addHtml(node: RootContent, value: string, around: Surroundings): void {
  around.notices.add('html_block')
  if (value.trim() !== '') around.blocks.push({ kind: 'aside', aside: 'other', text: escapeInline(value.trim()), lines: linesOf(node, around), doubts: [] })
}

function add(node: RootContent, kinds: Kinds, text: string, around: Surroundings): void {
  if (text !== '') around.blocks.push({ ...kinds, text, lines: linesOf(node, around), doubts: [] })
}

function linesOf({ position }: RootContent, { above }: Surroundings): Block['lines'] {
  return position ? [position.start.line + above, position.end.line + above] : [0, 0]
}

/** Lines of code keep their indentation; empty ones around them go. */
function trimCode(code: string): string {
  return code.replace(/^(?:[^\S\n]*\n)+/u, '').trimEnd()
}
