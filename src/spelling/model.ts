/** A question for the thread of dictionaries; `id` comes back with its answer. */
export type Question = { id: number; language: string } & ({ asks: 'words'; words: readonly string[] } | { asks: 'suggestions'; word: string })

/** Null where the language has no dictionary. */
export type Answer = { id: number; known: readonly boolean[] | null } | { id: number; suggestions: readonly string[] | null }
