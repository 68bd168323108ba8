import type { Finding } from '../checks/model.ts'
import type { Timestamp } from '../db/columns.ts'

/** A finding of a paragraph's text, and what somebody answered to it. */
export interface Judged extends Finding {
  meant: Answer | null
  /** Of a misspelled word: what may have been meant, the likeliest first. */
  suggestions?: readonly string[]
}

/** That it is meant so. */
export interface Answer {
  /** The name of who said it. */
  by: string
  at: Timestamp
  reason: string
}

export const LONGEST_REASON = 500

/** What keeps a text from review: an error always, a question as long as nobody answered it. */
export type Hindrance = 'errors' | 'questions' | null

export function hindranceOf(findings: readonly Judged[] = []): Hindrance {
  if (findings.some(({ severity }) => severity === 'error')) return 'errors'
  return openQuestions(findings).length > 0 ? 'questions' : null
}

export function openQuestions(findings: readonly Judged[]): Judged[] {
  return findings.filter(({ severity, meant }) => severity === 'question' && meant === null)
}

const ORDER = ['error', 'question', 'warning'] as const

/** What keeps a text from review stands first, what was answered last; otherwise as in the text. */
export function firstThingsFirst(findings: readonly Judged[]): Judged[] {
  const rank = ({ meant, severity }: Judged) => meant ? ORDER.length : ORDER.indexOf(severity)
  return findings.toSorted((a, b) => rank(a) - rank(b))
}
