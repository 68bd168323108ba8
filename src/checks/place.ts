import type { Span } from '../text/prose.ts'
import type { Words } from './sentence.ts'

/** The part of a text that a finding is about, with some words before and after it. */
export type Place = readonly [before: string, marked: string, after: string]

const AROUND = 28
const LONGEST_MARKED = 60

/**
 * What somebody reads who cannot ask a field to show a place; null where the sentence about it names the words there.
 * `words`: those of the sentence.
 */
export function placeOf(text: string, at: Span, words: Words): Place | null {
  const marked = text.slice(at.start, at.end)
  if (Object.values(words).some((named) => names(String(named), marked))) return null
  return [lastWords(text.slice(0, at.start)), shortened(marked), firstWords(text.slice(at.end))]
}

/** Two letters or figures at least: there may be many of one sign. */
function names(named: string, marked: string): boolean {
  return /[\p{L}\p{N}].*[\p{L}\p{N}]/su.test(named) && (named.includes(marked) && marked.trim() !== '' || marked.includes(named))
}

/** Of its last line. */
function lastWords(text: string): string {
  const line = text.slice(text.lastIndexOf('\n') + 1)
  if (line.length <= AROUND) return line
  const end = line.slice(-AROUND)
  return `…${/\s/.test(end.trimEnd()) ? end.replace(/^\S*\s+/, '') : end.replace(/^[\uDC00-\uDFFF]/, '')}`
}

/** Of its first line. */
function firstWords(text: string): string {
  const [line = ''] = text.split('\n', 1)
  if (line.length <= AROUND) return line
  const beginning = line.slice(0, AROUND)
  return `${/\s/.test(beginning.trimStart()) ? beginning.replace(/\s+\S*$/, '') : beginning.replace(/[\uD800-\uDBFF]$/, '')}…`
}

function shortened(marked: string): string {
  if (marked.length <= LONGEST_MARKED) return marked
  const half = LONGEST_MARKED / 2
  return `${marked.slice(0, half).replace(/[\uD800-\uDBFF]$/, '')}…${marked.slice(-half).replace(/^[\uDC00-\uDFFF]/, '')}`
}
