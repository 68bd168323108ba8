import { compileTerms, longestOf, type FoundTerm, type TermForm } from '../text/terms.ts'
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
}

type Known = Pick<TermPlace, 'term' | 'status'>

/** Terms ready to be looked for in texts of two languages. Pure, the same in browsers and on servers. */
export function pairTerms(entries: readonly TermEntry[], from: string, to: string): Terms {
  const known = entries.map((entry) => ({ entry, term: termOf(entry, from, to) }))
  const finderOf = (language: string) => compileTerms(known.flatMap(({ entry, term }) => formsOf(entry, term, language)), language)
  const [original, translation] = [finderOf(from), finderOf(to)]
  return {
    inOriginal: (words) => longestOf(original.all(words)).map(placeOf),
    inTranslation: (words) => translation.all(words).map(placeOf),
  }
}

function termOf({ id, isName, words }: TermEntry, from: string, to: string): Term {
  const textsOf = (status: TermStatus) => words.filter((one) => one.language === to && one.status === status).map(({ text }) => text)
  return { id, isName, preferred: textsOf('preferred'), allowed: textsOf('allowed'), isPaired: words.some(({ language }) => language === from) }
}

function formsOf({ isName, words }: TermEntry, term: Term, language: string): TermForm<Known>[] {
  const own = words.filter((one) => one.language === language)
  return own.map(({ text, status, isVerb }) => ({ text, isName, isVerb, of: { term, status } }))
}

function placeOf({ start, end, form, of }: FoundTerm<Known>): TermPlace {
  return { start, end, form, ...of }
}
