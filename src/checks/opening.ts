import { isLabel } from './look.ts'
import type { Noticed, Read } from './model.ts'

// What begins with a placeholder or a sign of code begins with no word.
const FIRST = /^[^\p{L}\p{N}\ufffc{%<&\\$@#]*(?<word>\p{L}[\p{L}\p{M}’'ʼ-]*)/u
const ENDED = /[.!?…:][»”’"')\]\s]*$/u

/** A sentence that begins with a small letter though the original does not. */
export function checkOpening({ text: { words }, original, kind }: Read): Noticed[] {
  // What ends with a comma is a part of a sentence.
  if (!original || original.words === words || !isLabel(kind) && !ENDED.test(words.slice(-8))) return []
  const [wanted, given] = [FIRST.exec(original.words), FIRST.exec(words)]
  const [first, word] = [wanted?.groups?.['word'] ?? '', given?.groups?.['word'] ?? '']
  if (!isSentenceLike(original.words, first) || !/^\p{Ll}[\p{Ll}’'ʼ-]*$/u.test(word)) return []
  const start = (given?.[0].length ?? 0) - word.length
  return [{ severity: 'warning', says: 'starts_small', words: { word }, at: { start, end: start + 1 }, fix: word.charAt(0).toUpperCase() }]
}

/** A capital of a sentence: not one of a name, `iPhone`, `NATO`, nor of a command that the words go on from. */
function isSentenceLike(words: string, first: string): boolean {
  return /^\p{Lu}[\p{Ll}’'ʼ]*$/u.test(first) && !/^I(?![\p{Ll}])/u.test(first) && /\s/u.test(words.trim())
}
