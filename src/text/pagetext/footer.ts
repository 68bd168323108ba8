import type { AsideKind } from './model.ts'
import { endsCut, endsSentence } from './signs.ts'
import { CONTACTS, MISSION, REACHES, READ_ALSO, RIGHTS } from './foot-words.ts'
import { isStandingLine } from './standing.ts'

/** A paragraph of the page as the footer is read: its text, and the texts of its lines. */
interface FootPiece { text: string; lines: string[]; listed: boolean; byline: boolean }
/** What stands below the article, from piece `start`: each piece's kind, and whether it belongs with the piece before. */
export interface Footer { start: number; kinds: { aside: AsideKind; joined: boolean }[] }

// A page's foot is short; a longer run of such lines would be an article of fragments.
const DEEPEST = 80

/** Reads a page from its end: contacts, teasers and a mission, as long as nothing else comes between. */
export function findFooter(pieces: FootPiece[], language: string): Footer {
  const kinds: Kind[] = []
  let contactsFrom = contactsStart(pieces)
  let start = pieces.length
  while (start > 1 && pieces.length - start < DEEPEST) {
    const kind = start > contactsFrom ? 'contacts' : kindOf(pieces, start - 1, kinds[0], language)
    if (kind === 'none') break
    kinds.unshift(kind)
    start -= 1
    if (start <= contactsFrom) contactsFrom = Infinity
  }
  return trim(pieces, start, kinds)
}

type Kind = 'contacts' | 'dek' | 'teaser title' | 'teaser heading' | 'mission' | 'date' | 'none'

function contactsStart(pieces: FootPiece[]): number {
  const from = Math.max(0, pieces.length - 12)
  const found = pieces.findIndex(({ lines }, at) => at >= from && CONTACTS.test(lines[0] ?? ''))
  const rest = pieces.slice(found)
  return found >= 0 && rest.every(({ text, lines }) => text.length <= 200 * lines.length && text.length <= 600) ? found : Infinity
}

function kindOf(pieces: FootPiece[], at: number, below: Kind | undefined, language: string): Kind {
  const piece = pieces[at]
  if (!piece || piece.byline || piece.listed) return 'none'
  const { text } = piece
  if (MISSION.test(text.slice(0, 40))) return 'mission'
  if (READ_ALSO.test(text.slice(0, 80)) && text.length <= 80 && below && below !== 'contacts') return 'teaser heading'
  if (text.length <= 300 && (RIGHTS.test(text) || (REACHES.test(text) && isContactLine(piece)))) return 'contacts'
  if (isStandingLine(text, language)) return 'date'
  if (text.length <= 260 && endsCut(text)) return 'dek'
  if (isTitleLike(text) && (below === 'dek' || below === 'date' || underReadAlso(pieces, at))) return 'teaser title'
  return 'none'
}

// A sentence of an article may hold an address; a line of contacts is little else.
function isContactLine({ text, lines }: FootPiece): boolean {
  return lines.length === 1 ? text.length <= 90 && !endsSentence(text) : lines.every((line) => line.length <= 60)
}

function isTitleLike(text: string): boolean {
  return text.length <= 160 && !/[.;,:]$/u.test(text)
}

function underReadAlso(pieces: FootPiece[], at: number): boolean {
  for (let above = at - 1; above >= 0 && above >= at - 8; above -= 1) {
    const text = pieces[above]?.text ?? ''
    if (text.length <= 80 && READ_ALSO.test(text)) return true
    if (!isTitleLike(text) && !endsCut(text)) return false
  }
  return false
}

/** Drops from the head of the run what has no proof: a teaser or a mission needs company, or a byline right above. */
function trim(pieces: FootPiece[], from: number, kinds: Kind[]): Footer {
  let start = from
  const rest = [...kinds]
  while (rest.length > 0 && !isProven(rest, pieces[start - 1]?.byline === true)) {
    rest.shift()
    start += 1
  }
  return { start, kinds: rest.map((kind, at) => ({ aside: asideOf(kind), joined: at > 0 && belongsAbove(kind, rest[at - 1]) })) }
}

function isProven(kinds: Kind[], afterByline: boolean): boolean {
  const [first] = kinds
  if (first === 'contacts' || first === 'teaser heading') return true
  if (first === 'date') return false
  if (afterByline) return true
  if (first === 'mission') return kinds.length > 1
  return kinds.includes('mission') || kinds.includes('contacts') || kinds.filter((kind) => kind === 'dek').length > 1
}

function asideOf(kind: Kind): AsideKind {
  if (kind === 'contacts' || kind === 'mission') return kind
  return 'teaser'
}

/** A title, its date and its beginning are one teaser. */
function belongsAbove(kind: Kind, above: Kind | undefined): boolean {
  return (kind === 'dek' && (above === 'teaser title' || above === 'date')) || (kind === 'date' && above === 'teaser title')
}
