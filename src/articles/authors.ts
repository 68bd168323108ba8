import { AppError } from '../errors.ts'
import { newId, now } from '../db/id.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db, Row, Tx } from '../db/schema.ts'
import { foldName } from './details.ts'
import { giveNameSlugs, moveNameSlugs, retireNameSlugs } from './name-slugs.ts'

export interface AuthorName {
  name: string
  /** Empty where none is known. */
  role: string
}

/** An author's name and role in each of some languages. */
export type AuthorNames = Readonly<Record<Language, AuthorName>>

export interface Author {
  id: Id
  names: ({ language: Language } & AuthorName)[]
  /** How many articles carry the name. */
  articles: number
}

/** All of them, or only one. */
export async function listAuthors(db: Db | Tx, only?: Id): Promise<Author[]> {
  const names = await db.selectFrom('author_name').select(['author_id', 'language', 'name', 'role'])
    .$if(only !== undefined, (query) => query.where('author_id', '=', only ?? '')).orderBy('language').execute()
  const counts = await db.selectFrom('article_author').select((eb) => ['author_id', eb.fn.countAll<number>().as('articles')])
    .$if(only !== undefined, (query) => query.where('author_id', '=', only ?? '')).groupBy('author_id').execute()
  const counted = new Map(counts.map((row) => [row.author_id, row.articles]))
  return [...Map.groupBy(names, (row) => row.author_id)].map(([id, some]) =>
    ({ id, names: some.map(({ language, name, role }) => ({ language, name, role })), articles: counted.get(id) ?? 0 }))
}

/** An author by the record's id, or by that of a record that was merged into it. */
export async function findAuthor(db: Db | Tx, id: Id): Promise<Author> {
  const [kept] = await keptAuthors(db, [id])
  const [author] = await listAuthors(db, kept)
  if (!author) throw new AppError('not_found', { author: id })
  return author
}

/** For each of these records, in order, itself or the one it was merged into. Throws `not_found` when one of them never was. */
export async function keptAuthors(db: Db | Tx, ids: readonly Id[]): Promise<Id[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('author').select(['id', 'merged_into']).where('id', 'in', [...ids]).execute()
  const kept = new Map(rows.map((row) => [row.id, row.merged_into ?? row.id]))
  return ids.map((id) => {
    const author = kept.get(id)
    if (author === undefined) throw new AppError('not_found', { author: id })
    return author
  })
}

/** The authors spelled like this in the language, by folded name. */
export async function findAuthorsNamed(db: Db | Tx, language: Language, names: readonly string[]): Promise<Map<string, Id[]>> {
  if (names.length === 0) return new Map()
  const rows = await db.selectFrom('author_name').select(['author_id', 'name_folded'])
    .where('language', '=', language).where('name_folded', 'in', names.map(foldName)).orderBy('author_id').execute()
  return new Map([...Map.groupBy(rows, (row) => row.name_folded)].map(([folded, some]) => [folded, some.map((row) => row.author_id)]))
}

export async function insertAuthor(tx: Tx, by: Id, names: AuthorNames): Promise<Id> {
  const id = newId()
  await tx.insertInto('author').values({ id, created_by: by, created_at: now(), merged_into: null }).execute()
  await insertAuthorNames(tx, id, names)
  return id
}

export async function insertAuthorNames(tx: Tx, author: Id, names: AuthorNames): Promise<void> {
  const rows = Object.entries(names)
    .map(([language, { name, role }]) => ({ author_id: author, language, name, name_folded: foldName(name), role }))
  if (rows.length > 0) await tx.insertInto('author_name').values(rows).execute()
  const spelled = Object.entries(names).map(([language, { name }]): [Language, string] => [language, name])
  await giveNameSlugs(tx, { kind: 'author', subject: author }, Object.fromEntries(spelled))
}

export async function deleteAuthorNames(tx: Tx, author: Id): Promise<void> {
  await tx.deleteFrom('author_name').where('author_id', '=', author).execute()
  await retireNameSlugs(tx, { kind: 'author', subject: author })
}

type ArticleAuthor = Omit<Row<'article_author'>, 'article_id' | 'position'>

export async function replaceArticleAuthors(tx: Tx, article: Id, authors: readonly ArticleAuthor[]): Promise<void> {
  await tx.deleteFrom('article_author').where('article_id', '=', article).execute()
  if (authors.length === 0) return
  await tx.insertInto('article_author').values(authors.map((author, position) => ({ article_id: article, position, ...author }))).execute()
}

/** The articles of an author, the newest first. */
export async function listAuthorArticles(db: Db | Tx, author: Id): Promise<Id[]> {
  const rows = await db.selectFrom('article_author').select('article_id').where('author_id', '=', author)
    .orderBy('article_id', 'desc').execute()
  return rows.map((row) => row.article_id)
}

export async function moveAuthorArticles(tx: Tx, from: Id, to: Id): Promise<void> {
  await tx.updateTable('article_author').set({ author_id: to }).where('author_id', '=', from).execute()
}

/** The address of `from`, and of all that were merged into it, leads to `to` from now on. */
export async function leadAuthor(tx: Tx, from: Id, to: Id): Promise<void> {
  await tx.updateTable('author').set({ merged_into: to })
    .where((eb) => eb.or([eb('id', '=', from), eb('merged_into', '=', from)])).execute()
  await moveNameSlugs(tx, { kind: 'author', subject: from }, to)
}

/** What stands approved as the author's name in each article and language. */
export async function listApprovedNames(db: Db, author: Id): Promise<{ article: Id; language: Language; text: string }[]> {
  return db.selectFrom('article_author').innerJoin('approval', 'approval.segment_id', 'article_author.name_segment_id')
    .innerJoin('revision', 'revision.id', 'approval.revision_id')
    .select(['article_author.article_id as article', 'approval.language', 'revision.text'])
    .where('article_author.author_id', '=', author).execute()
}
