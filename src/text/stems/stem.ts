import { stemEnglish } from './english.ts'
import { stemUkrainian } from './ukrainian.ts'

/** A word where it stands in a text. */
interface FoundWord {
  start: number
  end: number
  /** As `foldWord` gives it. */
  word: string
}

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}]|\p{M}|[\u00ad\u200b-\u200d\u2060]|['\u2019\u2018`](?=[\p{L}\p{N}]))*/gu
const INSIDE_WORD = /\u0301|[\u00ad\u200b-\u200d\u2060'\u2019\u2018\u02bc`]/g
const MARKS_OF_LATIN = /(?<=[a-z])\p{M}+/gu
const PLAIN = /^[a-z\d\u0430-\u044f\u0454\u0456\u0457\u0491]*$/
const LETTERS: Readonly<Record<string, string>> = { ł: 'l', ß: 'ss', ø: 'o', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i', ð: 'd', þ: 'th' }
const NO_WORD = /[^\p{L}\p{N}\p{M}]/gu
const LONGEST = 64
const MOST_KEPT = 20_000

/** The words of a text, in order: parts of hyphenated ones apart, numbers among them. */
export function wordsIn(text: string): FoundWord[] {
  return Array.from(text.matchAll(WORD), ({ 0: found, index }) => ({ start: index, end: index + found.length, word: foldWord(found) }))
}

/**
 * A word without what readers type or leave out at will: case, apostrophes of any kind, soft hyphens, stress, accents of Latin
 * letters. Ukrainian letters stay what they are.
 */
export function foldWord(word: string): string {
  const folded = word.toLowerCase().replace(INSIDE_WORD, '')
  return (PLAIN.test(folded) ? folded : foldLatin(folded)).slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')
}

function foldLatin(word: string): string {
  const whole = word.normalize('NFKC').toLowerCase().replace(NO_WORD, '').replace(INSIDE_WORD, '')
  // Decomposed only where Latin letters are: й and ї must stay whole.
  const bare = whole.replace(/\p{Script=Latin}+/gu, (latin) => latin.normalize('NFD')).replace(MARKS_OF_LATIN, '').normalize('NFC')
  return bare.replace(/[łßøđæœıðþ]/gu, (letter) => LETTERS[letter] ?? letter)
}

/**
 * What the forms of a folded word share: any of these equal is the same word. Two where it can be a noun and a verb. Cyrillic words
 * are taken for Ukrainian in every language, Latin ones for English in a Ukrainian text; of a language without rules, words as they are.
 */
export function stemsOf(word: string, language: string): readonly string[] {
  if (/^[\u0430-\u044f\u0454\u0456\u0457\u0491]+$/.test(word)) return ukrainian(word)
  return /^[a-z]+$/.test(word) && /^(?:en|uk)\b/i.test(language) ? english(word) : [word]
}

const ukrainian = remembered(stemUkrainian)
const english = remembered((word) => [stemEnglish(word)])

/** A text repeats its words; the memory of them is bounded by beginning anew. */
function remembered(work: (word: string) => readonly string[]): (word: string) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  return (word) => {
    const stems = known.get(word)
    if (stems) return stems
    if (known.size >= MOST_KEPT) known.clear()
    const found = work(word)
    known.set(word, found)
    return found
  }
}
