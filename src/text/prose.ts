import type { Nodes, Root } from 'mdast'
import { readMarks } from './inline.ts'
import { rememberingLast } from './last.ts'
import { aroundAddresses, OPAQUE } from './typeset/guard.ts'

/** The words of a paragraph as its readers see them, and where each of their signs stands in the text. */
export interface Prose {
  /** Without the signs of marks and the targets of links; a piece of code or an address is `OPAQUE`, sign for sign. */
  words: string
  /** Of each UTF-16 unit of `words`, its place in the text; one more, for the end. */
  places: Int32Array
}

/** A part of a text, in UTF-16 units. */
export interface Span {
  start: number
  end: number
}

/** Reads a paragraph's text for those that judge its words: checks, terms, memory. */
export function readProse(text: string): Prose {
  return lastRead(text)
}

const lastRead = rememberingLast(4, (text): Prose => {
  const tree = readMarks(text)
  if (!tree) return { words: maskAddresses(text), places: firstPlaces(text.length + 1) }
  const pieces = piecesOf(tree, text)
  const plain = pieces.map(({ from, to, isCode }) => isCode ? OPAQUE.repeat(to - from) : text.slice(from, to)).join('')
  return { words: maskAddresses(plain), places: placesOf(pieces, text) }
})

/** A stretch of the text, of which readers see every sign. */
interface Piece {
  from: number
  to: number
  isCode: boolean
}

function placesOf(pieces: readonly Piece[], text: string): Int32Array {
  const count = pieces.reduce((sum, { from, to }) => sum + to - from, 0)
  const places = new Int32Array(count + 1)
  let at = 0
  for (const { from, to } of pieces) for (let unit = from; unit < to; unit += 1) places[at++] = unit
  places[count] = pieces.at(-1)?.to ?? text.length
  return places
}

let counted = new Int32Array()

/** 0, 1, 2 …: of a text without marks, every sign stands where it stands. */
function firstPlaces(count: number): Int32Array {
  if (counted.length < count) counted = Int32Array.from({ length: count * 2 }, (_, at) => at)
  return counted.subarray(0, count)
}

/** A part of the words as a part of the text. */
export function spanIn({ places }: Prose, { start, end }: Span): Span {
  const first = places[start] ?? 0
  return { start: first, end: end > start ? (places[end - 1] ?? 0) + 1 : first }
}

/** Is that part of the words written in the text without a sign of a mark inside? Only then it can be replaced. */
export function isWhole(prose: Prose, span: Span): boolean {
  const { start, end } = spanIn(prose, span)
  return end - start === span.end - span.start
}

function maskAddresses(words: string): string {
  let masked = words
  aroundAddresses(words, (prose) => (masked = prose))
  return masked
}

/** What readers see: text nodes without the signs of marks, code whole. */
function piecesOf(tree: Root, text: string): Piece[] {
  const pieces: Piece[] = []
  for (const node of leavesOf(tree)) {
    const [from, to] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]
    if (node.type === 'break') pieces.push({ from: to - 1, to, isCode: false })
    else if (node.type === 'text') pushText(node.value, { text, from, to }, pieces)
    else if (node.type === 'inlineCode' && to > from) pieces.push({ from, to, isCode: true })
  }
  return pieces
}

function pushText(value: string, place: { text: string; from: number; to: number }, pieces: Piece[]): void {
  const { text, from, to } = place
  if (value === '') return
  if (to - from === value.length && !value.includes('\\\\') && text.startsWith(value, from)) pieces.push({ from, to, isCode: false })
  else follow(value, place, pieces)
}

/** A text node leaves out backslashes and the spaces at the ends of lines: each of its signs is the next such one. */
function follow(value: string, { text, from, to }: { text: string; from: number; to: number }, pieces: Piece[]): void {
  let at = from
  for (let unit = 0; unit < value.length; unit += 1, at += 1) {
    while (at < to && text[at] !== value[unit]) at += 1
    if (text[at] === '\\' && value[unit] === '\\' && text[at + 1] === '\\') at += 1
    pushUnit(Math.min(at, to - 1), pieces)
  }
}

function pushUnit(at: number, pieces: Piece[]): void {
  const last = pieces.at(-1)
  if (last && !last.isCode && last.to === at) last.to += 1
  else pieces.push({ from: at, to: at + 1, isCode: false })
}

function leavesOf(node: Nodes): Nodes[] {
  return 'children' in node ? node.children.flatMap(leavesOf) : [node]
}
