import type { Language } from '../db/columns.ts'
import type { Span } from '../text/prose.ts'
import { stemsOf, wordsIn } from '../text/stems/stem.ts'

/** A word that is looked for: one of these stems must be one of its own. */
interface QueryWord {
  word: string
  stems: readonly string[]
}

/** Words that must stand one after another: of a phrase in quotation marks all, else one. */
export type Phrase = readonly QueryWord[]

const LONGEST = 300
const MOST_WORDS = 16
const QUOTED = /["«“„]([^"«»“”„]+)["»”“]/gu

/** The words and phrases of a query, as they are written in this language; ґ is found for г, and the reverse. */
export function readQuery(typed: string, language: Language): Phrase[] {
  const line = typed.slice(0, LONGEST).toWellFormed().normalize('NFC')
  const quoted = Array.from(line.matchAll(QUOTED), ([, words = '']) => wordsOf(words, language)).filter(({ length }) => length > 0)
  const single = wordsOf(line.replace(QUOTED, ' '), language).map((word) => [word])
  return [...quoted, ...single].slice(0, MOST_WORDS)
}

function wordsOf(text: string, language: Language): QueryWord[] {
  return wordsIn(text).filter(({ word }) => word !== '').slice(0, MOST_WORDS).map(({ word }) => {
    const twin = word.replace(/[гґ]/g, (letter) => (letter === 'г' ? 'ґ' : 'г'))
    return { word, stems: [...new Set([word, twin].flatMap((one) => stemsOf(one, language)))] }
  })
}

/** Where in a text the phrases stand; undefined where one of them does not. */
export function findPhrases(text: string, phrases: readonly Phrase[], language: Language): Span[] | undefined {
  const words = wordsIn(text).map((one) => ({ ...one, stems: stemsOf(one.word, language) }))
  const spans: Span[] = []
  for (const phrase of phrases) {
    const stands = (at: number) => phrase.every(({ stems }, next) => words[at + next]?.stems.some((stem) => stems.includes(stem)))
    const starts = [...words.keys()].filter(stands)
    if (starts.length === 0) return undefined
    for (const at of starts) spans.push({ start: words[at]?.start ?? 0, end: words[at + phrase.length - 1]?.end ?? 0 })
  }
  return joined(spans)
}

/** In order, those that touch each other as one. */
function joined(spans: readonly Span[]): Span[] {
  const whole: Span[] = []
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = whole.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else whole.push({ start, end })
  }
  return whole
}
