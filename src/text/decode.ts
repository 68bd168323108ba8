/** The encodings a text file may have, most likely ones first; each is the name browsers know it by. */
export const ENCODINGS = ['utf-8', 'windows-1251', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof ENCODINGS)[number]

type Decoded = { text: string; encoding: Encoding }
export type DecodeProblem = 'binary' | 'wrong_encoding'

/** A file's bytes as text: in the encoding they announce, in UTF-8, or in the one the evidence is for. The text still wants `cleanText`. */
export function decodeBytes(bytes: Uint8Array): Decoded | { problem: DecodeProblem } {
  const announced = announcedEncoding(bytes)
  if (announced) return decodeAs(bytes, announced)
  const wide = wideEncoding(bytes)
  if (wide) return decodeAs(bytes, wide)
  const utf8 = decodeAs(bytes, 'utf-8')
  if ('text' in utf8) return isOtherFile(utf8.text) ? { problem: 'binary' } : utf8
  if (utf8.problem === 'binary') return utf8
  if (looksBinary(bytes)) return { problem: 'binary' }
  const cyrillic = decodeAs(bytes, 'windows-1251')
  return 'text' in cyrillic && isPlausible(cyrillic.text) ? cyrillic : { problem: 'wrong_encoding' }
}

/** The same in an encoding that somebody chose. */
export function decodeAs(bytes: Uint8Array, encoding: Encoding): Decoded | { problem: DecodeProblem } {
  const text = decode(bytes, encoding)
  if (text === undefined) return { problem: 'wrong_encoding' }
  return text.includes('\0') ? { problem: 'binary' } : { text, encoding }
}

/** The bytes a text was decoded from: nothing is lost by it, so that a wrong guess can be put right. */
export function encodeText({ text, encoding }: Decoded): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text)
  if (encoding === 'windows-1251') return Uint8Array.from(text, (char) => oneByte().get(char) ?? 0x3f)
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), encoding === 'utf-16le')
  return bytes
}

function announcedEncoding([first, second, third]: Uint8Array): Encoding | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return undefined
}

const SAMPLE = 4000

/** In two bytes a letter, every second byte of a European text is 0 or 4 (Latin, Cyrillic) or 0x20 (dashes and quotation marks). */
function wideEncoding(bytes: Uint8Array): Encoding | undefined {
  if (bytes.length < 4 || bytes.length % 2 === 1) return undefined
  const high = [0, 0]
  const sample = Math.min(bytes.length, SAMPLE)
  for (let at = 0; at < sample; at += 1) if (bytes[at] === 0 || bytes[at] === 4) high[at % 2] = (high[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = high.map((count) => count / (sample / 2))
  if (odd > 0.85 && even < 0.2) return 'utf-16le'
  return even > 0.85 && odd < 0.2 ? 'utf-16be' : undefined
}

function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

// Text in an old one-byte encoding has letters above 127 but no control bytes; pictures and archives have both.
function looksBinary(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte < 32 && (byte < 9 || byte > 13))
}

/** How PDF, archives (office documents among them), pictures and rich text begin. */
const OTHER_FILES = ['%PDF-', 'PK\u0003\u0004', 'GIF8', '{\\rtf']
// eslint-disable-next-line no-control-regex -- these are what is looked for
const CONTROLS = /[\u0001-\u0008\u000e-\u001f]/gu
const MOST_CONTROLS = 0.02

/** Bytes that happen to be good UTF-8. A stray control character among words is a text’s own, and is told as such. */
function isOtherFile(text: string): boolean {
  const sample = text.slice(0, SAMPLE)
  const controls = sample.match(CONTROLS)?.length ?? 0
  return OTHER_FILES.some((beginning) => sample.startsWith(beginning)) || controls > 1 && controls > sample.length * MOST_CONTROLS
}

const OWN = /[А-ЩЬЮЯЄІЇҐа-щьюяєіїґЫЭЪЁыэъё]/gu
const BESIDE_LATIN = /[a-z](?=[\u0400-\u04ff])|[\u0400-\u04ff](?=[a-z])/giu

/**
 * Is this what somebody wrote? In another encoding taken for this one, the letters are of other languages, most are capitals (KOI8,
 * and UTF-8 read byte by byte), or they stand inside Latin words (Western European texts).
 */
function isPlausible(text: string): boolean {
  const strange = text.match(/[^ -~\s«»–—“”„‘’…№§°•©®±µ·]/gu)?.length ?? 0
  const letters = text.match(OWN) ?? []
  const capitals = letters.filter((letter) => letter !== letter.toLowerCase()).length
  const mixed = text.match(BESIDE_LATIN)?.length ?? 0
  return letters.length >= 5 && letters.length >= strange * 0.98 && capitals <= letters.length * 0.4 && mixed <= letters.length * 0.02
}

let table: ReadonlyMap<string, number> | undefined

function oneByte(): ReadonlyMap<string, number> {
  table ??= new Map(Array.from(new TextDecoder('windows-1251').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte)), (char, byte) => [char, byte]))
  return table
}
