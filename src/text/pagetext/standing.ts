import { calendarOf } from './dates.ts'
import type { Calendar } from './dates.ts'

/** What a line of a masthead says. `rest` is what was not understood: nothing, or perhaps a place. */
interface StandingLine { temperature: boolean; date: boolean; time: boolean; rest: string }

const LONGEST = 100
const TEMPERATURE = /(?:^|[\s|,;:·])[+\-−–]?\d{1,2}(?:[.,]\d)?\s?(?:°\s?[CFСФ]?|º\s?[CFС]?|℃|℉|[CFС](?=$|[\s|,;·]))/u
const NUMERIC_DATE = /(?:^|[\s|,;·])(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?=$|[\s|,;·.])/u
const TIME = /(?:^|[\s|,;·])\d{1,2}:\d{2}(?=$|[\s|,;·])/u
const TEMPERATURE_WORDS = /^(?:температура|temperature|погода|weather)[:\s]+/iu

/** Takes temperature, date and time out of a line. */
export function readStandingLine(text: string, language: string): StandingLine {
  if (text.length > LONGEST) return { temperature: false, date: false, time: false, rest: text }
  const warm = take(text.replace(TEMPERATURE_WORDS, ''), TEMPERATURE)
  const numeric = take(warm.rest, NUMERIC_DATE)
  const clock = take(numeric.rest, TIME)
  const worded = takeWords(clock.rest, calendarOf(language))
  const date = numeric.found || worded.found
  return { temperature: warm.found, date, time: clock.found, rest: worded.found || date || warm.found ? worded.rest : text }
}

/** A line that is nothing but a temperature, a date or both. */
export function isStandingLine(text: string, language: string): boolean {
  if (text.length > LONGEST || !/[\d°]/u.test(text)) return false
  const { temperature, date, rest } = readStandingLine(text, language)
  return (temperature || date) && rest === ''
}

function take(text: string, pattern: RegExp): { found: boolean; rest: string } {
  const rest = text.replace(pattern, ' ')
  return { found: rest !== text, rest: tidy(rest) }
}

const tidy = (text: string): string => text.replace(/^[\s|,;:·•.—–-]+|[\s|,;:·•—–-]+$/gu, '')

const DATE_WORDS = new Set(['р', 'року', 'рік', 'of', 'the', 'г', 'года', 'updated', 'published', 'оновлено', 'опубліковано', 'дата', 'date', 'on', 'at', 'о'])

/** A date in words: a month with a day or a year; weekdays and small words beside it are part of it. */
function takeWords(text: string, { months, weekdays }: Calendar): { found: boolean; rest: string } {
  const words = text.split(/[\s,|·]+/u)
  const bare = words.map((word) => word.toLowerCase().replace(/[.:]$/u, ''))
  const hasMonth = bare.some((word) => months.has(word))
  const hasNumber = bare.some((word) => isDayOrYear(word))
  if (!(hasMonth && hasNumber)) return { found: false, rest: withoutWeekday(text, words, bare, weekdays) }
  const rest = words.filter((_, at) => {
    const word = bare[at] ?? ''
    return !(months.has(word) || weekdays.has(word) || isDayOrYear(word) || DATE_WORDS.has(word))
  })
  return { found: true, rest: tidy(rest.join(' ')) }
}

/** Beside a date in figures a weekday may be all that is left. */
function withoutWeekday(text: string, words: string[], bare: string[], weekdays: Set<string>): string {
  return tidy(words.length <= 3 && bare.every((word) => weekdays.has(word) || DATE_WORDS.has(word)) ? '' : text)
}

function isDayOrYear(word: string): boolean {
  const digits = word.replace(/(?:st|nd|rd|th|го|-го)$/u, '')
  if (!/^\d{1,4}$/u.test(digits)) return false
  const value = Number(digits)
  return (value >= 1 && value <= 31) || (value >= 1900 && value <= 2199)
}
