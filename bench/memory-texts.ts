import { exchangeWords, rankWords, realPairs } from './paragraphs.ts'

export interface TextPair {
  en: string
  uk: string
}

/** So many pairs, each different: real ones first, then the same with their rarer words exchanged. */
export function* pairsOf(count: number): Generator<TextPair> {
  const real = realPairs()
  const ranks = { en: rankWords(real.map(({ en }) => en)), uk: rankWords(real.map(({ uk }) => uk)) }
  for (let at = 0; at < count; at++) {
    const { en, uk } = real[at % real.length] ?? { en: '', uk: '' }
    const copy = Math.floor(at / real.length)
    yield copy === 0 ? { en, uk } : { en: exchangeWords(en, ranks.en, copy), uk: exchangeWords(uk, ranks.uk, copy) }
  }
}

/** A text as somebody writes it the next time: some words changed, left out, added or turned round. */
export function editText(text: string, words: readonly string[], chance: () => number): string {
  const parts = text.split(' ')
  const edits = 1 + Math.floor(chance() * Math.max(1, parts.length / 4))
  const some = () => words[Math.floor(chance() * words.length)] ?? ''
  for (let each = 0; each < edits; each++) {
    const at = Math.floor(chance() * parts.length)
    const kind = chance()
    if (kind < 0.35) parts[at] = some()
    else if (kind < 0.55) parts.splice(at, 1)
    else if (kind < 0.75) parts.splice(at, 0, some())
    else if (kind < 0.9) parts[at] = mistype(parts[at] ?? '', chance)
    else parts.splice(at, 2, parts[at + 1] ?? '', parts[at] ?? '')
  }
  return parts.join(' ').trim()
}

/** The same numbers on every machine. */
export function newChance(seed: number): () => number {
  let state = seed
  return () => {
    state = Math.imul(state ^ state >>> 15, state | 1)
    state ^= state + Math.imul(state ^ state >>> 7, state | 61)
    return ((state ^ state >>> 14) >>> 0) / 2 ** 32
  }
}

function mistype(word: string, chance: () => number): string {
  const at = Math.floor(chance() * word.length)
  return word.slice(0, at) + word.slice(at + 1)
}
