import { isFreeFor, isSlug, proposeSlug } from '../articles/slugs.ts'
import { listSlugs } from '../articles/store.ts'
import type { Article } from '../articles/model.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { loadFacts, loadKept } from '../segments/facts.ts'
import type { SegmentFacts } from '../segments/model.ts'
import type { PublishingCase } from './blockers.ts'
import { composeEdition, type Candidate, type FrozenSegment } from './model.ts'
import { findPublished, listEditionSegments } from './store.ts'

/**
 * The edition that publishing now would make, with the facts it comes from. `original` are the rows of the original's edition that
 * is published together with it; without them gaps come from the one readers have.
 */
export async function composeNow(db: Db | Tx, article: Article, language: Language, original?: readonly FrozenSegment[]): Promise<{
  facts: SegmentFacts[]; candidate: Candidate
}> {
  const { id, source_language: own } = article
  const translated = await loadFacts(db, { article: id, source: own, language })
  const kept = language === own ? [] : await loadKept(db, { article: id, source: own })
  const facts = [...translated, ...kept].sort((a, b) => a.position - b.position)
  const published = original ?? (language === own ? [] : await currentRows(db, id, own) ?? [])
  return { facts, candidate: composeEdition(facts, language, new Map(published.map((row) => [row.segment_id, row]))) }
}

/** Who asks for what: without a `slug` the article's own or a free one made from its title. */
interface Wish {
  actor: Actor
  article: Article
  language: Language
  slug?: string | undefined
  accepted?: { missing: number; behind: number }
  original?: readonly FrozenSegment[] | undefined
}

/** Everything that decides whether the article can be published in the language now. */
export async function readCase(db: Db | Tx, { actor, article, language, slug, accepted, original }: Wish): Promise<PublishingCase> {
  const { facts, candidate } = await composeNow(db, article, language, original)
  return {
    article, language, mayPublish: can(actor, 'edition.publish', language), facts, candidate,
    current: await currentRows(db, article.id, language) ?? null,
    slug: await judgeSlug(db, article.id, language, slug ?? await proposeSlug(db, article.id, language, candidate.title ?? '')),
    accepted: accepted ?? { missing: 0, behind: 0 },
  }
}

export async function judgeSlug(db: Db | Tx, article: Id, language: Language, text: string): Promise<PublishingCase['slug']> {
  if (!isSlug(text)) return { text, state: 'invalid' }
  if (!await isFreeFor(db, article, text)) return { text, state: 'taken' }
  const own = await listSlugs(db, article)
  // The other language would lose it.
  if ([...own].some(([other, slug]) => other !== language && slug === text)) return { text, state: 'taken' }
  return { text, state: own.get(language) === text ? 'own' : 'new' }
}

/** The paragraphs that readers have now; undefined when they have none. */
export async function currentRows(db: Db | Tx, article: Id, language: Language): Promise<FrozenSegment[] | undefined> {
  const current = await findPublished(db, article, language)
  return current && (await listEditionSegments(db, current.id)).map(({ edition_id, ...row }) => row)
}
