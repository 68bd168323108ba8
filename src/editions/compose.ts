import type { Article } from '../articles/model.ts'
import type { Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { loadFacts } from '../segments/facts.ts'
import type { SegmentFacts } from '../segments/model.ts'
import { composeEdition, type Candidate } from './model.ts'
import { findPublished, listEditionSegments } from './store.ts'

/** The edition that publishing now would make, with the facts it comes from. */
export async function composeNow(db: Db | Tx, article: Article, language: Language): Promise<{
  facts: SegmentFacts[]; candidate: Candidate
}> {
  const facts = await loadFacts(db, { article: article.id, source: article.source_language, language })
  const source = language === article.source_language ? undefined : await findPublished(db, article.id, article.source_language)
  const published = source ? await listEditionSegments(db, source.id) : []
  return { facts, candidate: composeEdition(facts, language, new Map(published.map((row) => [row.segment_id, row]))) }
}
