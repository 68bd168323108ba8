import { decimalSignOf, writeAmount } from './figures.ts'
import type { Value } from './model.ts'

const NAMES: Readonly<Record<string, string>> = {
  km: 'kilometer', m: 'meter', cm: 'centimeter', mm: 'millimeter', mi: 'mile', ft: 'foot', kg: 'kilogram', g: 'gram', l: 'liter', ml: 'milliliter', '°C': 'celsius', '°F': 'fahrenheit',
  ha: 'hectare', 'km/h': 'kilometer-per-hour', mph: 'mile-per-hour', kB: 'kilobyte', MB: 'megabyte', GB: 'gigabyte', TB: 'terabyte', s: 'second', ms: 'millisecond',
  min: 'minute', h: 'hour', d: 'day', wk: 'week', mo: 'month', y: 'year', gal: 'gallon', lb: 'pound', oz: 'ounce', in: 'inch', yd: 'yard', acre: 'acre',
}
const HRYVNIA = 'UAH'
/** Signs of the longest abbreviation of a unit, with its space. */
const SHORT = 4

/** A value as the language writes it: `2,5 млн` in English is `2.5 million`. */
export function writeValue(value: Value, language: string): string {
  if (value.kind === 'date') return writeDate(value, language)
  const [amount] = value.amounts
  if (value.kind !== 'number' || amount === undefined || isDotted(value.written)) return value.written
  if (isBare(value)) return value.written
  const figures = value.times > 1 ? compact(amount, language) : writeAmount(amount, language)
  return withUnit(figures, value, language).replace(/[ \u202f]/g, '\u00a0')
}

/** Figures without signs need no other form: 2022 and 8333 are the same everywhere. */
function isBare({ written, unit, times }: Value): boolean {
  return /^\d+$/.test(written) && unit === null && times === 1
}

function withUnit(figures: string, { unit, amounts, times, start, end, written }: Value, language: string): string {
  if (unit === null) return figures
  if (unit === '%') return `${figures}%`
  if (unit === HRYVNIA) return language === 'uk' ? `${figures} грн` : language === 'en' ? `UAH ${figures}` : `${figures} UAH`
  if (/^[A-Z]{3}$/.test(unit)) return money(figures, unit, language)
  const name = NAMES[unit]
  if (!name || times > 1) return figures
  const isSpelt = end - start > written.length + SHORT
  return new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: isSpelt ? 'long' : 'short', maximumFractionDigits: 9 }).format(amounts[0] ?? 0)
}

function money(figures: string, currency: string, language: string): string {
  const shown = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', maximumFractionDigits: 0 }).formatToParts(1)
  const symbol = shown.find(({ type }) => type === 'currency')?.value ?? currency
  return shown[0]?.type === 'currency' ? `${symbol}${/^\p{L}/u.test(symbol) ? ' ' : ''}${figures}` : `${figures} ${symbol}`
}

function compact(amount: number, language: string): string {
  const compactDisplay = language === 'en' ? 'long' : 'short'
  return new Intl.NumberFormat(language, { notation: 'compact', compactDisplay, maximumFractionDigits: 6 }).format(amount)
}

function writeDate({ parts }: Value, language: string): string {
  const [day, month = 1, year] = (['day', 'month', 'year'] as const).map((role) => parts.find((part) => part.role === role)?.amounts[0])
  const date = new Date(Date.UTC(year ?? 2000, month - 1, day ?? 1))
  return new Intl.DateTimeFormat(language, {
    timeZone: 'UTC', month: 'long', ...(day ? { day: 'numeric' } : {}), ...(year ? { year: 'numeric' } : {}),
  }).format(date).replace(' р.', '\u00a0р.')
}

/** A number with a point in a text of a language that has none may be a version: it stays as it stands. */
function isDotted(written: string): boolean {
  return decimalSignOf('en') === '.' && /^\d+(?:\.\d+){2,}/.test(written)
}
