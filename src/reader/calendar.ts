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

/** The calendar years of moments that come newest first: how many there are in each, and how many come before it. */
export function countYears(timeZone: string, moments: readonly string[]): { year: number; before: number; count: number }[] {
  const found: { year: number; before: number; count: number }[] = []
  for (const [before, moment] of moments.entries()) {
    const year = yearIn(timeZone, moment)
    const last = found.at(-1)
    if (last?.year === year) last.count += 1
    else found.push({ year, before, count: 1 })
  }
  return found
}

/** Only beside a new year can another zone have another year; asking for each date would take most of a page's time. */
function yearIn(timeZone: string, moment: string): number {
  return Number((/-(12-31|01-01)T/.test(moment) ? dayIn(timeZone, moment) : moment).slice(0, 4))
}
