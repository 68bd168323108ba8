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

/** The same of code, where spaces at the beginning of a line mean something. */
export function cleanCode(raw: string): { text: string } | { problem: TextProblem } {
  const cleaned = cleanText(raw)
  if ('problem' in cleaned || cleaned.text === '') return cleaned
  const lines = raw.replace(BOM, '').replace(LINE_ENDS, '\n').normalize('NFC')
  const indent = /^(?:[^\S\n]*\n)*([^\S\n]*)/u.exec(lines)?.[1] ?? ''
  return { text: indent + cleaned.text }
}

/** A text in one line. */
export function toLine(text: string): string {
  return text.replace(/\s*\n\s*/gu, ' ').trim()
}

function findProblem(raw: string): TextProblem | undefined {
  if (raw.includes('\0')) return 'nul_character'
  if (!raw.isWellFormed()) return 'unpaired_surrogate'
  if (BIDI_CONTROLS.test(raw)) return 'bidi_override'
  if (WRONGLY_DECODED.test(raw)) return 'wrong_encoding'
  if (CONTROLS.test(raw) || TOO_MANY_MARKS.test(raw)) return 'control_character'
  return undefined
}
