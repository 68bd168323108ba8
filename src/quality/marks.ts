import type { Id, Timestamp } from '../db/columns.ts'
import type { MarkCategory, MarkSeverity } from '../db/tables/quality.ts'

/** After the first level of the MQM core typology (themqm.org, “The MQM Error Typology”). */
export const CATEGORIES = ['accuracy', 'fluency', 'terminology', 'style', 'locale', 'markup'] as const satisfies readonly MarkCategory[]
export const SEVERITIES = ['minor', 'major', 'critical'] as const satisfies readonly MarkSeverity[]

/** Severity penalty multipliers of the MQM scorecard (themqm.org, “The MQM Scoring Models”). */
export const PENALTIES: Readonly<Record<MarkSeverity, number>> = { minor: 1, major: 5, critical: 25 }
/** MQM's reference word count: a score says how much would be wrong in so many words. */
const REFERENCE_WORDS = 1000

export const LONGEST_COMMENT = 1000
export const MOST_MARKS = 20

/** A mark that a reviewer makes; `words` is the part of the text that it is about, empty for all of it. */
export interface NewMark {
  category: MarkCategory
  severity: MarkSeverity
  words: string
  comment: string
}

/** The same as it was typed into a form. */
export interface TypedMark {
  category: MarkCategory | ''
  severity: MarkSeverity | ''
  words: string
  comment: string
}

const EMPTY: TypedMark = { category: '', severity: '', words: '', comment: '' }

export function isTypedMark(mark: TypedMark): boolean {
  return Object.values(mark).some((value: string) => value.trim() !== '')
}

/** What was typed, and an empty line after it. */
export function markLines(typed: readonly TypedMark[]): TypedMark[] {
  return typed.length < MOST_MARKS ? [...typed, EMPTY] : [...typed]
}

/** A mark that was made and not withdrawn. */
export interface Mark extends NewMark {
  id: Id
  /** Who made it, and whose words it is about. */
  by: Id
  translator: Id
  at: Timestamp
}

/** How often what was marked, and in how many words. */
export interface Tally {
  words: number
  paragraphs: number
  counts: Readonly<Record<MarkCategory, Readonly<Record<MarkSeverity, number>>>>
}

export function countBySeverity({ counts }: Tally, severity: MarkSeverity): number {
  return CATEGORIES.reduce((sum, category) => sum + counts[category][severity], 0)
}

export function penaltyOf(tally: Tally): number {
  return SEVERITIES.reduce((sum, severity) => sum + PENALTIES[severity] * countBySeverity(tally, severity), 0)
}

/** 1000 × Σ penalty ÷ words, MQM's normed penalty total; the smaller the better. Null where no word was judged. */
export function scoreOf(tally: Tally): number | null {
  return tally.words === 0 ? null : Math.round(REFERENCE_WORDS * penaltyOf(tally) * 10 / tally.words) / 10
}

/** Adds up what was judged: marks by how often, words by how many. */
export function tallyOf(
  judged: Pick<Tally, 'words' | 'paragraphs'>, marks: readonly { category: MarkCategory; severity: MarkSeverity; count: number }[],
): Tally {
  const countOf = (category: MarkCategory, severity: MarkSeverity) =>
    marks.filter((mark) => mark.category === category && mark.severity === severity).reduce((sum, { count }) => sum + count, 0)
  const row = (category: MarkCategory) => ({ minor: countOf(category, 'minor'), major: countOf(category, 'major'), critical: countOf(category, 'critical') })
  return {
    ...judged,
    counts: {
      accuracy: row('accuracy'), fluency: row('fluency'), terminology: row('terminology'), style: row('style'), locale: row('locale'), markup: row('markup'),
    },
  }
}

/** Words of a text: what stands between spaces and has a letter or a digit. */
export function wordsIn(text: string): number {
  return text.split(/\s+/u).filter((piece) => /[\p{L}\p{N}]/u.test(piece)).length
}
