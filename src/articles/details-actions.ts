import { AppError } from '../errors.ts'
import { moveGeneration } from '../db/generation.ts'
import type { Id } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import type { Genre } from '../db/tables/details.ts'
import { transact } from '../db/transact.ts'
import { record } from '../ledger/record.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { touchArticle } from '../segments/store.ts'
import type { Json } from '../text/canonical.ts'
import { insertAuthor, keptAuthors, replaceArticleAuthors } from './authors.ts'
import { detailsMark, isDay, type Byline, type Details } from './details.ts'
import { isPublished, listBylines, readDetails, spellingsOf, updateFacts } from './details-store.ts'
import type { Article } from './model.ts'
import { findOpenArticle } from './store.ts'
import { nameTopic } from './topic-actions.ts'
import { keptTopics, replaceArticleTopics, type Names } from './topics.ts'

/** What somebody wants an article's details to be. */
export interface WantedDetails {
  genre: Genre | null
  date: string | null
  topics: readonly Id[]
  /** One more topic by its names; an existing one where a name is known. Empty for none. */
  newTopic: Names
  /** Bylines and the records they belong to; `new`: one that is made from the byline. */
  authors: readonly { author: Id | 'new'; byline: Id | null }[]
}

type Saved = 'saved' | 'unchanged' | 'moved' | 'topic_taken' | 'author_twice'

/**
 * Changes what is known of an article, in all its languages at once, if it is still what was `shown` (its mark). Answers `moved`
 * when it is not, `topic_taken` when the new topic's names belong to different topics, `author_twice` for one author in two bylines.
 */
export async function changeDetails(db: Db, actor: Actor, { article: id, shown, wanted }: {
  article: Id; shown: string; wanted: WantedDetails
}): Promise<Saved> {
  return transact(db, async (tx) => {
    const article = await findOpenArticle(tx, id)
    authorize(actor, 'details.change', article.source_language)
    const before = await readDetails(tx, article)
    if (detailsMark(before) !== shown) return 'moved'
    if (wanted.date !== null && !isDay(wanted.date)) throw new AppError('invalid')
    const bylines = await listBylines(tx, article)
    const isForeign = (byline: Id | null) => byline !== null && !bylines.some(({ name }) => name === byline)
    if (wanted.authors.some(({ byline }) => isForeign(byline))) throw new AppError('not_found')
    const known = await keptAuthors(tx, wanted.authors.map(({ author }) => author).filter((author) => author !== 'new'))
    // Asked before anything is made: what is answered, and not thrown, stays stored.
    if (new Set(known).size < known.length) return 'author_twice'
    const topic = await nameTopic(tx, actor, wanted.newTopic)
    if (topic === 'taken') return 'topic_taken'
    const topics = await keptTopics(tx, topic === null ? wanted.topics : [...wanted.topics, topic])
    const authors = await recordsOf(tx, actor, article, { wanted: wanted.authors, known, bylines })
    const after = { genre: wanted.genre, date: wanted.date, topics, authors }
    if (detailsMark(after) === shown) return 'unchanged'
    await store(tx, actor, article, { before, after, bylines })
    return 'saved'
  })
}

/** The record of each byline; `known` are those that are not new, in order. */
async function recordsOf(tx: Tx, actor: Actor, article: Article, { wanted, known, bylines }: {
  wanted: WantedDetails['authors']; known: readonly Id[]; bylines: readonly Byline[]
}): Promise<Details['authors']> {
  const left = [...known]
  const records: { author: Id; byline: Id | null }[] = []
  for (const { author, byline } of wanted) {
    const words = bylines.find(({ name }) => name === byline)
    if (author !== 'new') records.push({ author: left.shift() ?? '', byline })
    else if (!words) throw new AppError('invalid')
    else records.push({ author: await insertAuthor(tx, actor.id, await spellingsOf(tx, words, article.source_language)), byline })
  }
  return records
}

async function store(tx: Tx, actor: Actor, article: Article, { before, after, bylines }: {
  before: Details; after: Details; bylines: readonly Byline[]
}): Promise<void> {
  await updateFacts(tx, article.id, { genre: after.genre, original_date: after.date })
  await replaceArticleTopics(tx, article.id, after.topics)
  await replaceArticleAuthors(tx, article.id, after.authors.map(({ author, byline }) => ({
    author_id: author, name_segment_id: byline, role_segment_id: bylines.find(({ name }) => name === byline)?.role ?? null,
  })))
  await touchArticle(tx, article.id)
  if (await isPublished(tx, article.id)) await moveGeneration(tx)
  const details = changesBetween(before, after)
  await record(tx, { actor: actor.id, act: 'article.details_changed', subject: `article:${article.id}`, details })
}

/** What stood there and what stands there now, of what changed alone. */
function changesBetween(before: Details, after: Details): { before: Json; after: Json } {
  const [old, fresh] = [toldOf(before), toldOf(after)]
  const changed = Object.keys(fresh).filter((key) => JSON.stringify(old[key]) !== JSON.stringify(fresh[key]))
  const only = (facts: Record<string, Json>) => Object.fromEntries(changed.map((key) => [key, facts[key] ?? null]))
  return { before: only(old), after: only(fresh) }
}

function toldOf({ genre, date, topics, authors }: Details): Record<string, Json> {
  return { genre, date, topics: topics.toSorted(), authors: authors.map(({ author, byline }) => [author, byline]) }
}
