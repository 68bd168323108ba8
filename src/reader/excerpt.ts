import { beginningOf } from '../text/excerpt.ts'
import type { Shown } from './body.ts'

/** As much as search engines show of a description. */
export const LONGEST_DESCRIPTION = 160

const SENTENCE_END = /[.!?…]["»”’)]*(?= )/gu

/** The beginning of a text, at most `most` characters: whole sentences if they fill half of that, else whole words and … */
export function excerptOf(text: string, most: number): string {
  // Spaces that do not break stay: they hold together what a list of articles shows, too.
  const line = text.replace(/[^\S\u00a0]+/gu, ' ').trim()
  if (line.length <= most) return line
  const ends = [...line.slice(0, most + 1).matchAll(SENTENCE_END)].map((end) => end.index + end[0].length)
  const sentence = ends.findLast((end) => end <= most) ?? 0
  if (sentence >= most / 2) return line.slice(0, sentence)
  return beginningOf(line, most)
}

/** Shorter than this a sentence is an exclamation, or the initial of a name. */
const SHORTEST_SENTENCE = 40

/** The first sentence of a text, if that is at most `most` characters, else its first words and …; short ones take the next along. */
export function sentenceOf(text: string, most: number): string {
  // Spaces that do not break stay: they hold together what a list of articles shows, too.
  const line = text.replace(/[^\S\u00a0]+/gu, ' ').trim()
  const ends = [...line.slice(0, most + 1).matchAll(/(?<![\s(.]\p{L})[.!?…]["»”’)]*(?= ["«“‘(—–]*\p{Lu}|$)/gu)].map((end) => end.index + end[0].length)
  const first = ends.find((end) => end >= SHORTEST_SENTENCE && end <= most)
  return first === undefined ? beginningOf(line, most) : line.slice(0, first)
}

const CHARACTERS_A_MINUTE = 1500

/** Reading time in minutes, by characters: the same in both languages, whose words differ in length. */
export function minutesOf(rows: readonly Pick<Shown, 'text'>[]): number {
  return Math.max(1, Math.ceil(rows.reduce((sum, { text }) => sum + text.length, 0) / CHARACTERS_A_MINUTE))
}
