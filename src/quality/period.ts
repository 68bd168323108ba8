import type { Timestamp } from '../db/columns.ts'

const DAY = 86_400_000
/** So many days are shown to somebody who has not said which. */
const USUAL_DAYS = 90

/** How the days of a place are told; `rooms.ts` hands it over. */
export interface Calendar {
  momentIn: (zone: string, date: string, time: string) => { at: Timestamp } | null
  clockIn: (zone: string, at: Timestamp) => { date: string }
}

export interface Period {
  /** The first and the last day, as a form spells them. */
  typed: { from: string; to: string }
  from: Timestamp
  /** Before this moment. */
  until: Timestamp
}

/** The days that an address asks for, else the last ninety; null for days that no calendar has, or a last one before the first. */
export function readPeriod(query: Readonly<Record<string, unknown>>, { zone, now, calendar: { momentIn, clockIn } }: {
  zone: string; now: Timestamp; calendar: Calendar
}): { typed: Period['typed']; period: Period | null } {
  const day = (name: string, usual: Timestamp) => typeof query[name] === 'string' ? query[name] : clockIn(zone, usual).date
  const typed = { from: day('from', new Date(Date.parse(now) - USUAL_DAYS * DAY).toISOString()), to: day('to', now) }
  const [first, last] = [momentIn(zone, typed.from, '00:00'), momentIn(zone, typed.to, '00:00')]
  // Not a day of 24 hours where the clocks are changed: the beginning of the next one.
  const next = last && momentIn(zone, new Date(Date.parse(typed.to) + DAY).toISOString().slice(0, 10), '00:00')
  return { typed, period: first && next && first.at < next.at ? { typed, from: first.at, until: next.at } : null }
}
