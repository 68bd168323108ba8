const UNKNOWN = 0
const DROPPED = 1
const SPACE = 32
const DOT = 46

// Bit 16 marks a sign that words are made of.
const WORD = 0x10000
const SAME = [
  { signs: /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff*_`]|\u0301/, as: DROPPED },
  { signs: /\s/, as: SPACE },
  { signs: /["'\u02bc\u2018-\u201f\u00ab\u00bb\u2039\u203a]/, as: 39 },
  { signs: /[-\u2010-\u2015\u2212]/, as: 45 },
  { signs: /\u2026/, as: DOT },
] as const
/** Of longer texts the beginning is compared. */
const LONGEST = 10_000
const known = new Uint32Array(0x10000)

/** How a text is compared: in small letters, without marks of emphasis and addresses of links, with one kind of each sign and space. */
export interface Form {
  codes: Uint16Array
  length: number
}

/** A form that is written over with every text; one text is compared with many. */
export function newForm(): Form {
  return { codes: new Uint16Array(1024), length: 0 }
}

/** Reads an NFC text into the form. */
export function readForm(text: string, form: Form = newForm()): Form {
  if (form.codes.length < text.length) form.codes = new Uint16Array(2 * text.length)
  const { codes } = form
  let [length, last] = [0, SPACE]
  for (let at = 0; at < text.length && length < LONGEST; at++) {
    const sign = (known[text.charCodeAt(at)] || learn(text.charCodeAt(at))) & 0xffff
    if (sign === DROPPED || (sign === last && (sign === SPACE || sign === DOT))) continue
    codes[length++] = last = sign
    if (sign === 93 && text.charCodeAt(at + 1) === 40) at = endOfTarget(text, at + 2)
  }
  form.length = length > 0 && last === SPACE ? length - 1 : length
  return form
}

/** Is that sign of a form one that words are made of? */
export function isWordCode(code: number): boolean {
  return ((known[code] || learn(code)) & WORD) !== 0
}

/** Behind `](`: where the address of a link ends, if that is what stands there. */
function endOfTarget(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 41) return at
    if (code <= SPACE || code === 40) break
  }
  return from - 2
}

function learn(code: number): number {
  const sign = String.fromCharCode(code)
  const same = SAME.find(({ signs }) => signs.test(sign))?.as
  const small = sign.toLowerCase()
  const folded = same ?? (code === UNKNOWN ? DROPPED : small.length === 1 ? small.charCodeAt(0) : code)
  const value = folded | (same === undefined && /[\p{L}\p{N}\p{M}]/u.test(sign) ? WORD : 0)
  known[code] = value
  return value
}
