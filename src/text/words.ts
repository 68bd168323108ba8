import { foldApostrophes } from './fold.ts'
import { isSpaceAt, isWordAt, tokenEnds } from './tokens.ts'

/** The words and signs of a text: where each stands, and a number that is the same for the same word. Spaces lie between. */
export type Words = { text: string; starts: number[]; ends: number[]; ids: number[]; isWord: boolean[] }

/** Both texts with one numbering; words that differ only in the kind of apostrophe have one number. */
export function readWords(before: string, after: string, language: string): { a: Words; b: Words } {
  const vocabulary = new Map<string, number>()
  return { a: readText(before, language, vocabulary), b: readText(after, language, vocabulary) }
}

export function countWords({ isWord }: Words, from = 0, to = isWord.length): number {
  let words = 0
  for (let at = from; at < to; at++) if (isWord[at]) words++
  return words
}

function readText(text: string, language: string, vocabulary: Map<string, number>): Words {
  const words: Words = { text, starts: [], ends: [], ids: [], isWord: [] }
  const folded = foldApostrophes(text)
  let start = 0
  for (const end of tokenEnds(text, language)) {
    if (!isSpaceAt(text, start)) {
      words.starts.push(start)
      words.ends.push(end)
      words.ids.push(numberOf(folded.slice(start, end), vocabulary))
      words.isWord.push(isWordAt(text, start))
    }
    start = end
  }
  return words
}

function numberOf(word: string, vocabulary: Map<string, number>): number {
  const known = vocabulary.get(word)
  if (known !== undefined) return known
  vocabulary.set(word, vocabulary.size)
  return vocabulary.size - 1
}
