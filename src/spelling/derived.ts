import { isForm } from '../text/ukrainian-forms.ts'
import { foldWord, stemsOf } from '../text/stems/stem.ts'
import { americanFor } from './british.ts'
import { primaryOf } from './dictionary.ts'
import { englishWays } from './derived-english.ts'
import { ukrainianWays } from './derived-ukrainian.ts'
import type { Way } from './model.ts'
import { MODERN_WORDS } from './modern-words.ts'
import { nearOnes } from './slips.ts'
import { readSoftwareWords } from './software-words.ts'

/** What does something has a plural always: `getters`; other nouns may have none: `software`. */
const DOERS = /(?<=[eo]r)s$/
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

/** Is it a word of these days: of our list in any of its forms, of computing as it is written? */
export function isModern(word: string, language: string): boolean {
  const folded = foldWord(word)
  const known = listOf(language)
  if (!known) return false
  if (known.words.has(folded) || (primaryOf(language) === 'en' && known.words.has(folded.replace(DOERS, '')))) return true
  const lemmas = stemsOf(folded, language).flatMap((stem) => known.byStem.get(stem) ?? [])
  if (primaryOf(language) !== 'uk') return lemmas.length > 0
  return lemmas.some((lemma) => isForm(lemma, folded, { isVerb: /(?:ти|тися)$/.test(lemma), isLast: true }))
}

/** Such words of which one slip of the hand makes this one. */
export function nearModern(word: string, language: string): readonly string[] {
  const known = listOf(language)
  return known ? nearOnes(foldWord(word), primaryOf(language), (other) => known.words.has(other)) : []
}

interface List {
  words: ReadonlySet<string>
  /** Those whose forms are known by rule. */
  byStem: ReadonlyMap<string, readonly string[]>
}

const lists = new Map<string, List>()

function listOf(language: string): List | undefined {
  const primary = primaryOf(language)
  const kept = lists.get(primary)
  if (kept || !MODERN_WORDS[primary]) return kept
  const own = MODERN_WORDS[primary].map(foldWord)
  const list = { words: new Set(primary === 'en' ? [...own, ...readSoftwareWords().map(foldWord)] : own), byStem: byStem(own, primary) }
  lists.set(primary, list)
  return list
}

function byStem(words: readonly string[], language: string): Map<string, string[]> {
  const pairs = words.flatMap((word) => stemsOf(word, language).map((stem) => ({ word, stem })))
  return new Map([...Map.groupBy(pairs, ({ stem }) => stem)].map(([stem, some]) => [stem, some.map(({ word }) => word)]))
}
