import { createHunspellFromStrings } from 'hunspell-wasm'
import { foldApostrophes } from '../text/fold.ts'
import type { WordCheck } from '../text/pagetext/model.ts'
import { nearOnes } from './slips.ts'

/** What a dictionary answers; each answer takes its time on the thread that asks (a suggestion 0.1 s, a first opening 0.7 s). */
interface Dictionary {
  isWord: WordCheck
  /** Words that a misspelled one may have been meant to be, the likeliest first, with the apostrophe of the site. */
  suggest: (word: string) => readonly string[]
  /** Words of which one slip of the hand makes this one. Takes some milliseconds. */
  near: (word: string) => readonly string[]
}

// Each package carries its own licence (the Ukrainian one is GPL): loaded as data when it is installed, never bundled.
const PACKAGES: Record<string, { name: string; script: RegExp }> = {
  en: { name: 'dictionary-en', script: /^\P{Script=Cyrillic}*$/u },
  uk: { name: 'dictionary-uk', script: /^\P{Script=Latin}*$/u },
}

const loaded = new Map<string, Promise<Dictionary | undefined>>()

/**
 * The dictionary of a language (`uk`, `en-GB`), read once and kept; undefined for a language that has none installed.
 * Kinds of apostrophes and hyphens, soft hyphens and composition of letters make no difference to it. Servers ask `speller.ts` instead.
 */
export async function loadDictionary(language: string): Promise<Dictionary | undefined> {
  const primary = primaryOf(language)
  const known = Object.hasOwn(PACKAGES, primary) ? PACKAGES[primary] : undefined
  if (!known) return undefined
  const kept = loaded.get(primary) ?? openDictionary(known.name, known.script, primary)
  loaded.set(primary, kept)
  return kept
}

/** Is there a dictionary of the language? Asked without reading it. */
export function hasDictionary(language: string): boolean {
  const primary = primaryOf(language)
  if (!Object.hasOwn(PACKAGES, primary)) return false
  try {
    return import.meta.resolve(PACKAGES[primary]?.name ?? '') !== ''
  } catch {
    return false
  }
}

/** `en` of `en-GB`. */
export function primaryOf(language: string): string {
  return language.toLowerCase().split('-')[0] ?? ''
}

/** Opens a package that holds a Hunspell dictionary; undefined when it is not installed or cannot be read. */
export async function openDictionary(packageName: string, script: RegExp, language = ''): Promise<Dictionary | undefined> {
  try {
    const { aff, dic } = readFiles(await import(packageName))
    const hunspell = await createHunspellFromStrings(aff, dic)
    // The Ukrainian dictionary takes every Latin string for a word, so script is asked first.
    const asked = (word: string) => {
      const plain = plainWord(word)
      return plain !== '' && script.test(plain) ? plain : ''
    }
    return {
      isWord: (word) => asked(word) !== '' && hunspell.testSpelling(asked(word)),
      suggest: (word) => asked(word) === '' ? [] : hunspell.getSpellingSuggestions(asked(word)).map(foldApostrophes),
      near: (word) => nearOnes(asked(word).toLowerCase(), language, (other) => hunspell.testSpelling(other)),
    }
  } catch {
    // Without a dictionary an import is less certain about broken words, and says so; it must not fail.
    return undefined
  }
}

function readFiles(source: unknown): { aff: string; dic: string } {
  const files = isObject(source) ? source['default'] : undefined
  if (!isObject(files) || !(files['aff'] instanceof Uint8Array) || !(files['dic'] instanceof Uint8Array)) {
    throw new TypeError('a dictionary package gives aff and dic as bytes')
  }
  const decoder = new TextDecoder('utf-8', { fatal: true })
  return { aff: decoder.decode(files['aff']), dic: decoder.decode(files['dic']) }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function plainWord(word: string): string {
  return foldApostrophes(word.normalize('NFC').replaceAll('\u00AD', '')).replaceAll('ʼ', '\'').replace(/[\u2010\u2011]/g, '-')
}
