import type { Line } from './lines.ts'
import type { ListKind } from './model.ts'

/** How a list line begins. Figures and letters may be read in several ways: `i)` is a letter and a Roman one. */
export interface Marker { list: ListKind; sign: string; readings: Reading[]; length: number; sure: boolean }
export interface Reading { style: string; value: number }

/** A line that might begin a list item. `previous` is the last line of text before it, `fresh` if a gap lies between. */
export interface Candidate { line: Line; marker: Marker; previous: Line | undefined; fresh: boolean }

const SURE_BULLETS = '•◦▪▫‣●○■□➢➤✓✔·∙⁃'
const DOUBTFUL_BULLETS = '*+-–—'

/** The marker a line begins with, if it begins with one; whether it stands in a list is for its neighbours to say. */
export function readMarker(text: string): Marker | undefined {
  const first = text[0] ?? ''
  if (SURE_BULLETS.includes(first)) return bullet(text, first, true)
  if (DOUBTFUL_BULLETS.includes(first)) return text[1] === ' ' ? bullet(text, first, false) : undefined
  return readNumber(text.slice(0, 10))
}

function bullet(text: string, sign: string, sure: boolean): Marker | undefined {
  const length = /^\s/u.test(text.slice(1, 2)) ? 2 : 1
  if (text.length <= length) return undefined
  return { list: 'bulleted', sign, readings: [{ style: sign, value: 1 }], length, sure }
}

const NUMBER = /^\(?(\d{1,3}|\p{L}|[ivx]{2,5}|[IVX]{2,5})([.)])\s/u

// Years stay out: three figures at most. A capital with a full stop is a person's initial, unless it is Roman.
function readNumber(head: string): Marker | undefined {
  const match = NUMBER.exec(head)
  const [whole, token, closing] = [match?.[0] ?? '', match?.[1] ?? '', match?.[2] ?? '']
  if (token === '' || (whole.startsWith('(') && closing !== ')')) return undefined
  const readings = readToken(token, closing).map(({ style, value }) => ({ style: style + whole.slice(0, 1).replace(/[^(]/u, '') + closing, value }))
  return readings.length === 0 ? undefined : { list: 'ordered', sign: whole.trim(), readings, length: whole.length, sure: false }
}

const LATIN = 'abcdefghijklmnopqrstuvwxyz'
const CYRILLIC = 'абвгґдеєжзиіїйклмнопрстуфхцчшщюя'

function readToken(token: string, closing: string): Reading[] {
  if (/^\d/u.test(token)) return [{ style: '1', value: Number(token) }]
  const small = token.toLowerCase()
  const capital = small !== token
  const readings: Reading[] = []
  const roman = romanValue(small)
  if (roman > 0) readings.push({ style: capital ? 'I' : 'i', value: roman })
  if (capital && closing === '.') return readings
  if (LATIN.includes(small)) readings.push({ style: capital ? 'A' : 'a', value: LATIN.indexOf(small) + 1 })
  if (CYRILLIC.includes(small)) readings.push({ style: capital ? 'А' : 'а', value: CYRILLIC.indexOf(small) + 1 })
  return readings
}

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii', 'xiii', 'xiv', 'xv', 'xvi', 'xvii', 'xviii', 'xix', 'xx']
// Ukrainian keyboards offer і, х where Roman figures want i, x.
const LOOKALIKES: Record<string, string> = { і: 'i', х: 'x' }

function romanValue(token: string): number {
  const latin = [...token].map((char) => LOOKALIKES[char] ?? char).join('')
  return ROMAN.indexOf(latin) + 1
}

/** Whether `next` may follow `value`: letters of rare use (ґ, є, ї, й) are often left out. */
export function follows(style: string, value: number, next: number): boolean {
  const gap = next - value
  return style.startsWith('а') || style.startsWith('А') ? gap >= 1 && gap <= 3 : gap === 1
}
