/** A question for the thread of dictionaries; `id` comes back with its answer. */
export type Question = { id: number; language: string } & (
  { asks: 'words'; words: readonly string[] } | { asks: 'slips'; words: readonly string[] } | { asks: 'suggestions'; word: string })

/** Null where the language has no dictionary. */
export type Answer = { id: number } & (
  { known: readonly boolean[] | null } | { near: readonly (readonly string[])[] | null } | { suggestions: readonly string[] | null })

/** Words that a word is made of by a rule of its language: it is right where they all are. */
export interface Way {
  of: readonly string[]
  /** No slip makes such a word of another one. */
  isSure?: boolean
  /** Counts only where the original says the word in its own letters: English adds such an ending to some words alone. */
  needsOriginal?: boolean
}
