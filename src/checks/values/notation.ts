import type { Span } from '../../text/prose.ts'
import { decimalSignOf, writeAmount } from './figures.ts'
import { exactly, type Part, type Value } from './model.ts'
import { monthLike } from './month-forms.ts'
import { writeRoman } from './romans.ts'

/** A part of the words, and what is to stand there. */
export type Piece = Span & { text: string }

/** A value of the translation, where it stands. */
interface Place {
  value: Value
  text: string
  language: string
}

/** Signs after which nothing inflects with the number. */
const FIXED = /^(?:км|м|см|мм|кг|г|т|л|мл|га|с|хв|год|мс|грн|коп|дол|євро|млн|млрд|трлн|тис|р|рр|ст|mln|mld|mrd|mio|tys|km|cm|mm|kg|g|m|h|min|[KMGT]?B|[кКМГТ]Б|million|billion|trillion|thousand|percent|per|[A-Z]{3})$/u
const YEAR = /^[12]\d{3}$/
const OF_YEARS = /^(?:року|рік|році|роком)$/u
/** «2-й», «2-го»: endings that every number has. */
const SAFE_ENDING = /^-(?:й|го|му|х|\p{L}{4,})(?!\p{L})/u
const ORDINAL = /^(?:st|nd|rd|th)(?!\p{L})/u

/** The new figures in the notation of the old ones; null where words beside them would have to change, or nobody can tell how. */
export function newFigures({ old, wanted }: { old: Value; wanted: Value }, place: Place): Piece[] | null {
  const { value, text, language } = place
  if (wanted.kind !== old.kind || value.kind !== old.kind) return null
  if (value.kind === 'date') return newDate(wanted, place)
  if (value.kind === 'time') return newTime(wanted, value)
  if (value.kind === 'label') return value.written === old.written ? [{ ...value.figures, text: wanted.written }] : null
  const at = old.amounts.findIndex((amount) => amount === value.amounts[0])
  const amount = wanted.amounts[at]
  if (amount === undefined || Math.sign(amount) !== Math.sign(value.amounts[0] ?? 0)) return null
  const made = writtenLike(value.written, Math.abs(exactly(amount / value.times)), { wanted, language, isSame: old.times === value.times })
  return made === null ? null : withEnding(made, { value, text, language })
}

/** The ending of an English ordinal is made anew; a word that inflects with the number must fit the new one too. */
function withEnding(made: string, { value: { figures, written }, text, language }: Place): Piece[] | null {
  const after = text.slice(figures.end, figures.end + 30)
  if (language === 'en' && /(?<!\p{L})an? $/iu.test(text.slice(Math.max(0, figures.start - 4), figures.start))) return null
  const ordinal = ORDINAL.exec(after)?.[0]
  if (ordinal) return [{ start: figures.start, end: figures.end + ordinal.length, text: `${made}${ordinalEnding(made)}` }]
  if (/^-?\p{L}/u.test(after) && !SAFE_ENDING.test(after) && !FIXED.test(/^\p{L}+/u.exec(after)?.[0] ?? '')) return null
  const word = /^ (\p{L}+)/u.exec(after)?.[1]
  const isYear = YEAR.test(written) && YEAR.test(made) && OF_YEARS.test(word ?? '')
  if (word && !FIXED.test(word) && !isYear && pluralOf(written, language) !== pluralOf(made, language)) return null
  return [{ ...figures, text: made }]
}

interface Model {
  wanted: Value
  language: string
  /** The original and the translation have the same multiplier: the decimals are those of the original. */
  isSame: boolean
}

/** With the separators of the old figures; in groups where they were, or where the new ones of the original are. */
function writtenLike(old: string, amount: number, { wanted, language, isSame }: Model): string | null {
  if (/^[IVXІХ]+$/.test(old)) return amount < 50 && Number.isInteger(amount) ? writeRoman(amount) : null
  const short = /^\d\d$/.test(old) && amount > 1000 && amount < 2100 ? amount % 100 : amount
  if (/^0\d/.test(old) || !/^[\d.,  \u202f'’]+$/.test(old)) return null
  const decimals = isSame ? /[.,](\d{1,2}|\d{4,})$/.exec(wanted.written)?.[1] ?? '' : String(exactly(short)).split('.')[1] ?? ''
  if (decimals.length > 3) return null
  const whole = String(Math.trunc(short))
  const sign = /^\d{1,3}(?:([.,  '’])\d{3})+/.exec(old)?.[1]
  const isGrouped = sign !== undefined || (/\d[., '’]\d{3}(?!\d)/.test(wanted.written) && short >= 1000)
  const grouped = isGrouped ? groups(whole, sign === ' ' || sign === undefined ? language : sign) : whole
  const point = /^\d+([.,])\d+$/.exec(old)?.[1] ?? decimalSignOf(language)
  return decimals ? `${grouped}${point}${decimals}` : grouped
}

/** By a sign, or as a language does. */
function groups(whole: string, by: string): string {
  return by.length > 1 ? writeAmount(Number(whole), by) : whole.replace(/\B(?=(?:\d{3})+$)/g, by)
}

function newTime(wanted: Value, { amounts, end, figures, written }: Value): Piece[] | null {
  const [minutes = 0] = wanted.amounts
  if (end !== figures.end || !/^\d\d?:\d\d$/.test(written) || amounts.length !== 1 || wanted.amounts.length !== 1) return null
  const hour = String(Math.floor(minutes / 60)).padStart(written.startsWith('0') ? 2 : 1, '0')
  return [{ ...figures, text: `${hour}:${String(minutes % 60).padStart(2, '0')}` }]
}

function newDate(wanted: Value, { value, text, language }: Place): Piece[] | null {
  const pieces = value.parts.map((part) => {
    const amount = wanted.parts.find(({ role }) => role === part.role)?.amounts
    const old = text.slice(part.start, part.end)
    const made = amount?.length === 1 && amount[0] !== undefined ? partLike(old, part, amount[0], language) : null
    return made === null || ORDINAL.test(text.slice(part.end, part.end + 3)) ? null : { start: part.start, end: part.end, text: made }
  })
  return pieces.every((piece) => piece !== null) ? pieces : null
}

function partLike(old: string, { role, amounts }: Part, amount: number, language: string): string | null {
  if (amounts.length > 1) return null
  if (/^\d/.test(old)) return String(amount).padStart(old.startsWith('0') || (role !== 'year' && old.length === 2 && role === 'month') ? 2 : 1, '0')
  return monthLike(old, amounts[0] ?? 0, amount, language)
}

function ordinalEnding(written: string): string {
  const rule = new Intl.PluralRules('en', { type: 'ordinal' }).select(Number(written.replace(/\D/g, '')))
  return { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' }[rule]
}

function pluralOf(written: string, language: string): string {
  return new Intl.PluralRules(language).select(Number(written.replace(/[  \u202f'’]/g, '').replace(',', '.')))
}
