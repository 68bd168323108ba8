import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { SegmentKind } from '../db/tables/article.ts'
import { canonicalJson } from '../text/canonical.ts'
import { cleanText } from '../text/clean.ts'
import { textHash } from '../text/hash.ts'

/** Of each of the two texts that a reader may send, in UTF-16 units. */
export const LONGEST_CORRECTION = 5000
export const LONGEST_REASON = 2000
/** How many the whole site takes in a day. */
export const MOST_A_DAY = 500

export type CorrectionState = 'open' | 'taken' | 'declined'
export const CORRECTION_STATES: readonly CorrectionState[] = ['open', 'taken', 'declined']

/** What a reader saw and how they would write it. */
export interface Reported {
  article: Id
  segment: Id
  language: Language
  edition: Id
  shown: string
  text: string
  remark: string
}

/** A correction as the desk knows it. */
export interface Correction extends Reported {
  id: Id
  /** The number of the edition. */
  number: number
  at: Timestamp
  state: CorrectionState
  decided: { by: Id; at: Timestamp; reason: string } | null
  /** Counts the decisions on it: what a form names as shown. */
  decisions: number
}

/** Paragraphs that are words to be read. Code and rules stand as they are; nobody sees an alternative text. */
export function isReportable(kind: SegmentKind): boolean {
  return kind !== 'code' && kind !== 'rule' && kind !== 'image'
}

/** Is the paragraph short enough to be edited in the form? Of a longer one a reader says in words what is wrong. */
export function isEditable(shown: string): boolean {
  return shown.length <= LONGEST_CORRECTION
}

/** A text emptied, or left alone, proposes nothing: then a remark has to say something. Null when nothing is said at all. */
export function readReport(shown: string, typed: { text: string; remark: string }): { text: string; remark: string } | null {
  const cleaned = cleanText(shown)
  const same = typed.text === '' || ('text' in cleaned && cleaned.text === typed.text)
  const remark = /[\p{L}\p{N}]/u.test(typed.remark) ? typed.remark : ''
  if (same && remark === '') return null
  return { text: same ? shown : typed.text, remark: typed.remark }
}

/** The same words about the same text: stored once, whoever sends them. */
export function fingerprintOf({ shown, text, remark }: Pick<Reported, 'shown' | 'text' | 'remark'>): string {
  return textHash(canonicalJson([textHash(shown), text, remark]))
}

/** Does it propose words, or only say what is wrong? */
export function proposesText({ shown, text }: Pick<Reported, 'shown' | 'text'>): boolean {
  return shown !== text
}
