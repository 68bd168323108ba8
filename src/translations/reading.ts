import type { Article } from '../articles/model.ts'
import { findArticle, listTitles } from '../articles/store.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { namesOf } from '../people/store.ts'
import { loadFacts } from '../segments/facts.ts'
import type { SegmentFacts } from '../segments/model.ts'
import { writingAbility } from './model.ts'
import { basisOf, type Surroundings } from './paragraphs.ts'
import { listOffered, listTexts } from './store.ts'

/** An article in one language as one person may see it, or some of its paragraphs. */
export interface Reading {
  article: Article
  title: { text: string; language: Language }
  facts: SegmentFacts[]
  around: Surroundings
}

interface Wanted {
  article: Id
  language: Language
  /** Only these paragraphs; all without. */
  segments?: readonly Id[]
}

/** Reads what the translator's pages show: a fixed number of queries, however long the article is. Drafts are the actor's own. */
export async function readArticle(db: Db, actor: Actor, { article: id, language, segments }: Wanted, words: Surroundings['words']): Promise<Reading> {
  const article = await findArticle(db, id)
  const source = article.source_language
  const writer = can(actor, writingAbility(source, language), language) ? actor.id : null
  const facts = await loadFacts(db, { article: id, source, language, person: writer ?? undefined, segments })
  const titles = await listTitles(db, [id], language)
  return {
    article,
    title: titles.get(id) ?? { text: '', language: source },
    facts,
    around: {
      address: `/desk/articles/${id}/languages/${language}`, source, language, writer, words,
      names: await namesOf(db, peopleIn(facts)),
      texts: await listTexts(db, facts.flatMap((one) => olderBasisOf(one) ?? [])),
      offered: await listOffered(db, facts.flatMap(({ proposal }) => proposal?.editedFrom ?? [])),
    },
  }
}

/** One paragraph, with its number in the article. Throws `not_found` for one of another article. */
export async function readParagraph(db: Db, actor: Actor, { article, language, segment }: { article: Id; language: Language; segment: Id },
  words: Surroundings['words']): Promise<Reading & { one: SegmentFacts }> {
  const reading = await readArticle(db, actor, { article, language, segments: [segment] }, words)
  const [one] = reading.facts
  if (!one) throw new AppError('not_found', { segment })
  return { ...reading, one }
}

function olderBasisOf(facts: SegmentFacts): Id | null {
  const basis = basisOf(facts)
  return basis === facts.source?.revision ? null : basis
}

function peopleIn(facts: readonly SegmentFacts[]): Id[] {
  return facts.flatMap(({ proposal, returned }) => [
    ...proposal ? [proposal.sender, proposal.writer] : [],
    ...returned ? [returned.reviewer] : [],
  ])
}
