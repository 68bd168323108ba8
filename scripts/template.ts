export type PieceKind = 'text' | 'code' | 'escaped' | 'raw' | 'comment'

/** One stretch of an EJS template; `line` (from 1) is where `text` begins, tags themselves left out. */
export interface Piece {
  kind: PieceKind
  text: string
  line: number
}

const TAG = /<%(?!%)([-=#_]?)([\s\S]*?)[-_]?%>/g
const KINDS: Record<string, PieceKind> = { '': 'code', _: 'code', '=': 'escaped', '-': 'raw', '#': 'comment' }

/** Cuts a template the way EJS does: a tag ends at the first `%>`, even inside a string. */
export function readTemplate(source: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  let line = 1
  const push = (kind: PieceKind, text: string) => {
    if (kind !== 'text' || text) pieces.push({ kind, text, line })
    line += newlines(text).length
  }
  for (const match of source.matchAll(TAG)) {
    push('text', source.slice(end, match.index))
    push(KINDS[match[1] ?? ''] ?? 'code', match[2] ?? '')
    end = match.index + match[0].length
  }
  push('text', source.slice(end))
  return pieces
}

/** The line breaks of a text and nothing else: what keeps generated lines under their templates' numbers. */
export function newlines(text: string): string {
  return text.replace(/[^\n]/g, '')
}
