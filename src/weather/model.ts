import type { Timestamp } from '../db/columns.ts'
import type { Row } from '../db/schema.ts'

/** The temperature at a moment, and who told it. */
export type Measurement = Pick<Row<'weather'>, 'celsius' | 'source'> & { measuredAt: Timestamp }

/** Older than this it is nobody's weather any more. */
const FRESH_MS = 3 * 60 * 60_000
/** Clocks differ; further ahead a time is a mistake. */
const AHEAD_MS = 10 * 60_000
const [COLDEST, WARMEST] = [-90, 60]

/** What readers see of it at a moment (milliseconds of the epoch), and until when; null once it is old. */
export function shownAt(measurement: Pick<Measurement, 'celsius' | 'measuredAt'> | undefined, clock: number): { celsius: number; until: number } | null {
  if (!measurement) return null
  const until = Date.parse(measurement.measuredAt) + FRESH_MS
  return until > clock ? { celsius: measurement.celsius, until } : null
}

export function isAhead(measuredAt: Timestamp, clock: number): boolean {
  return Date.parse(measuredAt) > clock + AHEAD_MS
}

/** As it is shown, with one decimal; undefined for what no thermometer in the open says. */
export function inDegrees(celsius: number): number | undefined {
  const rounded = Math.round(celsius * 10) / 10 + 0
  return rounded >= COLDEST && rounded <= WARMEST ? rounded : undefined
}

/** Degrees as people type them: `9.1`, `9,1`, `+9`, `-9` and `−9`. */
export function readDegrees(typed: string): number | undefined {
  const [, sign = '', figures = ''] = /^([+\-−]?)\s?(\d{1,2}(?:[.,]\d{1,2})?)(?:\s?°\s?C?)?$/i.exec(typed.trim()) ?? []
  if (figures === '') return undefined
  return inDegrees(Number(figures.replace(',', '.')) * (sign === '' || sign === '+' ? 1 : -1))
}
