import { isQuoted } from './join.ts'
import { isItem, isTitleLike } from './parts.ts'
import type { Part, Role } from './parts.ts'
import { startsSentence } from './signs.ts'

/** Tells headings, quotations, list items and paragraphs apart, for the parts nothing else was found for. */
export function readBody(parts: Part[], from: number, end: number, roles: (Role | undefined)[]): void {
  const headings = findHeadings(parts, from, end, roles)
  for (let at = from; at < end; at += 1) {
    const part = parts[at]
    if (!part || roles[at]) continue
    if (headings.has(at)) roles[at] = { kind: 'heading', level: levelOf(part.text) }
    else if (isItem(part)) roles[at] = { kind: 'list_item' }
    else roles[at] = { kind: isQuotation(part) ? 'quotation' : 'paragraph' }
  }
}

const LONGEST_HEADING = 100

function findHeadings(parts: Part[], from: number, end: number, roles: (Role | undefined)[]): Set<number> {
  const like = (at: number): boolean => at >= from && at < end && !roles[at] && isHeadingLike(parts, at)
  const headings = new Set<number>()
  const questions: number[] = []
  for (let at = from; at + 1 < end; at += 1) {
    if (!like(at) || !leadsToText(at, end, like)) continue
    if (/[!?…]$/u.test(parts[at]?.text.slice(-1) ?? '')) questions.push(at)
    else headings.add(at)
  }
  // A question alone may be a short paragraph; among headings it is one of them.
  if (headings.size > 0) for (const at of questions) headings.add(at)
  return headings
}

// Two headings may stand together; a longer run of short lines is a poem or an address.
function leadsToText(at: number, end: number, like: (at: number) => boolean): boolean {
  return !like(at + 1) ? !like(at - 1) || !like(at - 2) : at + 2 < end && !like(at + 2) && !like(at - 1)
}

function isHeadingLike(parts: Part[], at: number): boolean {
  const part = parts[at]
  if (!part || part.piece.lines.length > 2 || !startsSentence(part.text)) return false
  if (isItem(part)) return isNumberedHeading(parts, at)
  if (isQuotation(part)) return false
  return isTitleLike(part, LONGEST_HEADING) && (part.piece.gap || (parts[at + 1]?.text.length ?? 0) > LONGEST_HEADING)
}

/** "1. Background" with paragraphs above and below it is a heading with its number, not a list. */
function isNumberedHeading(parts: Part[], at: number): boolean {
  const [above, part, below] = [parts[at - 1], parts[at], parts[at + 1]]
  if (!part || !below || isItem(above) || isItem(below) || part.piece.item?.list !== 'ordered') return false
  return part.piece.gap && below.piece.gap && part.piece.lines.length === 1 && part.text.length <= LONGEST_HEADING
    && !/[.;,:!…]$/u.test(part.text) && !(above?.text.endsWith(':') ?? false)
}

function levelOf(text: string): number {
  const number = /^\d+(?:\.\d+){0,3}/u.exec(text.slice(0, 20))?.[0] ?? ''
  return Math.min(4, 2 + number.split('.').length - 1)
}

const PAIRS: Record<string, string> = { '«': '»', '“': '”', '„': '“”', '"': '"' }

/** A paragraph quoted as a whole: marked with ">" in every line, or one pair of quotation marks around all of it. */
function isQuotation({ piece: { lines }, text }: Part): boolean {
  if (isQuoted(lines)) return true
  if (text.length > 5000) return false
  const signed = text.replace(/ [—–] \p{Lu}[^«“„"]{0,80}$/u, '')
  const quoted = signed.replace(/[.,!?…]$/u, '')
  const closing = PAIRS[quoted[0] ?? '']
  if (!closing?.includes(quoted.at(-1) ?? ' ') || quoted.length < 3) return false
  return isOnePair(quoted, closing) && (text.length >= 80 || signed !== text)
}

function isOnePair(text: string, closing: string): boolean {
  const opening = text[0] ?? ''
  let depth = 0
  for (let at = 0; at < text.length - 1; at += 1) {
    if (text[at] === opening && (opening !== '"' || at === 0)) depth += 1
    else if (closing.includes(text[at] ?? ' ')) depth -= 1
    if (depth <= 0) return false
  }
  return depth === 1
}
