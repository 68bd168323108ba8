/** The words of the oracle: who may do what, texts and where they stand. */
export type Spoken = 'en' | 'uk'
export type Right = 'translate uk' | 'review uk' | 'review en' | 'publish en' | 'publish uk'

export interface Person {
  name: string
  rights: ReadonlySet<Right>
}

export interface Text {
  words: string
  writer: string
  parents: readonly Text[]
  /** How many approvals of it count. */
  approvals: number
}

/** A source text that was approved, and what it means: minor changes and texts put back mean the same as before. */
export interface Meaning {
  text: Text
  substance: object
}

export interface Proposal {
  text: Text
  sender: string
  awaits: 'review' | 'confirmation'
  /** The source text beside which it was written. */
  source: Text | null
  /** Its sender thinks it minor. */
  minor: boolean
  /** What a reviewer's edit took the place of. */
  instead: Proposal | null
}

export interface Approval {
  text: Text
  reviewer: string
  /** What the source meant beside it; null in the source itself. */
  against: Meaning | null
  /** In the source: what it means. */
  meaning: Meaning | null
  /** It came with the shape of its paragraph: a split or a joining. */
  shapes: boolean
}

/** What somebody has typed and not sent, over which texts, and what else it goes on from. */
export interface Draft {
  words: string
  base: Text | null
  source: Text | null
  version: number
  descends: readonly Text[]
}

export interface Side {
  texts: Text[]
  /** Those that count, the last of them now. */
  approvals: Approval[]
  approved: Approval | null
  proposal: Proposal | null
  /** Answered by the next decision; what waits for review hides it. */
  returned: { text: Text } | null
  drafts: Map<string, Draft>
}

/** What a page showed somebody: acts name it, so that they decide nothing that was not seen. */
export interface Seen {
  head: Text | null
  proposal: Proposal | null
  approved: Text | null
  source: Text | null
  /** How often their own draft had been saved. */
  version: number
}

export type Outcome = 'done' | 'nothing' | 'moved' | 'forbidden' | 'own_words' | 'invalid' | 'not_ready'

/** Everybody who wrote a part of it since the last approved text. */
export function writersOf(text: Text): Set<string> {
  if (text.approvals > 0) return new Set()
  return new Set([text.writer, ...text.parents.flatMap((parent) => [...writersOf(parent)])])
}

/** Do they differ in apostrophes and quotation marks alone? */
export function isTypography(words: string, other: string): boolean {
  const [one, two] = [words, other].map((some) => some.replace(/[ʼ'’]/g, 'ʼ').replace(/["“”«»]/g, '"'))
  return one === two
}
