import type { Article } from '../articles/model.ts'
import type { Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { loadFacts, loadKept } from '../segments/facts.ts'
import type { SegmentFacts } from '../segments/model.ts'
import { composeEdition, type Candidate } from './model.ts'
import { findPublished, listEditionSegments } from './store.ts'

/** The edition that publishing now would make, with the facts it comes from. */
export async function composeNow(db: Db | Tx, article: Article, language: Language): Promise<{
  facts: SegmentFacts[]; candidate: Candidate
}> {
  const { id, source_language: own } = article
  const translated = await loadFacts(db, { article: id, source: own, language })
  const kept = language === own ? [] : await loadKept(db, { article: id, source: own })
  const facts = [...translated, ...kept].sort((a, b) => a.position - b.position)
  const source = language === own ? undefined : await findPublished(db, id, own)
  const published = source ? await listEditionSegments(db, source.id) : []
  return { facts, candidate: composeEdition(facts, language, new Map(published.map((row) => [row.segment_id, row]))) }
}
