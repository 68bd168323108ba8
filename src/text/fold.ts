// The character stands first in the pattern, so that its surroundings are looked at only where it occurs.
const APOSTROPHES = /['\u2019\u2018`](?<=[\p{L}\p{M}].)(?=\p{L})/gu

const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g
const SPACES = /[^\S\n]+/g
const SPACES_AT_LINE_EDGES = /^ | $/gm
const HYPHENS = /[\u2010\u2011]/g
const DASH_BETWEEN_DIGITS = /[\u2012-\u2014\u2212](?<=\p{Nd}.)(?=\p{Nd})/gu
const MINUS = /[\u2012\u2013\u2212](?<=(?:^|[\s(]).)(?=\p{Nd})/gmu
const SPACED_DASH = /(?:--?|[\u2012-\u2015\u2212])(?<=(?:^|\s)(?:--?|.))(?!\S)/gm
const QUOTES = /['\u2018-\u201f\u00ab\u00bb\u2039\u203a]/g
const CODE_OR_ADDRESS = /(?<!\p{L})`[^`\n]+`(?!\p{L})|\]\([^()\s]*\)|https?:\/\/\S+/gu

/** Apostrophes between letters (' ’ ‘ `) as U+02BC. The length stays, so offsets into both texts agree. */
export function foldApostrophes(text: string): string {
  return text.replace(APOSTROPHES, '\u02bc')
}

/**
 * Texts with equal keys differ in typography at most: kinds of apostrophes, quotation marks, dashes and spaces, the
 * ellipsis, soft hyphens. Letters, case, stress marks, other punctuation, code and link addresses count as written.
 */
export function typographyKey(text: string): string {
  const composed = text.normalize('NFC')
  const literals = composed.match(CODE_OR_ADDRESS) ?? []
  return [foldDashes(foldSpaces(foldMarks(composed))), ...literals].join('\0')
}

export function differsInTypographyOnly(before: string, after: string): boolean {
  return before !== after && haveSameLetters(before.normalize('NFC'), after.normalize('NFC')) && typographyKey(before) === typographyKey(after)
}

/** A quick no to most pairs: no key changes a plain letter, and a change of words soon meets one. */
function haveSameLetters(before: string, after: string): boolean {
  let at = nextLetter(before, 0)
  let other = nextLetter(after, 0)
  while (at < before.length && other < after.length && before.charCodeAt(at) === after.charCodeAt(other)) {
    at = nextLetter(before, at + 1)
    other = nextLetter(after, other + 1)
  }
  return at === before.length && other === after.length
}

function nextLetter(text: string, from: number): number {
  let at = from
  while (at < text.length && !isPlainLetter(text.charCodeAt(at))) at++
  return at
}

/** Latin without accents, and Cyrillic. */
function isPlainLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || (code >= 0x400 && code <= 0x481)
}

function foldMarks(text: string): string {
  // An apostrophe that stands at a word's edge cannot be told from a quotation mark, whatever its character.
  return foldApostrophes(text.replace(INVISIBLE, '').replaceAll('\u02bc', '\'')).replace(QUOTES, '"').replaceAll('\u2026', '...')
}

function foldSpaces(text: string): string {
  return text.replace(SPACES, ' ').replace(SPACES_AT_LINE_EDGES, '')
}

function foldDashes(text: string): string {
  return text.replace(HYPHENS, '-').replace(DASH_BETWEEN_DIGITS, '-').replace(MINUS, '-').replace(SPACED_DASH, '\u2014')
}
