/**
 * The words of many blocks as numbers, one after another: those of block n stand from `starts[n]` to `starts[n + 1]`. A word is
 * its first letters, whatever its case and ending.
 */
export interface Stems { words: Int32Array; starts: Int32Array }

const STEM = 5
/** Of a longer block only so many words are compared. */
const MOST_WORDS = 4000

const SEPARATOR = 1
const NOTHING = 2
const ALONE = 3
const IGNORED = /['\u2018\u2019\u02bc`\u00ad\u200b\u2060\ufeff]/
// Scripts that write no spaces between words: every sign is a word.
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff]/
const WORDLIKE = /[\p{L}\p{N}\p{M}\ud800-\udfff]/u
const signs = new Uint16Array(0x10000)

export function readStems(texts: readonly string[]): Stems {
  const starts = new Int32Array(texts.length + 1)
  const row = { words: new Int32Array(1024), size: 0 }
  for (const [at, text] of texts.entries()) {
    readText(text.normalize('NFC'), row)
    starts[at + 1] = row.size
  }
  return { words: row.words.subarray(0, row.size), starts }
}

function readText(text: string, row: { words: Int32Array; size: number }): void {
  const end = row.size + MOST_WORDS
  let word = 0
  let length = 0
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 0x20
    const sign = signs[code] || learn(code)
    if (sign === NOTHING) continue
    if (sign === SEPARATOR || sign === ALONE) {
      if (length > 0 && row.size < end) push(row, word)
      if (sign === ALONE && row.size < end) push(row, code)
      word = 0
      length = 0
    } else if (length++ < STEM || isDigit(code)) word = Math.imul(word, 0x01000193) + sign | 0
  }
}

function push(row: { words: Int32Array; size: number }, word: number): void {
  if (row.size === row.words.length) {
    const wider = new Int32Array(row.size * 2)
    wider.set(row.words)
    row.words = wider
  }
  row.words[row.size++] = word
}

function learn(code: number): number {
  const sign = String.fromCharCode(code)
  const kind = kindOf(sign)
  signs[code] = kind
  return kind
}

/** What a sign is, or as which letter it counts. */
function kindOf(sign: string): number {
  if (IGNORED.test(sign)) return NOTHING
  if (UNSPACED.test(sign)) return ALONE
  return WORDLIKE.test(sign) ? sign.toLowerCase().charCodeAt(0) : SEPARATOR
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}
