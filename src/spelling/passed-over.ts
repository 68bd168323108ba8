import { romanize } from '../text/romanize.ts'
import { wordsIn } from '../text/stems/stem.ts'

/** What an original has that its translation may have as well. */
export interface Original {
  /** How its capitalised words sound, as far as letters tell. */
  sounds: ReadonlySet<string>
  /** Its words, as they are written but for capitals. */
  words: ReadonlySet<string>
}

const SCRIPTS: Readonly<Record<string, RegExp>> = { uk: /^[\p{Script=Cyrillic}\p{M}\u00ad'\u2018\u2019\u02bc`\u2010\u2011-]+$/u }
const LATIN = /^[\p{Script=Latin}\p{M}\u00ad'\u2018\u2019\u02bc`\u2010\u2011-]+$/u
const HAS_DIGIT = /\p{N}/u
/** Beside a word: it is a part of an address, a path, a formula, a mark of a format. */
const JOINED_BEFORE = /(?:[_/\\%@#$<=&.]|\d|--?)$/
const JOINED_AFTER = /^(?:[_/\\=@]|\(\)|[.:](?=\p{L}))/u
/** «США», «НАТО-вський», `iPhone`, `JavaScript`: capitals where a word has none. */
const CAPITAL_INSIDE = /\p{L}\p{M}*\p{Lu}/u
const ENGLISH_SUFFIX = /['\u2019\u02bc]s$/

/** Not a word of the language's dictionary at all: a number, an acronym, another script, a letter alone. */
export function isForeign(word: string, language: string): boolean {
  const script = SCRIPTS[language] ?? LATIN
  return HAS_DIGIT.test(word) || CAPITAL_INSIDE.test(word) || !script.test(word) || word.length < 2
}

export function isPartOfCode(before: string, after: string): boolean {
  return JOINED_BEFORE.test(before) || JOINED_AFTER.test(after)
}

interface Place {
  startsSentence: boolean
  original: Original | null
  language: string
}

/** It stands in the original as well, or sounds like a name there; without an original, any name inside a sentence. */
export function isBorrowed(word: string, { startsSentence, original, language }: Place): boolean {
  const isName = /^\p{Lu}/u.test(word)
  if (!original) return isName && !startsSentence
  return original.words.has(bare(word)) || (isName && original.sounds.has(soundOf(word, language)))
}

export function readOriginal(text: string, language: string): Original {
  const words = wordsIn(text).map(({ start, end }) => text.slice(start, end))
  const names = words.filter((word) => /^\p{Lu}/u.test(word))
  return {
    words: new Set(words.map(bare)),
    sounds: new Set(names.map((word) => soundOf(word, language)).filter((sound) => sound.length > 1)),
  }
}

function bare(word: string): string {
  return word.toLowerCase().replace(ENGLISH_SUFFIX, '')
}

/** The first consonants of a name, alike in both scripts: endings change, vowels are written in many ways. */
function soundOf(word: string, language: string): string {
  const latin = language === 'uk' ? romanize(word) : bare(word)
  return latin.toLowerCase().normalize('NFD').replace(/[^a-z]/g, '').replace(/[sz]h|[ckt]h|ts|[rcs]z/g, (pair) => PAIRS[pair] ?? 's')
    .replace(/[aeiouyjhgx]/g, '').replace(/[cq]/g, 'k').replace(/w/g, 'v').replace(/z/g, 's').replace(/(.)\1+/g, '$1').slice(0, 3)
}

const PAIRS: Readonly<Record<string, string>> = { kh: '', ch: 's', th: 't' }
