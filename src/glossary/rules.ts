import { AppError } from '../errors.ts'
import { foldWord, wordsIn } from '../text/stems/stem.ts'
import { romanize } from '../text/romanize.ts'
import type { ContentFault, TermContent, Variant } from './model.ts'

/** Everything that keeps a term from being stored. */
export function findFaults({ variants }: TermContent): ContentFault[] {
  if (variants.length === 0) return [{ at: null, fault: 'nothing' }]
  return variants.flatMap((variant, at) => faultsOf(variant, at, variants).map((fault) => ({ at, fault })))
}

/** Throws `invalid` for what cannot be stored. */
export function refuseFaults(content: TermContent): void {
  const [fault] = findFaults(content)
  if (fault) throw new AppError('invalid', { term: fault.fault })
}

function faultsOf(variant: Variant, at: number, variants: readonly Variant[]): ContentFault['fault'][] {
  const before = variants.slice(0, at).filter(({ language }) => language === variant.language)
  const romanized = spellingsByRule(variants)
  return [
    ...wordsIn(variant.text).length === 0 ? ['nothing' as const] : [],
    ...before.some(({ text }) => foldTerm(text) === foldTerm(variant.text)) ? ['twice' as const] : [],
    ...variant.status === 'preferred' && before.some(({ status }) => status === 'preferred') ? ['two_preferred' as const] : [],
    ...variant.rule === 'exception' && variant.note === '' ? ['reason' as const] : [],
    ...variant.rule === 'kmu55' && !romanized.includes(plainLatin(variant.text)) ? ['romanized' as const] : [],
  ]
}

/** The Ukrainian words of a term in Latin letters, by the resolution. */
function spellingsByRule(variants: readonly Variant[]): string[] {
  return variants.filter(({ language }) => language === 'uk').map(({ text }) => plainLatin(romanize(text)))
}

/** How the resolution spells the term's Ukrainian name; nothing where it has none. */
export function romanizedName(variants: readonly Variant[]): string | null {
  const name = variants.find(({ language, status }) => language === 'uk' && status === 'preferred')
  return name ? romanize(name.text).replaceAll('\u02bc', '’') : null
}

/** An apostrophe may be left out. */
function plainLatin(text: string): string {
  return text.replace(/['\u2019\u02bc]/gu, '').trim()
}

/** Words with equal keys are one word, however they are typed; case counts, for PO is not po. */
export function foldTerm(text: string): string {
  const words = wordsIn(text)
  return words.map(({ start, end }) => text.slice(start, end)).map((written) => /^\p{Lu}{2,}$/u.test(written) ? written : foldWord(written)).join(' ')
}
