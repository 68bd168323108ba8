import { createHunspellFromStrings } from 'hunspell-wasm'
import { foldApostrophes } from '../text/fold.ts'
import type { WordCheck } from '../text/pagetext/model.ts'

// Each package carries its own licence (the Ukrainian one is GPL): loaded as data when it is installed, never bundled.
const PACKAGES: Record<string, { name: string; script: RegExp }> = {
  en: { name: 'dictionary-en', script: /^\P{Script=Cyrillic}*$/u },
  uk: { name: 'dictionary-uk', script: /^\P{Script=Latin}*$/u },
}

const loaded = new Map<string, Promise<WordCheck | undefined>>()

/**
 * The dictionary of a language (`uk`, `en-GB`), read once and kept; undefined for a language that has none installed.
 * Kinds of apostrophes, soft hyphens and composition of letters make no difference to it.
 */
export async function loadDictionary(language: string): Promise<WordCheck | undefined> {
  const primary = language.toLowerCase().split('-')[0] ?? ''
  const known = Object.hasOwn(PACKAGES, primary) ? PACKAGES[primary] : undefined
  if (!known) return undefined
  const kept = loaded.get(primary) ?? openDictionary(known.name, known.script)
  loaded.set(primary, kept)
  return kept
}

/** Opens a package that holds a Hunspell dictionary; undefined when it is not installed or cannot be read. */
export async function openDictionary(packageName: string, script: RegExp): Promise<WordCheck | undefined> {
  try {
    const { aff, dic } = readFiles(await import(packageName))
    const hunspell = await createHunspellFromStrings(aff, dic)
    // The Ukrainian dictionary takes every Latin string for a word, so script is asked first.
    return (word) => {
      const plain = plainWord(word)
      return plain !== '' && script.test(plain) && hunspell.testSpelling(plain)
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
  return foldApostrophes(word.normalize('NFC').replaceAll('\u00AD', '')).replaceAll('ʼ', '\'')
}
