import { isPlainVerb, isEverydayWord } from '../text/everyday-words.ts'
import { foldWord, wordsIn } from '../text/stems/stem.ts'
import { isStopWord } from '../text/stop-words.ts'
import { compilingTerms, type TermFinder } from '../text/terms.ts'
import { bestForm, isName, isNounLike, keyOf, type Counted } from './counted-words.ts'
import { excerptAt, type Excerpt } from './excerpt.ts'
import type { GlossaryTerm } from './model.ts'

/** Words that an article uses often. */
export interface Suggestion {
  /** As dictionaries have them where the article has that form, else as they stand most often. */
  text: string
  count: number
  example: Excerpt
}

interface Suggestions {
  words: Suggestion[]
  names: Suggestion[]
}

/** `isEverywhere`: words that the site has everywhere. */
interface Manner {
  language: string
  known: TermFinder<null>
  isEverywhere?: (word: string) => boolean
}

const LEAST = 2
const MOST = 40
const LONGEST_PHRASE = 3
const LONGEST_TITLE = 12
/** A longer phrase that is so much rarer than what is in it says little besides. */
const SELDOM = 5
/** Verbs that stand before what they are done to. */
const LEADS_NOTHING: ReadonlySet<string> = new Set(`add create giving store storing parsing using
  make making write writing get set follow following report reporting`.split(/\s+/))
const SPACE = /^[^\S\n]{1,3}$/u
const POSSESSIVE = /(?<=[a-z])['\u2019]s$/u
const NEW_SENTENCE = /[.!?…:]["»”)]*\s|^\s*[«"“(]/u

/** What the glossary has in a language, made ready to be looked for a word a step. */
export function compilingKnown(terms: readonly GlossaryTerm[], language: string): Generator<undefined, TermFinder<null>> {
  const forms = terms.flatMap(({ variants }) => variants.filter((one) => one.language === language))
  return compilingTerms(forms.map(({ text }) => ({ text, of: null })), language)
}

/**
 * Frequent words and phrases of two or three, one for all of its forms, a text a step: not what the glossary has, nor words that say
 * nothing of what the article is about. Names apart.
 */
export function* suggestingTerms(texts: readonly string[], manner: Manner): Generator<undefined, Suggestions> {
  const counted = new Map<string, Counted>()
  const seen = new Set(texts.flatMap((text) => wordsIn(text).map(({ word }) => word)))
  for (const text of texts) {
    countIn(text, seen, manner, counted)
    yield
  }
  const { language } = manner
  const kept = keep(counted)
  const shown = (some: readonly Counted[]) => inOrder(some).slice(0, MOST)
    .map((one): Suggestion => ({ text: bestForm(one, language), count: one.count, example: one.example }))
  return { words: shown(kept.filter((one) => !isName(one))), names: shown(kept.filter(isName)) }
}

function countIn(text: string, seen: ReadonlySet<string>, manner: Manner, counted: Map<string, Counted>): void {
  const words = readWords(text, seen, manner)
  for (const [at, first] of words.entries()) {
    for (let size = 1; size <= LONGEST_PHRASE && at + size <= words.length; size += 1) {
      const phrase = words.slice(at, at + size)
      const last = phrase.at(-1)
      if (size === 2 && last?.word === 'of') continue
      if (!last?.usable || (size > 1 && !SPACE.test(text.slice(words[at + size - 2]?.end ?? 0, last.start)))) break
      if (size > 1 && LEADS_NOTHING.has(first.word)) break
      if (!first.usable || phrase.every(({ isDull }) => isDull)) continue
      count(counted, phrase, excerptAt(text, { start: first.start, end: last.end }))
    }
  }
}

interface ReadWord {
  start: number
  end: number
  word: string
  written: string
  key: string
  usable: boolean
  isFirst: boolean
  isDull: boolean
}

function readWords(text: string, seen: ReadonlySet<string>, { language, known, isEverywhere = () => false }: Manner): ReadWord[] {
  const there = known.all(text)
  const found = wordsIn(text)
  const isTitle = found.length <= LONGEST_TITLE && !/[.!?…]\W*$/u.test(text)
  return found.map((one, at) => {
    const written = text.slice(one.start, one.end).replace(POSSESSIVE, '')
    const word = foldWord(written)
    const isKnown = there.some(({ start, end }) => start < one.end && end > one.start)
    const tells = /^\p{L}.*\p{L}{2}/u.test(written) && !isStopWord(word) && !isPlainVerb(word)
    const usable = tells && !isKnown && !isJoined(text, one)
    const isFirst = at === 0 || isTitle || NEW_SENTENCE.test(text.slice(found[at - 1]?.end ?? 0, one.start))
    const isDull = isEverydayWord(word, language) || isEverywhere(word)
    return { ...one, word, written, key: keyOf(word, language, seen), usable, isFirst, isDull }
  })
}

/** A part of a word with a hyphen is no word. */
function isJoined(text: string, { start, end }: { start: number; end: number }): boolean {
  return /[-\u2010\u2011]/u.test(text.charAt(start - 1) + text.charAt(end))
}

function count(counted: Map<string, Counted>, phrase: readonly ReadWord[], example: Excerpt): void {
  const keys = phrase.map(({ key }) => key)
  const none = { count: 0, size: phrase.length, keys, forms: new Map<string, number>(), capitals: 0, smalls: 0, example }
  const one = counted.get(keys.join(' ')) ?? none
  const form = phrase.map(({ written }) => written).join(' ')
  one.count += 1
  one.forms.set(form, (one.forms.get(form) ?? 0) + 1)
  const isCapital = phrase.every(({ written }) => /^\p{Lu}/u.test(written))
  if (phrase.some(({ written }) => /^\p{Ll}/u.test(written))) one.smalls += 1
  else if (isCapital && !phrase.some(({ written, isFirst }) => isFirst || /^\p{Lu}+s?$/u.test(written))) one.capitals += 1
  counted.set(keys.join(' '), one)
}

/** What stands often enough by itself: words that seldom stand but in a longer phrase are told with it. */
function keep(counted: ReadonlyMap<string, Counted>): Counted[] {
  const isThing = (key: string | undefined) => isNounLike(counted.get(key ?? '')?.forms.keys() ?? [])
  const isFrequent = ({ size }: Counted, times: number) => times >= (size > 1 ? LEAST : LEAST + 1)
  const frequent = [...counted.values()].filter((one) => isFrequent(one, one.count) && isThing(one.keys.at(-1)))
  const longest = new Map<string, number>()
  for (const one of frequent) for (const part of partsOf(one)) longest.set(part, Math.max(longest.get(part) ?? 0, one.count))
  return frequent.filter((one) => {
    const inner = one.size < LONGEST_PHRASE ? 0 : Math.max(...partsOf(one).map((part) => counted.get(part)?.count ?? 0))
    const own = one.count - (longest.get(one.keys.join(' ')) ?? 0)
    return SELDOM * one.count >= inner && isFrequent(one, own) && 3 * own >= one.count
  })
}

/** A phrase without its first word, and without its last. */
function partsOf({ keys, size }: Counted): string[] {
  return size === 1 ? [] : [keys.slice(1).join(' '), keys.slice(0, -1).join(' ')]
}

/** The most frequent first, a phrase of two words before these. */
function inOrder(kept: readonly Counted[]): Counted[] {
  const weight = ({ count: times, size }: Counted) => times * size
  const ranked = kept.toSorted((a, b) => weight(b) - weight(a) || (a.keys.join() < b.keys.join() ? -1 : 1))
  const pairs = ranked.filter(({ size }) => size === 2)
  const around = Map.groupBy(pairs.flatMap((one) => one.keys.map((key) => ({ key, one }))), ({ key }) => key)
  const order = new Set<Counted>()
  for (const one of ranked) {
    if (one.size === 1) for (const { one: longer } of around.get(one.keys[0] ?? '') ?? []) order.add(longer)
    order.add(one)
  }
  return [...order]
}
