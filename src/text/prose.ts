import type { Nodes, Root } from 'mdast'
import { readMarks } from './inline.ts'
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
  const tree = readMarks(text)
  if (!tree) return { words: maskAddresses(text), places: firstPlaces(text.length + 1) }
  const kept = keptUnits(tree, text)
  const opaque = codeUnits(tree)
  let plain = ''
  for (const at of kept) plain += opaque.has(at) ? OPAQUE : text[at] ?? ''
  const places = new Int32Array(kept.length + 1)
  places.set(kept)
  places[kept.length] = kept.length > 0 ? (kept.at(-1) ?? 0) + 1 : text.length
  return { words: maskAddresses(plain), places }
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

/** The places of what readers see: text nodes sign by sign, code whole. */
function keptUnits(tree: Root, text: string): Int32Array {
  const places: number[] = []
  for (const node of leavesOf(tree)) {
    const [from, to] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]
    if (node.type === 'break') places.push(to - 1)
    else if (node.type === 'text') follow(node.value, { text, from, to }, places)
    else if (node.type === 'inlineCode') for (let at = from; at < to; at += 1) places.push(at)
  }
  return Int32Array.from(places)
}

/** A text node leaves out backslashes and the spaces at the ends of lines: each of its signs is the next such one. */
function follow(value: string, { text, from, to }: { text: string; from: number; to: number }, places: number[]): void {
  let at = from
  for (let unit = 0; unit < value.length; unit += 1, at += 1) {
    while (at < to && text[at] !== value[unit]) at += 1
    if (text[at] === '\\' && value[unit] === '\\' && text[at + 1] === '\\') at += 1
    places.push(Math.min(at, to - 1))
  }
}

function codeUnits(tree: Root): Set<number> {
  const units = new Set<number>()
  for (const { type, position } of leavesOf(tree)) {
    if (type !== 'inlineCode' || !position) continue
    for (let at = position.start.offset ?? 0; at < (position.end.offset ?? 0); at += 1) units.add(at)
  }
  return units
}

function leavesOf(node: Nodes): Nodes[] {
  return 'children' in node ? node.children.flatMap(leavesOf) : [node]
}
