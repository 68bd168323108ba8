import type { Span } from '../../text/prose.ts'
import { OPAQUE } from '../../text/typeset/guard.ts'
import { readDates } from './dates.ts'
import { amountsOf } from './figures.ts'
import { exactly, MOST, type Part, type Value } from './model.ts'
import { readRomans } from './romans.ts'
import { surroundings } from './surroundings.ts'

/** What is no prose though it has figures: placeholders, tags, signs by number. */
const NO_PROSE = new RegExp([
  String.raw`%(?:\d{1,2}\$)?[-+#0]{0,2}\d{0,3}(?:\.\d{1,3})?(?:hh?|ll?|z|j)?[diouxXeEfgGcspu](?![\p{L}])`, String.raw`\{\{[^{}]{0,80}\}\}`, String.raw`\$?\{[^{}]{0,80}\}`,
  String.raw`%\([\w.]{1,60}\)\w`, String.raw`<\/?[a-z!][^<>]{0,400}>`, String.raw`&#?\w{1,10};`,
].join('|'), 'giu')

/** Figures with the signs inside them, the longest way of reading first. */
const FIGURES = new RegExp([
  String.raw`(?<phone>\+\d[\d ()-]{7,18}\d\d(?!\d)|\(0\d{2,4}\) ?\d[\d -]{3,10}\d\d(?!\d)|(?<![\d-])(?=[\d-]{9})\d+(?:-\d+){2,}(?![\d-]))`,
  String.raw`(?<version>\d+(?:\.\d+){2,}(?:\.x)?)`, String.raw`(?<time>\d{1,2}:\d{2}(?::\d{2})?)(?![\d:])`, String.raw`(?<ratio>\d+[:/]\d+(?![\d:/]))`,
  String.raw`(?<number>\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?!\d)|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d|,\d)|\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d|\.\d)|\d{1,3}(?:['’]\d{3})+(?!\d)|\d+[.,]\d+(?![.,]?\d)|\d*[½¼¾⅓⅔]|(?<![\d\p{L}.…])\.\d+|\d+)`,
].join('|'), 'gu')

const MAY_HAVE = /[\d½¼¾⅓⅔IVXІХ]/u
/** In «2022 року» the year is no duration. */
const YEAR = /^[12]\d{3}$/

/** The values of a text in the language it is written in, in the order in which they stand. */
export function readValues(words: string, language: string): Value[] {
  if (!MAY_HAVE.test(words)) return []
  const text = flatten(words)
  const dates = readDates(text)
  const rest = without(text, dates)
  const numbers = firstOf(rest.matchAll(FIGURES)).map((match) => valueOf(match, rest, language))
  const values = [...dates, ...numbers, ...readRomans(rest)].sort((a, b) => a.start - b.start)
  return values.map((value, index) => sharing(value, values[index + 1], rest))
}

/** The text with one kind of space, of hyphen and of minus, sign for sign, and nothing that is no prose. */
export function flatten(words: string): string {
  return words.replace(/[\u00a0\u202f\u2009\u2007]/g, ' ').replace(/[\u2010\u2011\u2212]/g, '-').replace(NO_PROSE, (one) => OPAQUE.repeat(one.length))
}

/** A value before it is known what it says. */
type Plain = Omit<Value, 'kind' | 'amounts'>

/** A text with more of them is a table, whose values nobody compares. */
function firstOf(matches: Iterable<RegExpExecArray>): RegExpExecArray[] {
  const first: RegExpExecArray[] = []
  for (const match of matches) if (first.push(match) > MOST) break
  return first
}

function valueOf({ 0: written, index, groups = {} }: RegExpExecArray, text: string, language: string): Value {
  const figures = { start: index, end: index + written.length }
  const plain = { ...figures, figures, written, unit: null, times: 1, name: null, parts: [] }
  if (groups['phone'] || groups['version']) return { ...plain, kind: 'label', amounts: [], written: groups['phone'] ? written.replace(/\D/g, '') : written }
  if (groups['time']) return timeOf(plain, text)
  if (groups['ratio']) return ratioOf(plain)
  const { times, name, clock, isDecade, isNegative, ...around } = surroundings(text, figures)
  const { unit, start, end } = around.unit === 'y' && YEAR.test(written) ? { ...figures, unit: null } : around
  const amounts = amountsOf(written, language).map((amount) => exactly(amount * times * (isNegative ? -1 : 1)))
  if (clock !== null && (amounts[0] ?? 24) < 13) return clockOf({ ...plain, start, end }, clock)
  const readings = [...(isDecade ? decadeOf(amounts) : amounts), ...unlikely(amounts[0] ?? 0, { text, ...figures })]
  return { ...plain, start, end, kind: 'number', amounts: readings, unit, times, name, parts: piecesOf(index, written) }
}

/** 1.5m may be millions, and ’14 is a year. */
function unlikely(amount: number, { text, start, end }: { text: string } & Span): number[] {
  if (/^m(?!\p{L})/u.test(text.slice(end, end + 2))) return [exactly(amount * 1e6)]
  return end - start === 2 && /['’]/.test(text.charAt(start - 1)) ? [2000 + amount, 1900 + amount] : []
}

/** Two numbers that only look like one, «у 2020 100»; a day and a month, «після 24.02». */
function piecesOf(start: number, written: string): Part[] {
  if (written.includes(' ')) return partsOf(start, written, ['number', 'number', 'number'])
  return /^(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])$/.test(written) ? partsOf(start, written, ['day', 'month']) : []
}

/** The nineties are the 1990s, if not the 1890s. */
function decadeOf(amounts: readonly number[]): readonly number[] {
  const [year = 1] = amounts
  if (year % 10 !== 0 || year > 2100) return amounts
  return year < 100 ? [year, 1900 + year, 1800 + year, 2000 + year] : [...amounts, year % 100]
}

function timeOf(plain: Plain, text: string): Value {
  const [hour = 0, minute = 0] = plain.written.split(':').map(Number)
  const { clock, end } = surroundings(text, plain.figures)
  const parts = partsOf(plain.start, plain.written, ['hour', 'minute'])
  if (hour > 24 || minute > 59) return { ...plain, kind: 'label', amounts: [], parts: partsOf(plain.start, plain.written, ['number', 'number']) }
  const minutes = clock === null ? hour * 60 + minute : (hour % 12 + clock) * 60 + minute
  // Without a.m. or p.m. a time before noon may be one after it.
  return { ...plain, end: clock === null ? plain.end : end, kind: 'time', amounts: clock === null && hour < 12 ? [minutes, minutes + 720] : [minutes], parts }
}

/** 2 p.m., 6.30 p.m. */
function clockOf(plain: Plain, clock: number): Value {
  const [hour = 0, minute = 0] = plain.written.split('.').map(Number)
  const [first, ...rest] = partsOf(plain.figures.start, plain.written, ['hour', 'minute'])
  const parts = first ? [{ ...first, amounts: [hour % 12 + clock, hour] }, ...rest] : []
  return { ...plain, kind: 'time', amounts: [(hour % 12 + clock) * 60 + minute], parts }
}

/** 3/4 is an amount too; 2024/25 are two years; 24/7 says “always”. */
function ratioOf(plain: Plain): Value {
  const { written, start } = plain
  const [one = 0, other = 0] = written.split('/').map(Number)
  const amounts = written.includes('/') && other > 0 ? [exactly(one / other)] : []
  const years = /^[12]\d{3}\/\d\d$/.test(written) ? [one - one % 100 + other] : []
  const parts = partsOf(start, written, ['number', 'number']).map((part, i) => i === 1 ? { ...part, amounts: [...years, ...part.amounts] } : part)
  return { ...plain, kind: 'label', amounts, parts, name: written === '24/7' ? written : null }
}

function partsOf(start: number, written: string, roles: readonly Part['role'][]): Part[] {
  return [...written.matchAll(/\d+/g)].map(({ 0: digits, index }, i) => {
    return { role: roles[i] ?? 'number', start: start + index, end: start + index + digits.length, amounts: [Number(digits)] }
  })
}

/** 2–3 million is two million to three; 1939–40 ends in 1940. */
function sharing(value: Value, next: Value | undefined, text: string): Value {
  const before = text.slice(Math.max(0, value.start - 6), value.start)
  const year = /(?<![\d.,])([12]\d)\d\d ?[–-] ?$/.exec(before)?.[1]
  if (year && /^\d\d$/.test(value.written) && value.times === 1) return { ...value, amounts: [Number(year) * 100 + Number(value.written), ...value.amounts] }
  if (value.kind !== 'number' || next?.kind !== 'number' || value.times !== 1 || value.unit !== null) return value
  if (!/^ ?(?:[–—-]|to|до|і|й|та|and|or|або|чи|do|bis|und|i) ?$/u.test(text.slice(value.end, next.start))) return value
  const shared = value.amounts.map((amount) => exactly(amount * next.times))
  return { ...value, unit: next.unit, amounts: next.times === 1 ? value.amounts : [...value.amounts, ...shared] }
}

function without(text: string, values: readonly Value[]): string {
  let [rest, at] = ['', 0]
  for (const { start, end } of values.toSorted((a, b) => a.start - b.start)) {
    rest += text.slice(at, start) + OPAQUE.repeat(end - start)
    at = end
  }
  return rest + text.slice(at)
}
