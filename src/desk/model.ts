import type { Id, Language, Timestamp } from '../db/columns.ts'

/** One paragraph in a language that waits for somebody. */
export interface Waiting {
  article: Id
  language: Language
  segment: Id
  at: Timestamp
}

export interface WaitingSubmission {
  submission: Id
  article: Id
  language: Language
  sender: string
  count: number
  at: Timestamp
}

export interface SentSubmission {
  id: Id
  language: Language
  sender: string
  message: string
  at: Timestamp
  /** Paragraphs that were sent, and how many of them nobody has decided. */
  count: number
  open: number
}
