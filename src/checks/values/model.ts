import type { Span } from '../../text/prose.ts'

/** Something in a text that every language says alike: a number, an amount, a date, a time, a label such as a version. */
export interface Value extends Span {
  kind: 'number' | 'date' | 'time' | 'label'
  /** Every amount it may be read as, the likeliest first: `1,000` in Ukrainian is 1, or 1000 as English has it; a time in minutes. */
  amounts: readonly number[]
  /** `%`, a currency, a unit of measure; null where none is known. */
  unit: string | null
  /** Its figures alone, and what a word beside them multiplies them by. */
  figures: Span
  times: number
  /** The figures as they stand, spaces alike. */
  written: string
  /** The name that the figures stand in, with a sign for them (`E#E`): it may be missing in the other text, but not be changed. */
  name: string | null
  parts: readonly Part[]
}

/** What a value falls into where another text puts it together otherwise: `24–26 лютого` and `February 24 to 26`. */
export interface Part extends Span {
  role: 'number' | 'day' | 'month' | 'year' | 'hour' | 'minute'
  amounts: readonly number[]
}

/** Past that many values a text is a table, and comparing all with all takes too long to be worth it. */
export const MOST = 150

/** An amount without the noise of floating point: 1.1 million is 1100000. */
export function exactly(amount: number): number {
  return Number(amount.toPrecision(12))
}
