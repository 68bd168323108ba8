import type { Language } from '../db/columns.ts'

/** Compares words as the alphabet of a language has them. */
export function alphabetOf(language: Language): (one: string, other: string) => number {
  const known = alphabets.get(language) ?? new Intl.Collator(language).compare
  alphabets.set(language, known)
  return known
}

// Making one takes longer than sorting the topics of an article; there are as many as the site has languages.
const alphabets = new Map<Language, (one: string, other: string) => number>()
