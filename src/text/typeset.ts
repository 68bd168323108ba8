import type { Inline } from './inline.ts'

/** How signs that people type in several ways are shown. `typed`: as they stand in the text. */
export interface Choices {
  apostrophe: 'typed' | 'ʼ' | '’'
  /** `own`: the quotation marks of the language. */
  quotes: 'typed' | 'own'
}

/** Outer and inner quotation marks, an opening and a closing one each. */
const OWN_QUOTES: Readonly<Record<string, string>> = { uk: '«»“”', en: '“”‘’' }
const APOSTROPHES = /['’ʼ](?<=[\p{L}\p{M}].)(?=\p{L})/gu

/** Only quotation marks and apostrophes change, each in its place into one of its kind. Doing it twice is doing it once. */
export function typeset(text: string, language: string, { apostrophe, quotes }: Choices): string {
  const own = OWN_QUOTES[language]
  const quoted = quotes === 'own' && own ? quotedAs(text, own) : text
  return apostrophe === 'typed' ? quoted : quoted.replace(APOSTROPHES, apostrophe)
}

/** The same for the words of a paragraph; code and the targets of links stay as they are. */
export function typesetParts(parts: readonly Inline[], language: string, choices: Choices): Inline[] {
  // One text for all: a quotation may open before an emphasis and close in it.
  const text = parts.map(standIn).join('')
  const set = typeset(text, language, choices)
  return set === text ? [...parts] : cut(parts, set)
}

/** Something of the same length for what is not words. */
function standIn(part: Inline): string {
  if (part.kind === 'break') return '\n'
  if ('parts' in part) return part.parts.map(standIn).join('')
  return part.kind === 'code' ? '\ufffc'.repeat(part.text.length) : part.text
}

function cut(parts: readonly Inline[], set: string): Inline[] {
  let at = 0
  return parts.map((part) => {
    const from = at
    at += standIn(part).length
    if (part.kind === 'text') return { ...part, text: set.slice(from, at) }
    return 'parts' in part ? { ...part, parts: cut(part.parts, set.slice(from, at)) } : part
  })
}

interface Pair {
  from: number
  to: number
  /** How many pairs it stands in. */
  depth: number
}

/** Marks that would be paired otherwise once they are set were not understood: they stay. */
function quotedAs(text: string, own: string): string {
  const quoted = withQuotes(text, own)
  return quoted === text || withQuotes(quoted, own) === quoted ? quoted : text
}

function withQuotes(text: string, own: string): string {
  const pairs = pairQuotes(text)
  // Three deep, nobody can say which marks would be right.
  if (pairs.some(({ depth }) => depth > 1)) return text
  const signs = text.split('')
  for (const { from, to, depth } of pairs) {
    signs[from] = own[depth * 2] ?? ''
    signs[to] = own[depth * 2 + 1] ?? ''
  }
  return signs.join('')
}

// A straight mark between letters is somebody's apostrophe.
const QUOTES = /[“”„«»]|"(?<![\p{L}\p{M}].(?=\p{L}))/gu
const ALWAYS_OPEN = '„«'
const ALWAYS_CLOSED = '”»'
const OPENING_PLACE = /^$|[\s\p{Ps}\p{Pd}‘‚/]/u

/** Quotation marks that belong together; one without another is left alone. */
function pairQuotes(text: string): Pair[] {
  const open: { at: number; sign: string }[] = []
  const pairs: [from: number, to: number][] = []
  let opened = -1
  for (const { 0: sign, index: at } of text.matchAll(QUOTES)) {
    const before = opened === at - 1 ? '' : text.slice(Math.max(0, at - 1), at)
    if (isOpening(sign, OPENING_PLACE.test(before), text.slice(at + 1, at + 2), open.at(-1)?.sign)) {
      open.push({ at, sign })
      opened = at
    } else {
      const start = open.pop()
      if (start) pairs.push([start.at, at])
    }
  }
  return withDepths(pairs)
}

function isOpening(sign: string, opensHere: boolean, next: string, innermost: string | undefined): boolean {
  if (ALWAYS_OPEN.includes(sign)) return true
  if (ALWAYS_CLOSED.includes(sign)) return false
  // „So in German and in old Ukrainian books“.
  if (sign === '“') return innermost !== '„' || opensHere
  return opensHere && /\S/.test(next)
}

function withDepths(pairs: readonly [from: number, to: number][]): Pair[] {
  const ends: number[] = []
  return pairs.toSorted(([a], [b]) => a - b).map(([from, to]) => {
    while ((ends.at(-1) ?? Infinity) < from) ends.pop()
    ends.push(to)
    return { from, to, depth: ends.length - 1 }
  })
}
