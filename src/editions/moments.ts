import type { Timestamp } from '../db/columns.ts'

/** A moment typed as a date and a time of the site's place. */
export interface Moment {
  at: Timestamp
  /** `gap`: the clocks skip that time, so it is the one after; `overlap`: the clocks show it twice, so it is the first. */
  shift: 'gap' | 'overlap' | null
}

/** `undecided`: a time was typed, but publishing now was chosen. */
export type TimeProblem = 'required' | 'invalid' | 'past' | 'undecided'

const DAY = 86_400_000
/** How far ahead something can be planned: further is a slip of the hand. */
const YEARS_AHEAD = 5

/** The moment when clocks in the zone show this date (`2026-12-14`) and time (`09:00`); null when there is no such date or time. */
export function momentIn(zone: string, date: string, time: string): Moment | null {
  const shown = wallClock(date, time)
  if (shown === null) return null
  // Zones change their clocks far less often than every day: one offset holds before, and one after.
  const before = offsetAt(shown - DAY, zone)
  const after = offsetAt(shown + DAY, zone)
  const candidates = [before, after].map((offset) => shown - offset)
  const real = candidates.filter((at) => at + offsetAt(at, zone) === shown)
  if (real.length === 0) return { at: new Date(shown - before).toISOString(), shift: 'gap' }
  return { at: new Date(Math.min(...real)).toISOString(), shift: new Set(real).size > 1 ? 'overlap' : null }
}

/** What clocks in the zone show at a moment, as forms spell it. */
export function clockIn(zone: string, at: Timestamp): { date: string; time: string } {
  const moment = Date.parse(at)
  const [date = '', time = ''] = new Date(moment + offsetAt(moment, zone)).toISOString().split('T')
  return { date, time: time.slice(0, 5) }
}

/** Can something be planned for then? */
export function isAhead(at: Timestamp, now: Timestamp): boolean {
  return at > now && Date.parse(at) < Date.parse(now) + YEARS_AHEAD * 366 * DAY
}

/** The figures as if they were UTC; null for a date or a time that no calendar and no clock has. */
function wallClock(date: string, time: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}$/.test(time)) return null
  const at = Date.parse(`${date}T${time}:00.000Z`)
  return Number.isNaN(at) || !new Date(at).toISOString().startsWith(`${date}T${time}`) ? null : at
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** How far the zone's clocks are ahead of UTC then, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-CA', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  })
  formats.set(zone, format)
  const whole = Math.floor(at / 1000) * 1000
  const parts = new Map(format.formatToParts(whole).map(({ type, value }) => [type, Number(value)]))
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] =
    (['year', 'month', 'day', 'hour', 'minute', 'second'] as const).map((type) => parts.get(type) ?? 0)
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole
}
