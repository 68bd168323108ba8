import { beginningOf } from '../text/excerpt.ts'
import type { Shown } from './body.ts'

const SENTENCE_END = /[.!?…]["»”’)]*(?= )/gu

/** The beginning of a text, at most `most` characters: whole sentences if they fill half of that, else whole words and … */
export function excerptOf(text: string, most: number): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  if (line.length <= most) return line
  const ends = [...line.slice(0, most + 1).matchAll(SENTENCE_END)].map((end) => end.index + end[0].length)
  const sentence = ends.findLast((end) => end <= most) ?? 0
  if (sentence >= most / 2) return line.slice(0, sentence)
  return beginningOf(line, most)
}

const CHARACTERS_A_MINUTE = 1500

/** Reading time in minutes, by characters: the same in both languages, whose words differ in length. */
export function minutesOf(rows: readonly Pick<Shown, 'text'>[]): number {
  return Math.max(1, Math.ceil(rows.reduce((sum, { text }) => sum + text.length, 0) / CHARACTERS_A_MINUTE))
}
