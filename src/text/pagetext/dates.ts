const MONTHS = [...Array(12).keys()]
const WEEKDAYS = [...Array(7).keys()]

export interface Calendar { months: Set<string>; weekdays: Set<string> }

const calendars = new Map<string, Calendar>()

/** Names of months and weekdays in the page's language, Ukrainian and English: in full, short, alone and in dates. */
export function calendarOf(language: string): Calendar {
  const known = calendars.get(language)
  if (known) return known
  const calendar: Calendar = { months: new Set(), weekdays: new Set() }
  for (const each of new Set([language, 'en', 'uk'])) addNames(calendar, each)
  calendars.set(language, calendar)
  return calendar
}

function addNames({ months, weekdays }: Calendar, language: string): void {
  for (const style of ['long', 'short'] as const) {
    const inDates = new Intl.DateTimeFormat(language, { day: 'numeric', month: style, timeZone: 'UTC' })
    const alone = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' })
    const weekday = new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' })
    for (const month of MONTHS) {
      const day = new Date(Date.UTC(2025, month, 15))
      addName(months, inDates.formatToParts(day).find(({ type }) => type === 'month')?.value)
      addName(months, alone.format(day))
    }
    for (const day of WEEKDAYS) addName(weekdays, weekday.format(new Date(Date.UTC(2025, 5, 1 + day))))
  }
}

function addName(names: Set<string>, name = ''): void {
  const bare = name.toLowerCase().replace(/\.$/u, '')
  if (bare.length >= 2) names.add(bare)
}
