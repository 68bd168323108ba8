import { createIntl, createIntlCache } from '@formatjs/intl'
import { direction, endonym } from './languages.ts'

/** Values as a reader of one interface language expects them. Times come in as ISO text. */
export interface Format {
  /** By whose clock every time is told. */
  timeZone: string
  /** «10 грудня 2025 р.» A bare date (`2025-12-10`) is that day in every zone. */
  date: (iso: string) => string
  /** «середа, 10 грудня 2025 р.» */
  fullDate: (iso: string, timeZone?: string) => string
  /** «грудень 2025 р.» */
  month: (iso: string) => string
  /** «14:02» */
  time: (iso: string) => string
  /** «10 грудня 2025 р. о 14:02» */
  dateTime: (iso: string) => string
  /** «2 години тому» up to seven days either way, then the date. */
  relative: (iso: string, now?: string) => string
  number: (value: number) => string
  /** A share from 0 to 1: 0.87 is “87%”. */
  percent: (share: number) => string
  /** «а, б і в» */
  list: (items: readonly string[]) => string
  /** Degrees Celsius, at most one decimal: «−9,1 °C» */
  temperature: (degrees: number) => string
  /** The same in whole words, for those who hear it: “9.1 degrees Celsius”. */
  spokenTemperature: (degrees: number) => string
  /** Bytes, in decimal megabytes: «1,2 МБ» */
  size: (bytes: number) => string
  /** The name of a language in the interface language: «англійська». */
  languageName: (tag: string) => string
  /** The name of a language in itself, as a title: “English”. */
  endonym: (tag: string) => string
  direction: (tag: string) => 'ltr' | 'rtl'
}

const NBSP = '\u00A0'
const MINUS = '\u2212'
const MEGABYTE = 1_000_000
const BARE_DATE = /^\d{4}-\d{2}-\d{2}$/
// British dates and 24-hour times: what a publication in Ukraine writes in English.
const REGIONAL: Readonly<Record<string, string>> = { en: 'en-GB' }

const cache = createIntlCache()

/** Formats of one language; every time is shown in `timeZone`. */
export function createFormat(language: string, timeZone: string): Format {
  const intl = createIntl({ locale: REGIONAL[language] ?? language, timeZone, messages: {}, onError: rethrow }, cache)
  const zone = (iso: string, place = timeZone) => (BARE_DATE.test(iso) ? 'UTC' : place)
  const date = (iso: string) => glueYear(intl.formatDate(iso, { dateStyle: 'long', timeZone: zone(iso) }))
  return {
    timeZone,
    date,
    fullDate: (iso, place = timeZone) => glueYear(intl.formatDate(iso, { dateStyle: 'full', timeZone: zone(iso, place) })),
    month: (iso) => glueYear(intl.formatDate(iso, { month: 'long', year: 'numeric', timeZone: zone(iso) })),
    time: (iso) => intl.formatDate(iso, { timeStyle: 'short' }),
    dateTime: (iso) => glueYear(intl.formatDate(iso, { dateStyle: 'long', timeStyle: 'short' })),
    relative: (iso, now = new Date().toISOString()) => {
      const step = stepBetween(iso, now, timeZone)
      return step ? intl.formatRelativeTime(step.count, step.unit, { numeric: 'auto' }) : date(iso)
    },
    number: remembering((value) => trueMinus(intl.formatNumber(value))),
    percent: (share) => intl.formatNumber(share, { style: 'percent', maximumFractionDigits: 0 }),
    list: (items) => joinUkrainian(intl.formatList([...items], { type: 'conjunction' }), items),
    temperature: (degrees) => trueMinus(intl.formatNumber(degrees, { style: 'unit', unit: 'celsius', maximumFractionDigits: 1 })),
    spokenTemperature: (degrees) => trueMinus(intl.formatNumber(degrees, { style: 'unit', unit: 'celsius', unitDisplay: 'long', maximumFractionDigits: 1 })),
    size: (bytes) => intl.formatNumber(bytes / MEGABYTE, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }),
    languageName: (tag) => intl.formatDisplayName(tag, { type: 'language' }) ?? tag,
    endonym,
    direction,
  }
}

const MOST_WRITTEN = 5000

/** Pages count the same small numbers again and again. */
function remembering(write: (value: number) => string): (value: number) => string {
  const written = new Map<number, string>()
  return (value) => {
    const known = written.get(value)
    if (known !== undefined) return known
    const text = write(value)
    // Minus zero is another number, and the same key.
    if (written.size < MOST_WRITTEN && !Object.is(value, -0)) written.set(value, text)
    return text
  }
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const LONGEST = 7

interface Step {
  count: number
  unit: 'second' | 'minute' | 'hour' | 'day'
}

/** Days are counted by the calendar: late last night is yesterday, whatever the hours between. */
function stepBetween(iso: string, now: string, timeZone: string): Step | undefined {
  const distance = Date.parse(iso) - Date.parse(now)
  if (Math.abs(distance) < MINUTE) return { count: 0, unit: 'second' }
  if (Math.abs(distance) < HOUR) return { count: Math.trunc(distance / MINUTE), unit: 'minute' }
  if (Math.abs(distance) < DAY) return { count: Math.trunc(distance / HOUR), unit: 'hour' }
  const days = dayNumber(iso, timeZone) - dayNumber(now, timeZone)
  return Math.abs(days) <= LONGEST ? { count: days, unit: 'day' } : undefined
}

function dayNumber(iso: string, timeZone: string): number {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(iso))
  return Date.parse(day) / DAY
}

/** «Українська й англійська»: after a vowel the Ukrainian «і» is written «й», save before й, є, ї, ю, я. */
function joinUkrainian(text: string, items: readonly string[]): string {
  const [before = '', last = ''] = items.slice(-2)
  const joined = /[аеєиіїоуюя]$/i.test(before) && /^[а-щґиі]/i.test(last) && text.endsWith(` і ${last}`)
  return joined ? `${text.slice(0, -last.length - 2)}й ${last}` : text
}

function glueYear(text: string): string {
  return text.replace(/ (?=р\.)/, NBSP)
}

function trueMinus(text: string): string {
  return text.replace('-', MINUS)
}

function rethrow(error: Error): never {
  throw error
}
