import { exactly } from './model.ts'

/** Languages that write 2.5 and 1,000; the others write 2,5 and 1 000 or 1.000. */
const POINT_LANGUAGES = new Set(['en', 'ga', 'he', 'ja', 'ko', 'zh'])

const FRACTIONS: Readonly<Record<string, number>> = { '½': 0.5, '¼': 0.25, '¾': 0.75, '⅓': 0.333333333333, '⅔': 0.666666666667 }

const SPACED = /^\d{1,3}(?: \d{3})+(?:[.,]\d+)?$/
const BY_COMMAS = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const BY_POINTS = /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/
const BY_APOSTROPHES = /^\d{1,3}(?:['’]\d{3})+(?:[.,]\d+)?$/
const PLAIN = /^\d+$/
const DECIMAL = /^\d*[.,]\d+$/

export function decimalSignOf(language: string): '.' | ',' {
  return POINT_LANGUAGES.has(language) ? '.' : ','
}

/** Every amount that figures may mean, as the language writes numbers first; nothing where they are no number (`3.2.1`). */
export function amountsOf(written: string, language: string): number[] {
  const fraction = FRACTIONS[written.at(-1) ?? '']
  if (fraction !== undefined) return [Number(written.slice(0, -1) || 0) + fraction]
  if (PLAIN.test(written)) return [Number(written)]
  const readings = [
    DECIMAL.test(written) ? Number(written.replace(',', '.')) : null,
    SPACED.test(written) ? grouped(written, / /g) : null,
    BY_COMMAS.test(written) ? grouped(written, /,/g) : null,
    BY_POINTS.test(written) ? grouped(written, /\./g) : null,
    BY_APOSTROPHES.test(written) ? grouped(written, /['’]/g) : null,
  ].filter((reading) => reading !== null)
  const groups = decimalSignOf(language) === '.' ? BY_COMMAS : BY_POINTS
  return groups.test(written) ? readings.reverse() : readings
}

/** Is it written in the other languages’ way: `2.5` or `1,000` in Ukrainian, `2,5` or `1 000` in English? */
export function isForeign(written: string, language: string): boolean {
  if (decimalSignOf(language) === '.') return /\d,\d/.test(written) && !BY_COMMAS.test(written) || SPACED.test(written)
  return /\d\.\d/.test(written) && !BY_POINTS.test(written) || BY_COMMAS.test(written)
}

/** As the language writes it, with as many decimals as it has. */
export function writeAmount(amount: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 9 }).format(exactly(amount))
}

function grouped(written: string, sign: RegExp): number {
  return Number(written.replace(sign, '').replace(',', '.'))
}
