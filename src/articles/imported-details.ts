import type { Id, Language } from '../db/columns.ts'
import type { Tx } from '../db/schema.ts'
import { findAuthorsNamed, insertAuthor, replaceArticleAuthors, type AuthorName } from './authors.ts'
import { bylinesOf, foldName, type Byline, type NewDetails } from './details.ts'
import type { NewSegment } from './model.ts'
import { ensureTopics, replaceArticleTopics } from './topics.ts'

interface Imported {
  article: Id
  language: Language
  by: Id
  segments: readonly NewSegment[]
  /** The id of each segment. */
  ids: readonly Id[]
}

/** Ties a new article to its topics and authors: those that are known by these names, and new ones. */
export async function insertDetails(tx: Tx, imported: Imported, { topics, authors }: NewDetails): Promise<void> {
  const { article, language, by, segments, ids } = imported
  await replaceArticleTopics(tx, article, await ensureTopics(tx, by, language, topics))
  const bylines = bylinesOf(segments.map(({ kind, text }, i) => ({ segment: ids[i] ?? '', kind, text })))
  const known = await findAuthorsNamed(tx, language, authors.map(({ name }) => name))
  const tied = new Map<Id, Byline | undefined>()
  for (const author of authors) {
    const id = await idOf(tx, imported, author, known)
    // Two people can have one name: which of them it is, somebody says later.
    if (id !== undefined && !tied.has(id)) tied.set(id, bylines.find(({ words }) => foldName(words) === foldName(author.name)))
  }
  await replaceArticleAuthors(tx, article, [...tied].map(([author_id, byline]) =>
    ({ author_id, name_segment_id: byline?.name ?? null, role_segment_id: byline?.role ?? null })))
}

async function idOf(tx: Tx, { by, language }: Imported, author: AuthorName, known: Map<string, Id[]>): Promise<Id | undefined> {
  const folded = foldName(author.name)
  const found = known.get(folded) ?? [await insertAuthor(tx, by, { [language]: author })]
  known.set(folded, found)
  return found.length === 1 ? found[0] : undefined
}
