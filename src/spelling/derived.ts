import { isForm } from '../text/ukrainian-forms.ts'
import { foldWord, stemsOf } from '../text/stems/stem.ts'
import { americanFor } from './british.ts'
import { primaryOf } from './dictionary.ts'
import { englishWays } from './derived-english.ts'
import { ukrainianWays } from './derived-ukrainian.ts'
import type { Way } from './model.ts'
import { MODERN_WORDS } from './modern-words.ts'
import { nearOnes } from './slips.ts'

/** So long a word is made of nothing. */
const LONGEST = 40

/** Every rule by which a language may have made a word of others. */
export function waysTo(word: string, language: string): Way[] {
  const small = word.toLowerCase()
  if (small.length > LONGEST) return []
  if (primaryOf(language) === 'uk') return ukrainianWays(small)
  if (primaryOf(language) !== 'en') return []
  return [...americanFor(word).map((american) => ({ of: [american], isSure: true })), ...englishWays(small)]
}

/** Is it a word of these days, in any of its forms? */
export function isModern(word: string, language: string): boolean {
  const folded = foldWord(word)
  const known = stems.get(primaryOf(language))
  if (!known) return false
  const lemmas = stemsOf(folded, language).flatMap((stem) => known.get(stem) ?? [])
  if (primaryOf(language) !== 'uk') return lemmas.length > 0
  return lemmas.some((lemma) => lemma === folded || isForm(lemma, folded, { isVerb: /(?:ти|тися)$/.test(lemma), isLast: true }))
}

/** Such words of which one slip of the hand makes this one. */
export function nearModern(word: string, language: string): readonly string[] {
  const known = lemmas.get(primaryOf(language))
  return known ? nearOnes(foldWord(word), primaryOf(language), (other) => known.has(other)) : []
}

const lemmas = new Map(Object.entries(MODERN_WORDS).map(([language, words]) => [language, new Set(words.map(foldWord))]))
const stems = new Map(Object.entries(MODERN_WORDS).map(([language, words]) => [language, byStem(words.map(foldWord), language)]))

function byStem(words: readonly string[], language: string): Map<string, string[]> {
  const pairs = words.flatMap((word) => stemsOf(word, language).map((stem) => ({ word, stem })))
  return new Map([...Map.groupBy(pairs, ({ stem }) => stem)].map(([stem, some]) => [stem, some.map(({ word }) => word)]))
}
