import type { Id, Language, Timestamp } from '../db/columns.ts'

/** What a machine is asked. */
export interface Asked {
  /** As paragraphs are written, with their marks. */
  text: string
  from: Language
  to: Language
  glossary: readonly Equivalent[]
  /** The paragraphs around it in the original; '' where there is none. */
  before: string
  after: string
}

/** A word of the original, and what the glossary calls it in the other language. */
export interface Equivalent {
  word: string
  preferred: readonly string[]
  forbidden: readonly string[]
}

export interface Answered {
  text: string
  /** What it cost, as the service counts. */
  characters: number
}

/** A service that translates. Throws `MachineFailure`. */
export interface Engine {
  /** As people know it. */
  name: string
  /** How many characters asking costs, before it is asked. */
  weigh: (asked: Asked) => number
  translate: (asked: Asked, signal: AbortSignal) => Promise<Answered>
}

/** Why there is no suggestion: keys of `translations:notDone`. */
export type Why = 'spent' | 'paused' | 'busy' | 'late' | 'unreachable' | 'refused' | 'rejected' | 'quota' | 'broken' | 'unreadable' | 'empty'

/** Nothing of an answer and nothing of the configuration stands in its message: it may be logged. */
export class MachineFailure extends Error {
  override name = 'MachineFailure'
  readonly why: Why

  constructor(why: Why, detail = '') {
    super(detail === '' ? why : `${why}: ${detail}`)
    this.why = why
  }
}

/** What a machine suggested for a paragraph. */
export interface Suggestion {
  id: Id
  engine: string
  text: string
  at: Timestamp
}

/** The month that characters are counted in. */
export function monthOf(at: Timestamp): string {
  return at.slice(0, 7)
}
