import type { Id, Language, Timestamp } from '../db/columns.ts'

/** One paragraph in a language that waits for somebody. */
export interface Waiting {
  article: Id
  language: Language
  segment: Id
  at: Timestamp
}

/** One that a reviewer returned, by which decision. */
export interface ReturnedParagraph extends Waiting {
  decision: Id
}

export interface WaitingSubmission {
  submission: Id
  article: Id
  language: Language
  sender: string
  count: number
  /** How many of them are a change of the structure. */
  structure: number
  at: Timestamp
}

export interface SentSubmission {
  id: Id
  language: Language
  sender: string
  message: string
  at: Timestamp
  /** Paragraphs that were sent, and how much nobody has decided: a change of the structure counts as one. */
  count: number
  open: number
  /** Does it change the structure? */
  structure: boolean
}
