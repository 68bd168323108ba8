import type { Code, Heading, List, ListItem, Nodes, Paragraph, PhrasingContent, RootContent, Table } from 'mdast'
import { toLine } from '../clean.ts'
import { escapeInline } from '../inline.ts'
import type { Block } from '../pagetext/model.ts'
import { pictureAt, readFenceName } from './braces.ts'
import { joinNames, takeName } from './named.ts'
import { readPhrasing, splitAtEmptyLines, type Picture, type Reading } from './phrasing.ts'
import { spellInline } from './spell.ts'

/** Where a block stands: `above` lines are counted before the tree's first, `titled` is set once there is a title. */
interface Surroundings extends Reading {
  blocks: Block[]
  above: number
  titled: boolean
}

type Place = { quoted: boolean; level: number }
type Kinds = Pick<Block, 'kind' | 'level' | 'list' | 'picture'>

/** The deepest list a form offers. */
const DEEPEST = 6

/** The blocks of a document's tree, in order. What is no block of ours is left out under its name. */
export function blocksOf(nodes: readonly RootContent[], reading: Reading, { above, titled }: { above: number; titled: boolean }): Block[] {
  const around: Surroundings = { ...reading, blocks: [], above, titled }
  walk(joinNames(nodes, reading.source), { quoted: false, level: 0 }, around)
  return around.blocks
}

function walk(nodes: readonly RootContent[], place: Place, around: Surroundings): void {
  for (const node of nodes) addNode(node, place, around)
}

function addNode(node: RootContent, place: Place, around: Surroundings): void {
  switch (node.type) {
    case 'heading': return addHeading(node, around)
    case 'paragraph': return addParagraph(node, place, around)
    case 'blockquote': return walk(node.children, { ...place, quoted: true }, around)
    case 'list': return addList(node, place, around)
    case 'code': return addCode(node, around)
    case 'thematicBreak': return add(node, { kind: 'rule' }, '---', around)
    case 'html': return addHtml(node, node.value, around)
    case 'table': return addTable(node, around)
    default: if ('children' in node) walk(node.children.filter(isBlock), place, around)
  }
}

function isBlock(node: Nodes): node is RootContent {
  return node.type !== 'root'
}

function addParagraph(node: Paragraph, { quoted, level }: Place, around: Surroundings): void {
  const named = quoted || level > 0 ? null : takeName(node, around.source)
  if (named?.kind === 'title') around.titled = true
  const kind = named?.kind ?? (quoted ? 'quotation' : 'paragraph')
  for (const children of splitAtEmptyLines(named?.children ?? node.children)) addText({ ...node, children }, { kind }, around)
}

function addCode(node: Code, around: Surroundings): void {
  const info = [node.lang, node.meta].filter((word) => word).join(' ')
  const named = around.source === '' ? null : readFenceName(info)
  if (named?.kind === 'title') around.titled = true
  if (named) return add(node, named, node.value.trim(), around)
  if (info !== '') around.notices.add('code_language', info)
  add(node, { kind: 'code' }, trimCode(node.value), around)
}

function addHeading(node: Heading, around: Surroundings): void {
  const isTitle = node.depth === 1 && !around.titled
  if (isTitle) around.titled = true
  addText(node, isTitle ? { kind: 'title' } : { kind: 'heading', level: Math.min(Math.max(node.depth, 2), 4) }, around)
}

/** An address that many systems give a heading, as in `## Words {#words}`, is not part of its words: paragraphs have their own here. */
function withoutAddress(text: string, { source, notices }: Surroundings): string {
  const [ending = ''] = (source !== '' && / +\{#[\p{L}\p{N}\\_:.-]{1,100}\}$/u.exec(text)) || []
  if (ending === '' || ending === text) return text
  notices.add('heading_address', ending.trim())
  return text.slice(0, -ending.length)
}

/** A paragraph's words as one block, never cut at a mark; its pictures stand below it. */
function addText(node: Heading | Paragraph, kinds: Kinds, around: Surroundings): void {
  const { text, pictures } = textOf(node.children, around)
  add(node, kinds, node.type === 'heading' ? withoutAddress(toLine(text), around) : text, around)
  for (const picture of pictures) addPicture(node, picture, around)
}

function textOf(nodes: readonly PhrasingContent[], around: Surroundings): { text: string; pictures: Picture[] } {
  const { parts, pictures, whole: kept } = readPhrasing(nodes, around)
  const [from, to] = [nodes[0]?.position?.start.offset, nodes.at(-1)?.position?.end.offset]
  const { text, whole } = spellInline(parts, kept ? around.source.slice(from ?? 0, to ?? 0) : '')
  if (!whole) around.notices.add('mark', text.slice(0, 60))
  return { text: text.trim(), pictures }
}

function addPicture(node: RootContent, { file, alternative, caption }: Picture, around: Surroundings): void {
  const lines = linesOf(node, around)
  around.blocks.push({ kind: 'image', text: toLine(alternative), picture: pictureAt(file), lines, doubts: [] })
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
