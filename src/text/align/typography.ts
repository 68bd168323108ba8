import { typographyKey } from '../fold.ts'
import { numberOf } from './keys.ts'
import type { Pairing } from './pairing.ts'
import { pairInTurn, pairless } from './pairing.ts'

type Texts = readonly { text: string; kind: string }[]

/** Pairs texts that say the same in other signs: quotation marks, dashes, spaces, apostrophes. */
export function pairTypography(pairing: Pairing, old: Texts, next: Texts): void {
  const oldLetters = lettersOf(old, pairless(pairing.toNew))
  const newLetters = lettersOf(next, pairless(pairing.toOld))
  const shared = new Set(oldLetters.values()).intersection(new Set(newLetters.values()))
  if (shared.size === 0) return
  const keys = new Map<string, number>()
  pairInTurn(pairing,
    (at) => keyOf(old[at], shared.has(oldLetters.get(at) ?? 0), keys),
    (at) => keyOf(next[at], shared.has(newLetters.get(at) ?? 0), keys))
}

/** The key is slow to make, and no key changes a plain letter: most texts need none. */
function keyOf(block: Texts[number] | undefined, hasTwin: boolean, keys: Map<string, number>): number {
  const key = block && hasTwin ? typographyKey(block.text) : ''
  return key === '' ? -1 : numberOf(block?.kind === 'image' ? `image ${key}` : key, keys)
}

function lettersOf(texts: Texts, places: readonly number[]): Map<number, number> {
  return new Map(places.map((at) => [at, plainLetters((texts[at]?.text ?? '').normalize('NFC'))]))
}

/** A number that is the same for texts with the same Latin and Cyrillic letters in the same order. */
function plainLetters(text: string): number {
  let letters = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if ((code >= 0x61 && code <= 0x7a) || (code >= 0x400 && code <= 0x481) || (code >= 0x41 && code <= 0x5a)) {
      letters = Math.imul(letters, 0x01000193) ^ code
    }
  }
  return letters
}
