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
  const distance = own.length === 0 ? -1 : measure.to(other, Math.floor(length * (100 - WORST_SCORE) / 100))
  if (distance < 0) return null
  if (distance > 0) return Math.floor(100 * (length - distance) / length)
  return typographyKey(wanted) === typographyKey(source) ? 100 : 99
}
