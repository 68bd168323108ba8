import { keysOfWord, readTermWord } from '../text/inflect.ts'
import { foldWord, stemsOf } from '../text/stems/stem.ts'
import type { Excerpt } from './excerpt.ts'

/** A word or a phrase, with all the forms in which it stands. */
export interface Counted {
  count: number
  size: number
  /** The words of the phrase, each by what all of its forms share. */
  keys: readonly string[]
  forms: Map<string, number>
  /** How often it has capitals where nothing but a name would, and how often none. */
  capitals: number
  smalls: number
  example: Excerpt
}

const CYRILLIC = /^[\u0430-\u044f\u0454\u0456\u0457\u0491]+$/
const VERB = /(?:увати|ювати|ться|тися|ємо|ють|ував|ювала|ували|ювали|уючи|юючи)$/u
const ADVERB = /(?:о|ше|ому)$/u
const ADJECTIVE = /(?:ий|ій|ого|ього|ому|ьому|им|ім|ими|іми|их|іх|ої|ьої|ою|ьою|[аяуюеєії])$/u
const ADJECTIVE_FOR_SURE = /.{3}(?:[^аеиоуіїл]ий|ого|ими|их)$/u
const ENGLISH_ADVERB = /..ly$/

/** What the forms of a word share: of an English plural its singular, if that is a word of the text. */
export function keyOf(word: string, language: string, seen: ReadonlySet<string>): string {
  if (CYRILLIC.test(word)) return stemsOf(word, 'uk')[0] ?? word
  const names = keysOfWord(word, word, language).filter((one) => !/^[+=]/.test(one))
  return names.slice(1).find((one) => seen.has(one)) ?? word
}

/** May the word with these forms be a thing, as far as its endings tell? Of a word whose forms were not counted nothing is known. */
export function isNounLike(forms: Iterable<string>): boolean {
  const words = [...forms].map((one) => foldWord(one))
  if (words.length === 0) return true
  if (words.every((one) => !CYRILLIC.test(one))) return !words.every((one) => ENGLISH_ADVERB.test(one))
  if (words.some((one) => VERB.test(one))) return false
  if (words.length === 1 && ADVERB.test(words[0] ?? '')) return false
  return !(words.every((one) => ADJECTIVE.test(one)) && words.some((one) => ADJECTIVE_FOR_SURE.test(one)))
}

export function isName({ capitals, smalls }: Counted): boolean {
  return capitals > 0 && 10 * smalls <= capitals
}

/** The form that a dictionary has, if the text has it too; else the one that it has most. A sentence is no reason for a capital. */
export function bestForm(one: Counted, language: string): string {
  const merged = new Map<string, number>()
  for (const [form, count] of one.forms) {
    const lower = form.toLowerCase()
    const small = one.forms.has(lower) ? lower : form.charAt(0).toLowerCase() + form.slice(1)
    const plain = one.forms.has(small) || !isName(one) && /^\p{Lu}\P{Lu}*$/u.test(form) ? small : form
    merged.set(plain, (merged.get(plain) ?? 0) + count)
  }
  const ranked = [...merged].sort(([a, x], [b, y]) => y - x || a.length - b.length || (a < b ? -1 : 1)).map(([form]) => form)
  const fitting = ranked.filter((form) => isFirstForm(form, one)).map((form) => ({ form, fits: countFitting(form, merged, language) }))
  // Of щогла and щогл as often, the bare one is a genitive.
  const times = (form: string) => merged.get(form) ?? 0
  const [best] = fitting.toSorted((a, b) => b.fits - a.fits || times(b.form) - times(a.form) || b.form.length - a.form.length)
  return (best && 2 * best.fits > one.count ? best.form : ranked[0]) ?? ''
}

/** How often the text has what may be a form of this one. */
function countFitting(form: string, forms: ReadonlyMap<string, number>, language: string): number {
  const words = form.split(' ').map((written, at, all) => readTermWord(written, language, { isLast: at === all.length - 1 }))
  const fits = (other: string) => other.split(' ').every((written, at) => words[at]?.fits(foldWord(written), written) ?? false)
  return [...forms].reduce((sum, [other, times]) => sum + (other === form || fits(other) ? times : 0), 0)
}

/** As dictionaries have it: an adjective before its noun, or a noun, in a nominative. */
function isFirstForm(form: string, { size, keys }: Counted): boolean {
  const [first = '', ...others] = form.split(' ').map((one) => foldWord(one))
  const last = others.at(-1)
  if (!CYRILLIC.test(first)) return (last ?? first) === keys.at(-1)
  if (size === 1 || last === undefined) return isNominative(first)
  return isNominative(first) && (/[^аеиоуіюяєїй]$|(?:ня|ця)$/u.test(first) || isNominative(last))
}

function isNominative(word: string): boolean {
  return /(?:[^аеиоуіюяєї]|[аяоеє])$/u.test(word) && !/..(?:[іїо]в|[оеє]м|[ая](?:м|х)|[иіїая]ми|[иії]х|[иії]м|ей|ого|ому)$/u.test(word)
}
