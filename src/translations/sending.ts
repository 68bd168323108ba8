import type { Id } from '../db/columns.ts'
import type { Skipped } from './model.ts'
import { placeOf, type ArticlePlace, type SkippedList } from './pages.ts'
import type { Reading } from './reading.ts'

/** What could be sent and what could not, when some could not. */
export interface SentPage extends ArticlePlace {
  sent: number
  skipped: SkippedList
}

export function sentPage(reading: Reading, asked: number, skipped: readonly { segment: Id; why: Skipped }[]): SentPage {
  const numbers = new Map(reading.facts.map(({ segment, position }) => [segment, position + 1]))
  return {
    ...placeOf(reading), sent: asked - skipped.length,
    skipped: skipped.map(({ segment, why }) => ({ href: `${reading.around.address}#p-${segment}`, why, number: numbers.get(segment) ?? 0 })),
  }
}
