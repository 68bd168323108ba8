const OTHER = 1
const SPACE = 2
const LETTER = 3
const DIGIT = 4
const CONNECTOR = 5
const MARK = 6
const MID_LETTER = 7
const MID_NUMBER = 8
const MID_BOTH = 9
const COMPLEX = 10

// The word rules of Unicode (UAX 29) for the scripts without surprises, several times faster than asking ICU each time.
const PATTERNS: readonly (readonly [kind: number, pattern: RegExp])[] = [
  [SPACE, /\s/],
  // Scripts and signs with rules of their own: a text that has one is left to ICU.
  [COMPLEX, /[\u0080-\u009f\u00b8\u02b0-\u02bb\u02bd-\u02ff\u0530-\u1dff\u200d]/],
  [MID_LETTER, /[:\u00b7\u0387\u2027]/],
  [MID_NUMBER, /[,;\u037e\u2044]/],
  [MID_BOTH, /[.'\u2018\u2019\u2024]/],
  [CONNECTOR, /[_\u203f\u2040\u2054]/],
  [DIGIT, /\p{Nd}/u],
  [MARK, /[\p{M}\u00ad\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f]/u],
  [LETTER, /\p{Alphabetic}/u],
]
const COMPLEX_WORD = /[\p{L}\p{N}]/u
const COMPLEX_MARK = /\p{M}/u
const COMPLEX_SPACE = /\s/
const kinds = new Uint8Array(0x2c00)
const segmenters = new Map<string, Intl.Segmenter>()

/**
 * The text cut into words, single signs and runs of spaces; joined, they are the text again. Words are those of
 * `Intl.Segmenter`, but a hyphen inside a word and a no-break space inside a number do not cut.
 */
export function tokenize(text: string, language: string): string[] {
  const ends = tokenEnds(text, language)
  return ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end))
}

/** Where the tokens of `tokenize` end: ascending UTF-16 offsets, the last one the length of the text. */
export function tokenEnds(text: string, language: string): number[] {
  return scanEnds(text) ?? segmentEnds(text, language)
}

export function isSpaceAt(text: string, at: number): boolean {
  const kind = kindAt(text, at)
  return kind === SPACE || (kind === COMPLEX && COMPLEX_SPACE.test(text.charAt(at)))
}

export function isWordAt(text: string, at: number): boolean {
  const kind = kindAt(text, at)
  return kind === LETTER || kind === DIGIT || (kind === COMPLEX && COMPLEX_WORD.test(String.fromCodePoint(text.codePointAt(at) ?? 0)))
}

function scanEnds(text: string): number[] | undefined {
  const ends: number[] = []
  for (let at = 0; at < text.length;) {
    const end = endOfToken(text, at)
    if (end === 0) return undefined
    if (!isBound(text, end) && !isBound(text, end - 1)) ends.push(end)
    at = end
  }
  return ends
}

/** The end of the token that begins at `start`; 0 when only ICU can tell. */
function endOfToken(text: string, start: number): number {
  const kind = kindAt(text, start)
  if (kind === SPACE) return skip(text, start + 1, SPACE)
  if (kind === LETTER || kind === DIGIT || kind === CONNECTOR) return endOfWord(text, start)
  return kind === COMPLEX ? 0 : skip(text, start + 1, MARK)
}

function endOfWord(text: string, start: number): number {
  let last = CONNECTOR
  let at = start
  while (at < text.length) {
    const kind = kindAt(text, at)
    if (kind === LETTER || kind === DIGIT || kind === CONNECTOR) last = kind
    else if (kind !== MARK && !joins(text, at, kind, last)) break
    at++
  }
  return at
}

/** Whether a sign inside a word keeps it whole: letters on both sides (сім'я, т.д) or digits on both sides (3,5). */
function joins(text: string, at: number, kind: number, last: number): boolean {
  const fits = kind === MID_BOTH ? last !== CONNECTOR : (kind === MID_LETTER && last === LETTER) || (kind === MID_NUMBER && last === DIGIT)
  return fits && kindAt(text, skip(text, at + 1, MARK)) === last
}

function skip(text: string, from: number, kind: number): number {
  let at = from
  while (at < text.length && kindAt(text, at) === kind) at++
  return at
}

function segmentEnds(text: string, language: string): number[] {
  const ends: number[] = []
  // To ICU the narrow no-break space is a letter of the word before it; to a reader it is a space.
  for (const { index, segment } of segmenterOf(language).segment(text.replaceAll('\u202f', '\u00a0'))) {
    const end = index + segment.length
    if (!isBound(text, end) && !isBound(text, end - 1)) ends.push(end)
  }
  return ends
}

/** A hyphen between parts of a word, a no-break space between groups of digits. */
function isBound(text: string, at: number): boolean {
  const sign = at < text.length ? text.charCodeAt(at) : 0
  if (sign === 0x2d || sign === 0x2010 || sign === 0x2011) return isWordBefore(text, at) && isWordAt(text, at + 1)
  return (sign === 0xa0 || sign === 0x202f) && kindAt(text, at - 1) === DIGIT && kindAt(text, at + 1) === DIGIT
}

function isWordBefore(text: string, end: number): boolean {
  let at = end - 1
  while (kindAt(text, at) === MARK || (kindAt(text, at) === COMPLEX && COMPLEX_MARK.test(text.charAt(at)))) at--
  return isWordAt(text, at)
}

function segmenterOf(language: string): Intl.Segmenter {
  const known = segmenters.get(language)
  if (known) return known
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' })
  segmenters.set(language, segmenter)
  return segmenter
}

function kindAt(text: string, at: number): number {
  // Beyond its ends a text has NaN, which would make the engine give up on small integers.
  if (at < 0 || at >= text.length) return OTHER
  const code = text.charCodeAt(at)
  return code < kinds.length ? kinds[code] || learnKind(code) : COMPLEX
}

function learnKind(code: number): number {
  const sign = String.fromCharCode(code)
  const kind = PATTERNS.find(([, pattern]) => pattern.test(sign))?.[0] ?? OTHER
  kinds[code] = kind
  return kind
}
