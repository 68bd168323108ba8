import { compilingTerms, type TermFinder } from '../text/terms.ts'
import { stemsOf, wordsIn } from '../text/stems/stem.ts'
import { isStopWord } from '../text/stop-words.ts'
import { excerptAt, type Excerpt } from './excerpt.ts'
import type { GlossaryTerm } from './model.ts'

/** Words that an article uses often. */
interface Suggestion {
  /** As they stand most often. */
  text: string
  count: number
  example: Excerpt
}

interface Counted {
  count: number
  forms: Map<string, number>
  example: Excerpt
  size: number
}

const LEAST = 2
const MOST = 40
const LONGEST_PHRASE = 3
const SPACE = /^[^\S\n]{1,3}$/u

/** What the glossary has in a language, made ready to be looked for a word a step. */
export function compilingKnown(terms: readonly GlossaryTerm[], language: string): Generator<undefined, TermFinder<null>> {
  const forms = terms.flatMap(({ variants }) => variants.filter((one) => one.language === language))
  return compilingTerms(forms.map(({ text }) => ({ text, of: null })), language)
}

/** Frequent words and phrases of two or three, by their stems; not what the glossary has, nor words that say nothing by themselves. */
export function suggestTerms(texts: readonly string[], language: string, known: TermFinder<null>): Suggestion[] {
  const counted = new Map<string, Counted>()
  for (const text of texts) countIn(text, language, known.all(text), counted)
  const frequent = [...counted].filter(([, { count, size }]) => count >= (size > 1 ? LEAST : LEAST + 1))
  const kept = frequent.filter(([key, one]) => !isPartOfEqual(key, one, frequent))
  return kept.map(([, { count, forms, example, size }]) => ({ text: mostFrequent(forms), count, example, size }))
    .sort((a, b) => b.count * b.size - a.count * a.size || (a.text < b.text ? -1 : 1)).slice(0, MOST).map(({ size, ...one }) => one)
}

function countIn(text: string, language: string, known: readonly { start: number; end: number }[], counted: Map<string, Counted>): void {
  const words = wordsIn(text).map((found) => {
    const written = text.slice(found.start, found.end)
    const isKnown = known.some(({ start, end }) => start < found.end && end > found.start)
    const usable = !isKnown && /\p{L}{3}/u.test(written) && !isStopWord(found.word) && !isJoined(text, found)
    return { ...found, stem: stemsOf(found.word, language)[0] ?? found.word, usable }
  })
  for (const [at, first] of words.entries()) {
    for (let size = 1; size <= LONGEST_PHRASE && at + size <= words.length; size += 1) {
      const phrase = words.slice(at, at + size)
      const last = phrase.at(-1)
      if (!last?.usable || (size > 1 && !SPACE.test(text.slice(words[at + size - 2]?.end ?? 0, last.start)))) break
      if (first.usable) count(counted, phrase.map(({ stem }) => stem).join(' '), size, text, { start: first.start, end: last.end })
    }
  }
}

/** A part of a word with a hyphen is no word. */
function isJoined(text: string, { start, end }: { start: number; end: number }): boolean {
  return /[-\u2010\u2011]/u.test(text.charAt(start - 1) + text.charAt(end))
}

function count(counted: Map<string, Counted>, key: string, size: number, text: string, span: { start: number; end: number }): void {
  const known = counted.get(key) ?? { count: 0, forms: new Map<string, number>(), example: excerptAt(text, span), size }
  const form = text.slice(span.start, span.end).replace(/\s+/gu, ' ')
  known.count += 1
  known.forms.set(form, (known.forms.get(form) ?? 0) + 1)
  counted.set(key, known)
}

/** Words that never stand but in one longer phrase are told with it. */
function isPartOfEqual(key: string, { count: own, size }: Counted, all: readonly [string, Counted][]): boolean {
  return all.some(([other, longer]) => longer.size > size && longer.count === own && ` ${other} `.includes(` ${key} `))
}

/** A beginning of a sentence is no reason for a capital. */
function mostFrequent(forms: ReadonlyMap<string, number>): string {
  const merged = new Map<string, number>()
  for (const [form, times] of forms) {
    const plain = forms.has(form.charAt(0).toLowerCase() + form.slice(1)) ? form.charAt(0).toLowerCase() + form.slice(1) : form
    merged.set(plain, (merged.get(plain) ?? 0) + times)
  }
  return [...merged].sort(([a, x], [b, y]) => y - x || a.length - b.length || (a < b ? -1 : 1))[0]?.[0] ?? ''
}
