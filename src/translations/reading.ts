import type { Article } from '../articles/model.ts'
import { findArticle, listTitles } from '../articles/store.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { direction } from '../i18n/languages.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { namesOf } from '../people/store.ts'
import { loadFacts } from '../segments/facts.ts'
import type { SegmentFacts } from '../segments/model.ts'
import { listOutline } from '../segments/store.ts'
import { writingAbility } from './model.ts'
import { asksFor, basisOf, type Surroundings } from './paragraphs.ts'
import { listOffered, listTexts } from './store.ts'

/** An article in one language as one person may see it, or some of its paragraphs. */
export interface Reading {
  article: Article
  title: { text: string; language: Language }
  facts: SegmentFacts[]
  around: Surroundings
}

interface ParagraphPlace {
  article: Id
  language: Language
  segment: Id
}

interface Wanted {
  article: Id
  language: Language
  /** Only these paragraphs; all without. */
  segments?: readonly Id[]
}

/** Reads what the translator's pages show: a fixed number of queries, however long the article is. Drafts are the actor's own. */
export async function readArticle(
  db: Db, actor: Actor, { article: id, language, segments }: Wanted, words: Surroundings['words'],
): Promise<Reading> {
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
      address: `/desk/articles/${id}/languages/${language}`, source, language, dir: direction(language), writer, words,
      names: await namesOf(db, peopleIn(facts)),
      texts: await listTexts(db, facts.flatMap((one) => olderBasisOf(one) ?? [])),
      offered: await listOffered(db, facts.flatMap(({ proposal }) => proposal?.editedFrom ?? [])),
    },
  }
}

/** One paragraph, with its number in the article. Throws `not_found` for one of another article. */
export async function readParagraph(
  db: Db, actor: Actor, { article, language, segment }: ParagraphPlace, words: Surroundings['words'],
): Promise<Reading & { one: SegmentFacts }> {
  const reading = await readArticle(db, actor, { article, language, segments: [segment] }, words)
  const [one] = reading.facts
  if (!one) throw new AppError('not_found', { segment })
  return { ...reading, one }
}

// The next paragraph is mostly near; only when it is not, the rest of a long article is read.
const NEAR = 12

/** The paragraph after `segment` that asks for the actor, from the beginning again after the last one; null when none does. */
export async function findNext(db: Db, actor: Actor, { article: id, language, segment }: ParagraphPlace): Promise<Id | null> {
  const { source_language: source } = await findArticle(db, id)
  const all = (await listOutline(db, id)).map((row) => row.segment)
  const at = all.indexOf(segment)
  const others = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))]
  for (const some of [others.slice(0, NEAR), others.slice(NEAR)]) {
    const facts = await loadFacts(db, { article: id, source, language, person: actor.id, segments: some })
    const asking = new Set(facts.filter((one) => asksFor(one, actor.id)).map((one) => one.segment))
    const next = some.find((one) => asking.has(one))
    if (next) return next
  }
  return null
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
