import { AppError } from '../errors.ts'
import { moveGeneration } from '../db/generation.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { record } from '../ledger/record.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import type { Json } from '../text/canonical.ts'
import {
  deleteAuthorNames, findAuthor, insertAuthorNames, leadAuthor, listAuthorArticles, moveAuthorArticles, type Author, type AuthorNames,
} from './authors.ts'
import { cleanName, markOf } from './details.ts'

/** Changes how an author is spelled, if the record is still what was `shown`. Texts of articles are not touched. */
export async function renameAuthor(db: Db, actor: Actor, { author: id, names, shown }: {
  author: Id; names: AuthorNames; shown: string
}): Promise<'saved' | 'unchanged' | 'moved'> {
  authorize(actor, 'details.change')
  checkNames(names)
  return transact(db, async (tx) => {
    const author = await findAuthor(tx, id)
    if (authorMark(author) !== shown) return 'moved'
    const [before, after] = [namesOf(author), toldNames(names)]
    if (markOf(before) === markOf(after)) return 'unchanged'
    await deleteAuthorNames(tx, author.id)
    await insertAuthorNames(tx, author.id, names)
    await moveGeneration(tx)
    await record(tx, { actor: actor.id, act: 'author.changed', subject: `author:${author.id}`, details: { before, after } })
    return 'saved'
  })
}

/**
 * Puts the record `other` into `author`: its articles go over, its address leads there, spellings that were missing are taken from
 * it. Answers `together` when both stand in one article: then they are two people.
 */
export async function mergeAuthors(db: Db, actor: Actor, { author: id, other: otherId, shown }: {
  author: Id; other: Id; shown: string
}): Promise<'merged' | 'moved' | 'together'> {
  authorize(actor, 'details.change')
  return transact(db, async (tx) => {
    const [author, other] = [await findAuthor(tx, id), await findAuthor(tx, otherId)]
    if (author.id === other.id || authorsMark(author, other) !== shown) return 'moved'
    const own = new Set(await listAuthorArticles(tx, author.id))
    if ((await listAuthorArticles(tx, other.id)).some((article) => own.has(article))) return 'together'
    await deleteAuthorNames(tx, other.id)
    await leadAuthor(tx, other.id, author.id)
    const missing = other.names.filter(({ language }) => !author.names.some((one) => one.language === language))
    await insertAuthorNames(tx, author.id, Object.fromEntries(missing.map(({ language, ...name }) => [language, name])))
    await moveAuthorArticles(tx, other.id, author.id)
    await moveGeneration(tx)
    await record(tx, {
      actor: actor.id, act: 'author.merged', subject: `author:${author.id}`,
      details: { other: other.id, names: namesOf(other), articles: other.articles },
    })
    return 'merged'
  })
}

export function authorMark(author: Author): string {
  return markOf(namesOf(author))
}

export function authorsMark(one: Author, other: Author): string {
  return markOf([one, other].map((author) => [author.id, author.articles, namesOf(author)]))
}

function namesOf({ names }: Author): Json {
  return toldNames(Object.fromEntries(names.map(({ language, name, role }) => [language, { name, role }])))
}

function toldNames(names: AuthorNames): Json {
  return Object.fromEntries(Object.entries(names).map(([language, { name, role }]) => [language, [name, role]]))
}

function checkNames(names: AuthorNames): void {
  const all = Object.values(names)
  const sound = all.every(({ name, role }) => cleanName(name) === name && (role === '' || cleanName(role) === role))
  if (all.length === 0 || !sound) throw new AppError('invalid')
}
