import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { SpokenText } from './pages.ts'

interface Choosing {
  href: string
  current: boolean
}

export interface QueuePage {
  /** Without a language, kind or scope: all of them. */
  languages: (Choosing & { language: Language | null; count: number })[]
  kinds: (Choosing & { kind: 'translation' | 'original' | null })[]
  /** Empty for somebody who reviews nothing. */
  scopes: (Choosing & { scope: 'mine' | null })[]
  narrowed: boolean
  rows: QueueLine[]
  /** Who decided something in the last 30 days, by language. */
  reviewers: { language: Language; count: number }[]
  stalled: Omit<StalledNotice, 'canInvite'>[]
  canInvite: boolean
  /** The site measures quality. */
  measured: boolean
  /** When the last decision was made. */
  last: Timestamp | null
  previous: string | null
  next: string | null
}

/** Reviews of a language do not go on by themselves. */
export interface StalledNotice {
  language: Language
  submission: Id
  why: 'no_reviewer' | 'nobody' | 'too_old'
  /** Since the oldest was sent. */
  days: number
  canInvite: boolean
}

export interface QueueLine {
  submission: Id
  title: SpokenText
  /** Null for a change of the original. */
  from: Language | null
  language: Language
  sender: string
  at: Timestamp
  days: number
  message: string
  review: number
  confirmation: number
  /** What one reviewer found good, and another has to. */
  second: number
  /** Where it is decided: a structure alone has a page of its own. */
  href: string
  /** Does the structure of the article wait to be decided as a whole? */
  structure: boolean
  /** Returned before, and how many of them by the person who looks. */
  again: number
  mine: number
  /** What it is to the person who looks: theirs to review or confirm, or sent by them. */
  role: 'review' | 'confirm' | 'sent' | null
}

export interface DecidedPage {
  languages: (Choosing & { language: Language | null })[]
  rows: DecidedLine[]
  older: string | null
  newest: string | null
}

interface DecidedLine {
  outcome: 'approved' | 'confirmed' | 'passed' | 'edited' | 'returned'
  at: Timestamp
  language: Language
  selfApproved: boolean
  reviewer: string
  sender: string
  title: SpokenText
  href: string
  words: string
  reason: string
}
