import type { Id, Language, Timestamp } from '../db/columns.ts'
import { foldWord } from '../text/stems/stem.ts'

/** A word that is right on this site, whatever a dictionary says of it. */
export interface SiteWord {
  id: Id
  language: Language
  word: string
  note: string
  /** The name of who added it. */
  by: string
  at: Timestamp
}

export interface WantedWord {
  language: Language
  word: string
  note: string
}

export const LONGEST_WORD = 60
export const LONGEST_NOTE = 300
/** Of one language: beyond that it is no list of exceptions. */
export const MOST_WORDS = 2000

const WORD = /^\p{L}(?:[\p{L}\p{M}]|['\u2019\u2018\u02bc`\u2010\u2011-](?=\p{L}))*$/u

/** One word, with a hyphen or an apostrophe inside at most: only such a word is ever looked for. */
export function isOneWord(word: string): boolean {
  return word.length <= LONGEST_WORD && WORD.test(word) && foldWord(word).length > 1
}
