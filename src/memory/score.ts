import { typographyKey } from '../text/fold.ts'
import { Measure } from './distance.ts'
import { readForm } from './form.ts'
import { WORST_SCORE } from './model.ts'

/** How alike two texts are, as a look-up would say it; null below the worst match. */
export function scoreOf(wanted: string, source: string): number | null {
  const [own, other] = [readForm(wanted.normalize('NFC')), readForm(source.normalize('NFC'))]
  const length = Math.max(own.length, other.length)
  const measure = new Measure()
  measure.from(own)
  const distance = own.length === 0 ? -1 : measure.to(other, farthest(length, WORST_SCORE))
  return distance < 0 ? null : scoreAt(distance, length, wanted, source)
}

/** The largest edit distance with which texts, the longer of them of this length as compared, have at least this score. */
export function farthest(length: number, score: number): number {
  return Math.floor(length * (100 - score) / 100)
}

/** The share of letters that are the same, of 100, as decision 21 has it; all of it only for texts alike but for typography. */
export function scoreAt(distance: number, length: number, one: string, other: string): number {
  if (distance > 0) return Math.floor(100 * (length - distance) / length)
  return one === other || typographyKey(one) === typographyKey(other) ? 100 : 99
}
