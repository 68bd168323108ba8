import { primaryOf } from './dictionary.ts'
import { isModern, nearModern, waysTo } from './derived.ts'
import { adjectiveOf } from './derived-ukrainian.ts'
import type { Way } from './model.ts'
import type { Speller } from './speller.ts'
import { listenTo } from './transcribed.ts'

/** What is asked of a speller to judge a text. */
export type AskedSpeller = Pick<Speller, 'findMisspelled' | 'findNear'>

/** So many words of a text are looked into, and so many as might be slips: the others are told of as they are. */
const MOST_LOOKED_INTO = 100
const MOST_NEAR = 40

interface Doubtful {
  word: string
  ways: readonly Way[]
  /** It says a word of the original in the letters of its own language. */
  isSaid: boolean
}

/**
 * Those of the words that the dictionary does not have, nor the words of these days, and that no rule of the language makes of known ones,
 * or of a word of the original. What such a rule makes is told of all the same where one slip makes it of a word that is known.
 */
export async function findUnknown(
  words: readonly string[], language: string, originals: ReadonlySet<string>, speller: AskedSpeller,
): Promise<ReadonlySet<string> | null> {
  const misspelled = await speller.findMisspelled(words, language)
  if (!misspelled) return null
  const unknown = [...misspelled].filter((word) => !isModern(word, language))
  const isSaid = listenTo(originals)
  const doubtful = unknown.slice(0, MOST_LOOKED_INTO).map((word): Doubtful =>
    ({ word, ways: waysTo(word, language), isSaid: isSaid(word.toLowerCase()) }))
  const leading = await withWays(doubtful, language, speller)
  if (!leading) return null
  const sure = leading.filter(isSure).map(({ word }) => word)
  const unsure = leading.filter((one) => !isSure(one) && isLikely(one)).slice(0, MOST_NEAR)
  const near = unsure.length > 0 ? await speller.findNear(unsure.map(({ word }) => word), language) : new Map<string, readonly string[]>()
  if (!near) return null
  // Of a word that is said so in the original, only slips of words that sound like that.
  const isSlip = (one: Doubtful) => [...near.get(one.word) ?? [], ...nearModern(one.word, language)]
    .some((other) => !one.isSaid || isSaid(other))
  const right = new Set([...sure, ...unsure.filter((one) => !isSlip(one)).map(({ word }) => word)])
  return new Set(unknown.filter((word) => !right.has(word)))
}

function isSure({ ways, isSaid }: Doubtful): boolean {
  return ways.some((way) => way.isSure === true || (way.needsOriginal === true && isSaid))
}

function isLikely({ ways, isSaid }: Doubtful): boolean {
  return isSaid || ways.some(({ needsOriginal }) => !needsOriginal)
}

/** With the ways only whose words are all known. */
async function withWays(doubtful: readonly Doubtful[], language: string, speller: AskedSpeller): Promise<Doubtful[] | null> {
  const parts = doubtful.flatMap(({ ways }) => ways.flatMap(({ of }) => of)).filter((part) => !isModern(part, language))
  const missing = parts.length > 0 ? await speller.findMisspelled(parts, language) : new Set<string>()
  return missing && doubtful.map((one) => ({ ...one, ways: one.ways.filter(({ of }) => of.every((part) => !missing.has(part))) }))
}

/** First parts of hyphenated words whose adjectives are known, as «науково». */
export async function findAdjectives(firsts: readonly string[], language: string, speller: AskedSpeller): Promise<ReadonlySet<string>> {
  if (primaryOf(language) !== 'uk' || firsts.length === 0) return new Set()
  const adjectives = new Map(firsts.map((first) => [first, adjectiveOf(first)]))
  const missing = await speller.findMisspelled([...adjectives.values()].flat(), language)
  return new Set(firsts.filter((first) => adjectives.get(first)?.some((one) => missing?.has(one) === false)))
}
