export type TextProblem =
  | 'nul_character'
  | 'control_character'
  | 'unpaired_surrogate'
  | 'bidi_override'
  | 'wrong_encoding'
  | 'too_long'

const BOM = /^\ufeff/
const LINE_ENDS = /\r\n?|[\u2028\u2029]/g
// The look-behind lets only the first space of a run start a match: a long run stays linear.
const TRAILING_SPACES = /(?<![^\S\n])[^\S\n]+(?=\n)/g

// eslint-disable-next-line no-control-regex -- these are what is looked for
const CONTROLS = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/
const WRONGLY_DECODED = /[\ufffd\p{Noncharacter_Code_Point}]/u
// Normalisation sorts a run of marks in quadratic time; Unicode's stream-safe format allows 30 (UAX 15).
const TOO_MANY_MARKS = /\p{M}{31}/u

/**
 * Text from a person, made fit to store: NFC, lines ended by LF alone, no spaces at line ends, nothing blank around it.
 * No-break spaces and soft hyphens stay. `max` is in UTF-16 units of the cleaned text.
 */
export function cleanText(raw: string, { max }: { max: number } = { max: Infinity }): { text: string } | { problem: TextProblem } {
  const problem = findProblem(raw)
  if (problem) return { problem }
  const text = raw.replace(BOM, '').replace(LINE_ENDS, '\n').normalize('NFC').replace(TRAILING_SPACES, '').trim()
  return text.length > max ? { problem: 'too_long' } : { text }
}

/** A file's bytes as text: UTF-8, or UTF-8 and UTF-16 announced by a byte order mark. The text still wants `cleanText`. */
export function decodeBytes(bytes: Uint8Array): { text: string } | { problem: 'binary' | 'wrong_encoding' } {
  const text = decode(bytes, announcedEncoding(bytes) ?? 'utf-8')
  if (text === undefined) return { problem: looksBinary(bytes) ? 'binary' : 'wrong_encoding' }
  return text.includes('\0') ? { problem: 'binary' } : { text }
}

function findProblem(raw: string): TextProblem | undefined {
  if (raw.includes('\0')) return 'nul_character'
  if (!raw.isWellFormed()) return 'unpaired_surrogate'
  if (BIDI_CONTROLS.test(raw)) return 'bidi_override'
  if (WRONGLY_DECODED.test(raw)) return 'wrong_encoding'
  if (CONTROLS.test(raw) || TOO_MANY_MARKS.test(raw)) return 'control_character'
  return undefined
}

function announcedEncoding(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

// Text in an old one-byte encoding has letters above 127 but no control bytes; pictures and archives have both.
function looksBinary(bytes: Uint8Array): boolean {
  return announcedEncoding(bytes) === undefined && bytes.some((byte) => byte < 32 && (byte < 9 || byte > 13))
}
