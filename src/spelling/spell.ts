import { idOf } from '../checks/key.ts'
import type { Finding, Pair } from '../checks/model.ts'
import { readProse, spanIn, type Prose, type Span } from '../text/prose.ts'
import { foldWord, stemsOf, wordsIn } from '../text/stems/stem.ts'
import { OPAQUE } from '../text/typeset/guard.ts'
import { americanFor } from './british.ts'
import { primaryOf } from './dictionary.ts'
import { isBorrowed, isForeign, isPartOfCode, readOriginal, type Original } from './passed-over.ts'
import type { Speller } from './speller.ts'

type Asked = Pick<Speller, 'findMisspelled'>
type Judged = Pick<Pair, 'source' | 'target' | 'from' | 'to' | 'known' | 'terms'>

/** A word where it stands; a hyphenated one with its parts. */
interface Spelled extends Span {
  text: string
  parts: Spelled[]
}

const MOST_FOUND = 50
const LONGEST_WORD = 64
/** «Екс-», `re-`: a part so short is judged only with the whole. */
const LONGEST_PREFIX = 3
const HYPHEN = /^[-\u2010\u2011]$/

/**
 * The words of a text that are in no dictionary; null where its language has none installed, or it does not answer. Passed over: numbers,
 * acronyms, words of another script, names that the original has too, what the glossary and the site know.
 */
export async function checkSpelling(pair: Judged, speller: Asked): Promise<Finding[] | null> {
  const prose = readProse(pair.target)
  const spoken = spansOfTerms(pair, prose.words)
  const original = pair.source === null ? null : readOriginal(readProse(pair.source).words, primaryOf(pair.from))
  const words = spelledIn(prose.words)
    .filter((word) => isJudged(word, prose.words, pair, original) && !spoken.some((term) => isInside(word, term)))
  if (words.length === 0) return []
  const misspelled = await misspelledOf(words, pair.to, speller)
  if (!misspelled) return null
  return words.flatMap((word) => wrongIn(word, misspelled, pair.known, pair.to)).slice(0, MOST_FOUND).map((word) => findingOf(word, prose))
}

async function misspelledOf(words: readonly Spelled[], language: string, speller: Asked): Promise<ReadonlySet<string> | null> {
  const misspelled = await speller.findMisspelled(words.flatMap((word) => [word.text, ...word.parts.map(({ text }) => text)]), language)
  if (!misspelled || misspelled.size === 0 || primaryOf(language) !== 'en') return misspelled
  const american = new Map([...misspelled].map((word) => [word, americanFor(word)]))
  const unknown = await speller.findMisspelled([...american.values()].flat(), language)
  return unknown && new Set([...misspelled].filter((word) => american.get(word)?.every((other) => unknown.has(other))))
}

/** A hyphenated word is right as a whole, or with each of its parts. */
function wrongIn(word: Spelled, misspelled: ReadonlySet<string>, known: Pair['known'], language: string): Spelled[] {
  if (!misspelled.has(word.text)) return []
  const parts = word.parts.length > 0 ? word.parts : [word]
  const wrong = parts.filter(({ text }) => misspelled.has(text) && !isKnown(text, known, language))
  return wrong.filter((part) => part === word || part.text.length > LONGEST_PREFIX)
}

function findingOf({ text, start, end }: Spelled, prose: Prose): Finding {
  return {
    check: 'spelling', severity: 'warning', says: 'misspelled', words: { word: text }, at: spanIn(prose, { start, end }), side: 'target',
    fix: null, id: idOf(`spelling:misspelled:${foldWord(text)}`),
  }
}

function spelledIn(words: string): Spelled[] {
  const found: Spelled[] = []
  for (const { start, end } of wordsIn(words)) {
    const one: Spelled = { start, end, text: words.slice(start, end), parts: [] }
    const before = found.at(-1)
    if (before && HYPHEN.test(words.slice(before.end, start))) join(before, one, words)
    else found.push(one)
  }
  return found
}

function join(before: Spelled, one: Spelled, words: string): void {
  if (before.parts.length === 0) before.parts.push({ ...before, parts: [] })
  before.parts.push(one)
  before.end = one.end
  before.text = words.slice(before.start, one.end)
}

function isJudged({ start, end, text }: Spelled, words: string, { to, known }: Judged, original: Original | null): boolean {
  if (text.length > LONGEST_WORD || isKnown(text, known, to) || isForeign(text, primaryOf(to))) return false
  const [before, after] = [words.slice(Math.max(0, start - 2), start), words.slice(end, end + 2)]
  // What hangs on a piece of code or an address is a part of it: an ending, a name.
  if (before.includes(OPAQUE) || after.includes(OPAQUE) || isPartOfCode(before, after)) return false
  return !isBorrowed(text, { startsSentence: startsSentence(words, start), original, language: primaryOf(to) })
}

const stemsKept = new WeakMap<Pair['known'], ReadonlySet<string>>()

/** A word of the site in any of its forms. */
function isKnown(text: string, known: Pair['known'], language: string): boolean {
  if (known.size === 0) return false
  const folded = foldWord(text)
  if (known.has(folded)) return true
  const stems = stemsKept.get(known) ?? new Set([...known].flatMap((word) => stemsOf(word, language)))
  stemsKept.set(known, stems)
  return stemsOf(folded, language).some((stem) => stems.has(stem))
}

function startsSentence(words: string, start: number): boolean {
  return /(?:^|[.!?…:\n])[\s"'«»“”„‘’(—–-]*$/u.test(words.slice(Math.max(0, start - 20), start))
}

function spansOfTerms({ terms }: Judged, words: string): readonly Span[] {
  return terms?.inTranslation(words).filter(({ status }) => status !== 'forbidden') ?? []
}

function isInside({ start, end }: Span, term: Span): boolean {
  return start >= term.start && end <= term.end
}
