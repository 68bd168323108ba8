import type { Language } from '../db/columns.ts'
import type { Translated } from './model.ts'

/** Counts of translations together, by language in the order of their names. */
export function addUp(lists: readonly (readonly Translated[])[]): Translated[] {
  const sums = new Map<Language, Translated>()
  for (const { language, approved, open } of lists.flat()) {
    const sum = sums.get(language) ?? { language, approved: 0, open: 0 }
    sums.set(language, { language, approved: sum.approved + approved, open: sum.open + open })
  }
  return [...sums.values()].sort((a, b) => a.language < b.language ? -1 : 1)
}
