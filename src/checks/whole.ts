import { typographyKey } from '../text/fold.ts'
import { sentencesOf } from '../text/sentences.ts'
import { isUnchanged } from './links.ts'
import { isLabel, shorten } from './look.ts'
import type { Noticed, Read } from './model.ts'

/** The original itself in the place of a translation. */
export function checkUnchanged(read: Read): Noticed[] {
  const { source, text: { words } } = read
  return isUnchanged(read) && /\p{L}/u.test(words) ? [{ severity: 'question', says: 'same_as_original', about: source ?? '' }] : []
}

/** How much longer a text is in a language than in English; measured on pairs of texts of people. */
const LENGTHS: Readonly<Record<string, number>> = { en: 1, uk: 1.07, pl: 1.1, de: 1.15 }
/** How many times as long a text may be, by how long the shorter of the two is. */
const BOUNDS: readonly [below: number, most: number][] = [[15, 6], [40, 3], [160, 2.1], [Infinity, 1.8]]

/** A text far longer or far shorter than its original: something was left out, or added. */
export function checkLength({ text, original, from, to }: Read): Noticed[] {
  if (!original || original.words === text.words) return []
  const [wanted, given] = [original.words.length, text.words.length]
  const shorter = Math.min(wanted, given)
  const ratio = given / wanted * (LENGTHS[from] ?? 1) / (LENGTHS[to] ?? 1)
  const [, most = 2] = BOUNDS.find(([below]) => shorter < below) ?? []
  if (shorter === 0 || ratio <= most && ratio >= 1 / most) return []
  return [{ severity: 'warning', says: ratio > 1 ? 'much_longer' : 'much_shorter', words: { wanted, given }, about: '' }]
}

/** Sentences left out or added, counted as a reader counts them. */
export function checkSentences({ text, original, kind, from, to }: Read): Noticed[] {
  if (!original || isLabel(kind) && kind !== 'list_item') return []
  const [wanted, given] = [sentencesOf(original.words, from).length, sentencesOf(text.words, to).length]
  const off = Math.abs(wanted - given)
  if (off < 2 || off * 2 <= Math.min(wanted, given)) return []
  return [{ severity: 'warning', says: wanted > given ? 'sentences_fewer' : 'sentences_more', words: { wanted, given }, about: `${wanted}:${given}` }]
}

/** The same original was translated otherwise elsewhere. */
export function checkElsewhere({ target, elsewhere }: Read): Noticed[] {
  const key = typographyKey(target)
  const [other] = elsewhere
  if (other === undefined || elsewhere.some((text) => typographyKey(text) === key)) return []
  return [{ severity: 'warning', says: 'translated_otherwise', words: { other: shorten(other) }, about: other }]
}
