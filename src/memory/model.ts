import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { MemoryLevel } from '../db/tables/memory.ts'
import type { Span } from '../text/prose.ts'

/** Grows when texts are cut otherwise than before: what was made by older rules is made again. */
export const RULES = 1
/** Grows when texts are compared or indexed otherwise than before: an index made by older rules is made again. */
export const INDEX_RULES = 2

/** Matches that are worse are of no use to anybody. */
export const WORST_SCORE = 50

/** A unit as a file brings it. */
export interface NewUnit {
  languageA: Language
  textA: string
  languageB: Language
  textB: string
  level: MemoryLevel
  /** The paragraphs before and after `textA`, or their hashes; empty where there is none, undefined where nothing is known of that. */
  before?: string | number | undefined
  after?: string | number | undefined
  /** Who made the translation, and when, as the file says. */
  saidBy?: string | undefined
  saidAt?: Timestamp | undefined
}

/** A text that a translation is wanted for. */
export interface Wanted {
  text: string
  from: Language
  to: Language
  /** The paragraphs around it; empty where there is none, undefined where that is not known. */
  before?: string | undefined
  after?: string | undefined
  /** Its paragraph, where it has one: what is known of that is its own past. */
  segment?: Id | undefined
  limit: number
}

type MatchKind = 'context' | 'exact' | 'fuzzy' | 'assembled'
export type MatchOrigin = 'approval' | 'import' | 'own'

/** A translation that somebody made of the same text, or of one like it. */
export interface Match {
  /** The number of the unit; null of what was put together. */
  unit: number | null
  /** 101: the same text between the same paragraphs; 100: the same text; below, the share of it that is the same. */
  score: number
  kind: MatchKind
  level: MemoryLevel
  source: string
  target: string
  origin: MatchOrigin
  article: Id | null
  segment: Id | null
  /** Ids of a person; of imports that name whoever made it, `saidBy`, and when, if they say that. */
  approvedBy: Id | null
  approvedAt: Timestamp | null
  /** The imports that it comes from: of what was put together, there may be several. */
  imports: readonly Id[]
  saidBy: string | null
  /** The translation with the numbers of the wanted text, and where they stand in it. */
  adapted: { text: string; changed: Span[] } | null
  /** Of what was put together: where it has words of the wanted text itself, for which nothing was found. */
  gaps: Span[]
}
