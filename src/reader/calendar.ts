const DAY_MS = 86_400_000
const days = new Map<string, Intl.DateTimeFormat>()

/** The calendar day of a moment in a time zone, as `2025-12-10`. Moments are milliseconds of the epoch or ISO text. */
export function dayIn(timeZone: string, moment: number | string): string {
  const format = days.get(timeZone)
    ?? new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  days.set(timeZone, format)
  return format.format(typeof moment === 'string' ? Date.parse(moment) : moment)
}

/** The first millisecond of the next calendar day in a time zone; days have 23 to 25 hours, and a few zones leave one out. */
export function nextMidnight(timeZone: string, moment: number): number {
  const today = dayIn(timeZone, moment)
  let [still, past] = [moment, moment + 2 * DAY_MS]
  while (past - still > 1) {
    const middle = Math.floor((still + past) / 2)
    if (dayIn(timeZone, middle) === today) still = middle
    else past = middle
  }
  return past
}

/** The first millisecond of a year in a time zone. */
export function yearStart(timeZone: string, year: number): number {
  return nextMidnight(timeZone, lastNoon(timeZone, year - 1))
}

/** The calendar year of a moment in a time zone. */
export function yearIn(timeZone: string, moment: string): number {
  return Number(dayIn(timeZone, moment).slice(0, 4))
}

/** Around noon of the last day of a year, wherever on Earth. */
function lastNoon(timeZone: string, year: number): number {
  const greenwich = Date.UTC(year, 11, 31, 12)
  return dayIn(timeZone, greenwich) === `${year}-12-31` ? greenwich : greenwich - DAY_MS / 2
}
