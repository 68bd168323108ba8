import type { Nodes, PhrasingContent } from 'mdast'
import { textHtml } from '../text/diff-html.ts'
import { escapeInline, marksOf, plainText, readMarks } from '../text/inline.ts'
import { readTags, type Numbered, type Tagged } from './tags.ts'

/** A paragraph as machines read it, and what of it they may not touch. */
interface Wrapped {
  html: string
  /** By its number less one: of a link what follows its words, `](target)`; of code the whole. */
  pieces: readonly Piece[]
}

interface Piece {
  is: 'link' | 'code'
  written: string
}

/** The marks as tags, targets and code as numbers: machines that know HTML bring them back where they belong. */
export function wrapMarks(text: string): Wrapped {
  const tree = readMarks(text)
  if (!tree) return { html: linesHtml(text), pieces: [] }
  const pieces: Piece[] = []
  const html = tree.children.map((block) => block.type === 'paragraph' ? htmlOf(block.children, text, pieces) : '').join('<br><br>')
  return { html, pieces }
}

function htmlOf(nodes: readonly PhrasingContent[], text: string, pieces: Piece[]): string {
  return nodes.map((node) => {
    switch (node.type) {
      case 'text': return linesHtml(node.value)
      case 'break': return '<br>'
      case 'emphasis': return `<em>${htmlOf(node.children, text, pieces)}</em>`
      case 'strong': return `<strong>${htmlOf(node.children, text, pieces)}</strong>`
      case 'link': {
        const tail = text.slice(endOf(node.children.at(-1)), endOf(node))
        // An address that is its own words is nothing to translate.
        if (!tail.startsWith('](')) return codeHtml(node.url, numberOf({ is: 'code', written: writtenOf(node, text) }, pieces))
        const number = numberOf({ is: 'link', written: tail }, pieces)
        return `<a id="m${number}" href="#m${number}">${htmlOf(node.children, text, pieces)}</a>`
      }
      case 'inlineCode': return codeHtml(node.value, numberOf({ is: 'code', written: writtenOf(node, text) }, pieces))
      default: return linesHtml(writtenOf(node, text))
    }
  }).join('')
}

function codeHtml(words: string, number: number): string {
  return `<code id="m${number}" translate="no">${textHtml(words)}</code>`
}

function numberOf(piece: Piece, pieces: Piece[]): number {
  return pieces.push(piece)
}

function linesHtml(text: string): string {
  return textHtml(text).replaceAll('\n', '<br>')
}

function writtenOf({ position }: Nodes, text: string): string {
  return text.slice(position?.start.offset ?? 0, position?.end.offset ?? 0)
}

function endOf(node: Nodes | undefined): number {
  return node?.position?.end.offset ?? 0
}

/** What a machine made of it, as paragraphs are written: its words mean themselves, marks are those of the original alone. */
export function unwrapMarks(html: string, { pieces }: Pick<Wrapped, 'pieces'>): string {
  const left = new Set(pieces.keys())
  const parts = readTags(html)
  const settled = settle(parts, pieces, left)
  const mild = print(settled, escapeInline)
  const wanted = print(settled, (words) => words, true)
  return sameWords(mild, wanted, settled) ? mild : print(settled, (words) => words.replace(/[\\`*_[\]<]/g, '\\$&'))
}

type Settled = { is: 'words'; words: string } | { is: 'break' } | { is: 'em' | 'strong'; inside: Settled[] } | { is: 'link'; inside: Settled[]; written: string } | { is: 'code'; written: string }

function settle(parts: readonly Tagged[], pieces: readonly Piece[], left: Set<number>): Settled[] {
  return parts.flatMap((part): Settled[] => {
    switch (part.is) {
      case 'words':
      case 'break': return [part]
      case 'em':
      case 'strong': return [{ is: part.is, inside: settle(part.inside, pieces, left) }]
      default: return settlePiece(part, pieces, left)
    }
  })
}

/** A tag that lost its number takes the next piece of its kind; that of no piece is its words alone. */
function settlePiece(part: Numbered, pieces: readonly Piece[], left: Set<number>): Settled[] {
  const kind = part.is === 'a' ? 'link' : 'code'
  const named = (part.number ?? 0) - 1
  const at = pieces[named]?.is === kind ? named : [...left].find((one) => pieces[one]?.is === kind)
  const piece = pieces[at ?? -1]
  if (at === undefined || !piece) return settle(part.inside, pieces, left)
  left.delete(at)
  return [kind === 'code' ? { is: 'code', written: piece.written } : { is: 'link', inside: settle(part.inside, pieces, left), written: piece.written }]
}

/** `plain`: the words alone, as readers would see them. */
function print(parts: readonly Settled[], write: (words: string) => string, plain = false): string {
  return parts.map((part) => {
    switch (part.is) {
      case 'words': return write(part.words)
      case 'break': return '\n'
      case 'code': return plain ? plainText(part.written) : part.written
      case 'em': return around(print(part.inside, write, plain), plain ? ['', ''] : ['*', '*'])
      case 'strong': return around(print(part.inside, write, plain), plain ? ['', ''] : ['**', '**'])
      case 'link': return around(print(part.inside, write, plain), plain ? ['', ''] : ['[', part.written])
    }
  }).join('')
}

/** A mark stands right beside its words; around no words it is none. */
function around(inside: string, [opening, closing]: readonly [string, string]): string {
  const words = inside.trim()
  if (words === '') return inside
  const at = inside.indexOf(words)
  return `${inside.slice(0, at)}${opening}${words}${closing}${inside.slice(at + words.length)}`
}

function sameWords(printed: string, wanted: string, settled: readonly Settled[]): boolean {
  const codes = countOf(settled, 'code')
  const marks = marksOf(printed)
  return withoutEdges(plainText(printed)) === withoutEdges(wanted) && marks.links.length + marks.codes.length === codes + countOf(settled, 'link')
}

function withoutEdges(words: string): string {
  return words.replace(/[^\S\n]*\n[^\S\n]*/g, '\n').trim()
}

function countOf(parts: readonly Settled[], kind: Settled['is']): number {
  return parts.reduce((sum, part) => sum + (part.is === kind ? 1 : 0) + ('inside' in part ? countOf(part.inside, kind) : 0), 0)
}
