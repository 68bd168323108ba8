import { readProse, type Prose } from '../../text/prose.ts'
import type { Value } from './model.ts'
import { flatten, readValues } from './read.ts'
import { surplus } from './surplus.ts'

/** A text and what it says in figures. */
export interface ValuedText {
  text: string
  prose: Prose
  /** Its words with one kind of space and without placeholders, sign for sign. */
  flat: string
  values: Value[]
  /** Figures that stand in it but not among its words: in code, addresses and the targets of links. */
  hidden: string[]
}

export function readText(text: string, language: string, prose: Prose = readProse(text)): ValuedText {
  const { words } = prose
  return { text, prose, flat: flatten(words), values: readValues(words, language), hidden: surplus(figuresOf(text), figuresOf(words)) }
}

function figuresOf(text: string): string[] {
  return text.match(/\d+(?:[.,]\d+)*/g) ?? []
}
