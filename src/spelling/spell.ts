import { idOf } from '../checks/key.ts'
import type { Finding, Pair } from '../checks/model.ts'
import { readProse, spanIn, type Prose, type Span } from '../text/prose.ts'
import { foldWord, stemsOf, wordsIn } from '../text/stems/stem.ts'
import { OPAQUE } from '../text/typeset/guard.ts'
import { primaryOf } from './dictionary.ts'
import { isBorrowed, isForeign, isPartOfCode, readOriginal, type Original } from './passed-over.ts'
import { SHORTENED } from './modern-words.ts'
import { findAdjectives, findUnknown, type AskedSpeller } from './unknown.ts'

type Judged = Pick<Pair, 'source' | 'target' | 'from' | 'to' | 'known' | 'terms'>

/** A word where it stands; a hyphenated one with its parts. */
interface Spelled extends Span {
  text: string
  parts: Spelled[]
}

type Wrong = Spelled & {
  /** It stands before a hyphen. */
  isFirst: boolean
}

const MOST_FOUND = 50
const LONGEST_WORD = 64
/** «Екс-», `re-`: a part so short is judged only with the whole. */
const LONGEST_PREFIX = 3
const HYPHEN = /^[-\u2010\u2011]$/

/**
 * The words of a text that are in no dictionary; null where its language has none installed, or it does not answer. Passed over: numbers,
 * acronyms, words of another script, names and words that the original has too, what the glossary and the site know, and what a rule of
 * the language makes of known words.
 */
export async function checkSpelling(pair: Judged, speller: AskedSpeller): Promise<Finding[] | null> {
  const prose = readProse(pair.target)
  const spoken = spansOfTerms(pair, prose.words)
  const original = pair.source === null ? null : readOriginal(readProse(pair.source).words, primaryOf(pair.from))
  const words = spelledIn(prose.words)
    .filter((word) => isJudged(word, prose.words, pair, original) && !spoken.some((term) => isInside(word, term)))
  if (words.length === 0) return []
  const judged = words.flatMap((word) => [word.text, ...word.parts.map(({ text }) => text)])
  const unknown = await findUnknown(judged, pair.to, original?.words ?? new Set(), speller)
  if (!unknown) return null
  const found = words.flatMap((word) => wrongIn(word, unknown, pair, original))
  const adjectives = await findAdjectives(found.filter(({ isFirst }) => isFirst).map(({ text }) => text), pair.to, speller)
  return found.filter(({ isFirst, text }) => !(isFirst && adjectives.has(text))).slice(0, MOST_FOUND).map((word) => findingOf(word, prose))
}

/** A hyphenated word is right as a whole, or with each of its parts. */
function wrongIn(word: Spelled, unknown: ReadonlySet<string>, { known, to }: Judged, original: Original | null): Wrong[] {
  if (!unknown.has(word.text)) return []
  const parts = word.parts.length > 0 ? word.parts : [word]
  const wrong = parts.filter(({ text }) => unknown.has(text) && !isKnown(text, known, to))
  return wrong.filter((part) => part === word || !isPassedOver(part.text, original))
    .map((part) => ({ ...part, isFirst: part !== word && part !== parts.at(-1) }))
}

/** A part of a hyphenated word that is too short to judge, or a word of the original. */
function isPassedOver(part: string, original: Original | null): boolean {
  return part.length <= LONGEST_PREFIX || original?.words.has(part.toLowerCase()) === true
}

function findingOf({ text, start, end }: Spelled, prose: Prose): Finding {
  return {
    check: 'spelling', severity: 'warning', says: 'misspelled', words: { word: text }, at: spanIn(prose, { start, end }), side: 'target', place: null,
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
  if (after.startsWith('.') && SHORTENED.has(text.toLowerCase()) && primaryOf(to) === 'uk') return false
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
