import { rememberingLast } from '../text/last.ts'
import { compilingTerms, finish, longestOf, type FoundTerm, type TermFinder, type TermForm } from '../text/terms.ts'
import type { Term, TermPlace, Terms, TermStatus } from './model.ts'

/** A term of the glossary: all its words, by language. */
export interface TermEntry {
  id: string
  isName: boolean
  words: readonly TermWords[]
}

interface TermWords {
  language: string
  text: string
  status: TermStatus
  isVerb: boolean
  /** Are its capitals capitals in every text? As the whole term, where nothing is said of the word. */
  isName?: boolean
}

interface Known {
  entry: TermEntry
  status: TermStatus
}

/** The words of one language, ready to be looked for. */
export type TermLookup = TermFinder<Known>

/** Terms ready to be looked for in texts of two languages. Pure, the same in browsers and on servers. */
export function pairTerms(entries: readonly TermEntry[], from: string, to: string): Terms {
  const original = finish(compilingEntries(entries, from))
  return termsBetween({ original, translation: from === to ? original : finish(compilingEntries(entries, to)) }, from, to)
}

/** Makes the lookup of one language, a word a step. */
export function compilingEntries(entries: readonly TermEntry[], language: string): Generator<undefined, TermLookup> {
  return compilingTerms(formsOf(entries, language), language)
}

interface Lookups {
  original: TermLookup
  translation: TermLookup
}

export function termsBetween({ original, translation }: Lookups, from: string, to: string): Terms {
  const known = new Map<TermEntry, Term>()
  const placeOf = ({ start, end, form, of: { entry, status } }: FoundTerm<Known>): TermPlace => {
    const term = known.get(entry) ?? termOf(entry, from, to)
    known.set(entry, term)
    return { start, end, form, term, status }
  }
  // Checks, spelling and the editor ask for those of the same text.
  return {
    inOriginal: rememberingLast(2, (words) => longestOf(original.all(words)).map(placeOf)),
    inTranslation: rememberingLast(2, (words) => translation.all(words).map(placeOf)),
  }
}

function termOf({ id, isName, words }: TermEntry, from: string, to: string): Term {
  const textsOf = (status: TermStatus) => words.filter((one) => one.language === to && one.status === status).map(({ text }) => text)
  return { id, isName, preferred: textsOf('preferred'), allowed: textsOf('allowed'), isPaired: words.some(({ language }) => language === from) }
}

function* formsOf(entries: readonly TermEntry[], language: string): Generator<TermForm<Known>> {
  for (const entry of entries) {
    for (const word of entry.words) {
      const { text, status, isVerb, isName = entry.isName } = word
      if (word.language === language) yield { text, isName, isVerb, of: { entry, status }, known: word }
    }
  }
}
