export type Words = Readonly<Record<string, string | number>>

/** Signs that no sentence has: between them stands the name of a word that goes in later. */
const PLACE = /\ue000(\w+)\ue001/g

/**
 * The sentence of a finding in pieces; those at odd places are code. The sentence is cut before its words go in: a backtick of
 * somebody's text marks nothing. `say` puts words into the sentence.
 */
export function sentencePieces(say: (words: Words) => string, words: Words): string[] {
  const places = Object.entries(words).map(([name, word]) => [name, typeof word === 'string' ? `\ue000${name}\ue001` : word] as const)
  return say(Object.fromEntries(places)).split('`').map((piece) => piece.replace(PLACE, (_, name: string) => String(words[name])))
}
