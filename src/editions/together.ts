import type { Article } from '../articles/model.ts'
import type { Db } from '../db/schema.ts'
import type { Actor } from '../people/model.ts'
import { canBeAccepted, listBlockers, type PublishingCase } from './blockers.ts'
import { readCase } from './compose.ts'

/** A translation and the original's next edition, as they would be published together. */
export interface Pair {
  original: PublishingCase
  translation: PublishingCase
}

/** Null where the original has nothing new that this person may publish, or where even with it the translation cannot be published. */
export async function readTogether(db: Db, alone: PublishingCase, asked: { actor: Actor; article: Article }): Promise<Pair | null> {
  const { actor, article } = asked
  const { language, mayPublish, accepted } = alone
  if (language === article.source_language || !mayPublish) return null
  const original = await readCase(db, { actor, article, language: article.source_language })
  if (listBlockers(original).length > 0) return null
  const translation = await readCase(db, { actor, article, language, accepted, original: original.candidate.rows })
  return canBeAccepted(listBlockers(translation)) ? { original, translation } : null
}
