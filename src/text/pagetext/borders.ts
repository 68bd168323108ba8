import type { Line } from './lines.ts'
import { LONG_LINE, wrapWidth } from './lines.ts'
import { isByline } from './byline.ts'
import { endsInHyphen } from './joints.ts'
import { endsSentence, startsSentence } from './signs.ts'
import { isFootHeading } from './foot-words.ts'
import { isStandingLine } from './standing.ts'

/** How a text is laid out: the width it was wrapped at, and each chunk's own habits. */
export interface Layout { width: number; chunks: Map<number, ChunkLayout>; language: string }
/** `indent`: the least of its lines. `sentences`: every line is a paragraph of its own. */
interface ChunkLayout { indent: number; sentences: boolean }

export function readLayout(lines: Line[], language: string): Layout {
  const byChunk = new Map<number, Line[]>()
  for (const line of lines) {
    if (line.shape !== 'text') continue
    const chunk = byChunk.get(line.chunk)
    if (chunk) chunk.push(line)
    else byChunk.set(line.chunk, [line])
  }
  const chunks = new Map<number, ChunkLayout>()
  for (const [number, chunk] of byChunk) chunks.set(number, { indent: leastIndent(chunk), sentences: isSentences(chunk) })
  return { width: wrapWidth(lines), chunks, language }
}

// The text's own first line lost its indentation when the text was trimmed.
function leastIndent(lines: Line[]): number {
  return lines.reduce((least, { indent, number }) => number === 1 ? least : Math.min(least, indent), Infinity)
}

// Wrapped prose ends a sentence at one line end in ten; where nearly all lines do, each is a paragraph.
function isSentences(lines: Line[]): boolean {
  const whole = lines.filter(({ text }) => endsSentence(text) && startsSentence(text)).length
  return lines.length >= 3 && whole >= lines.length * 0.8
}

interface Open { lines: Line[]; item?: { cut: number } }

/** Whether a paragraph ends between two lines that no empty line parts. Doubtful cases stay together. */
export function isBorder(open: Open, line: Line, layout: Layout): boolean {
  const previous = open.lines.at(-1)
  if (!previous) return true
  if (endsInHyphen(previous.text)) return false
  if (open.item) return isItemBorder(open, previous, line, layout)
  const first = open.lines.length === 1
  if (first && standsAlone(previous, layout)) return true
  if (hasRoom(previous, layout) && standsAlone(line, layout)) return true
  return isSentenceBorder(previous, line, layout) || isHeadingAbove(open, previous, line, layout)
}

// Ragged lines come this close to the width; a shorter one had room for the next word.
const FULL = 0.8

// In a text of short lines alone, the width says nothing.
const LEAST_WIDTH = 60

const hasRoom = (line: Line, { width }: Layout): boolean => line.width < Math.max(width, LEAST_WIDTH) * FULL || endsSentence(line.text)

function standsAlone({ text }: Line, { language }: Layout): boolean {
  return isStandingLine(text, language) || isByline(text) || isFootHeading(text)
}

function isItemBorder(open: Open, previous: Line, line: Line, layout: Layout): boolean {
  const [first] = open.lines
  if (!first || line.indent >= first.indent + Math.max(open.item?.cut ?? 0, 2)) return false
  return endsSentence(previous.text) && startsSentence(line.text) && isShort(previous, layout)
}

function isShort(line: Line, { width }: Layout): boolean {
  return line.width < width * FULL || line.width > LONG_LINE
}

function isSentenceBorder(previous: Line, line: Line, layout: Layout): boolean {
  if (!startsSentence(line.text)) return false
  if (!endsSentence(previous.text)) return line.width > LONG_LINE && previous.width < layout.width * FULL
  const chunk = layout.chunks.get(line.chunk)
  const indented = line.indent - (chunk?.indent ?? 0)
  return isShort(previous, layout) || line.width > LONG_LINE || (indented >= 2 && indented <= 10) || chunk?.sentences === true
}

/** A short line without a full stop over a full one: a title or heading with its text directly below. */
function isHeadingAbove(open: Open, previous: Line, line: Line, layout: Layout): boolean {
  if (open.lines.length > 1 || /[.,;:…–—-]$/u.test(previous.text) || !startsSentence(previous.text)) return false
  if (line.indent >= previous.indent + 2) return previous.width < layout.width * 0.6
  return startsSentence(line.text) && previous.width < layout.width * 0.6 && line.width >= layout.width * 0.7
}
