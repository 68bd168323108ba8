import type { Block, PageOptions, PageText } from './model.ts'
import { readLayout } from './borders.ts'
import { blockOf } from './blocks.ts'
import { readBody } from './body.ts'
import { findBylines } from './bylines.ts'
import type { FoundByline } from './bylines.ts'
import { findMarkers } from './chains.ts'
import { findFooter } from './footer.ts'
import type { Footer } from './footer.ts'
import { joinLines } from './join.ts'
import { cutLines } from './lines.ts'
import { findMasthead, mastheadBlocks } from './masthead.ts'
import { decideMends } from './mends.ts'
import type { Mends } from './mends.ts'
import { readOpening, takeByline } from './opening.ts'
import type { Part, Role } from './parts.ts'
import { cutPieces } from './pieces.ts'

/**
 * Reads text as it comes out of a web page or PDF: puts wrapped lines and broken words together, finds lists, headings and
 * byline, and tells the article from the masthead and the foot of the page. The text is cleaned before (LF, NFC); no letter
 * or figure is lost but list markers, hyphens at line ends and the words that announce the author.
 */
export function readPageText(text: string, { language, ...options }: PageOptions): PageText {
  const primary = /^[a-z]{2,3}(?![a-z])/u.exec(language.toLowerCase())?.[0] ?? 'en'
  const lines = cutLines(text)
  const mends = decideMends(lines, { language: primary, ...options })
  const masthead = findMasthead(lines, primary)
  const body = lines.slice(masthead.at(-1)?.number ?? 0)
  const layout = readLayout(body, primary)
  const pieces = cutPieces(body, findMarkers(body, layout.width), layout)
  const parts = pieces.map((piece): Part => ({ piece, ...joinLines(piece.lines, mends, { cut: piece.item?.cut ?? 0 }) }))
    .filter((part) => part.text !== '')
  return { blocks: [...mastheadBlocks(masthead), ...buildBlocks(parts, readRoles(parts, primary), mends)] }
}

function readRoles(parts: Part[], language: string): (Role | undefined)[] {
  const roles: (Role | undefined)[] = new Array<undefined>(parts.length).fill(undefined)
  const found = findBylines(parts)
  const footer = readFooter(parts, found, language)
  const bylines = new Map(found.filter(({ at, length }) => at + length <= footer.start).map((byline) => [byline.at, byline]))
  const start = readOpening({ parts, bylines, end: footer.start, language, roles })
  for (const byline of bylines.values()) {
    if (byline.at >= start && (byline.strict || byline.at + byline.length === footer.start) && byline.at > 0) takeByline(byline, roles)
  }
  readBody(parts, start, footer.start, roles)
  footer.kinds.forEach(({ aside, joined }, at) => { roles[footer.start + at] = { kind: 'aside', aside, joined } })
  return roles
}

function readFooter(parts: Part[], bylines: FoundByline[], language: string): Footer {
  const own = new Set(bylines.flatMap(({ at, length }) => [at, at + length - 1]))
  const pieces = parts.map(({ piece, text }, at) => (
    { text, lines: piece.lines.map((line) => line.text), listed: piece.item !== undefined, byline: own.has(at) }))
  return findFooter(pieces, language)
}

function buildBlocks(parts: Part[], roles: (Role | undefined)[], mends: Mends): Block[] {
  const blocks: Block[] = []
  parts.forEach((part, at) => {
    const role = roles[at] ?? { kind: 'paragraph' }
    const above = blocks.at(-1)
    if (role.joined && above) joinBelow(above, part)
    else if (role.aside === 'contacts') blocks.push(...blockOf({ ...part, ...joinLines(part.piece.lines, mends, { between: '\n' }) }, role))
    else blocks.push(...blockOf(part, role))
  })
  return blocks
}

function joinBelow(above: Block, { text, piece, doubts }: Part): void {
  above.text += `\n${text}`
  above.lines = [above.lines[0], piece.lines.at(-1)?.number ?? above.lines[1]]
  above.doubts.push(...doubts)
}
