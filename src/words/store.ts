import type { Id, Language } from '../db/columns.ts'
import { newId, now } from '../db/id.ts'
import type { Db, Row, Tx } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { foldWord } from '../text/stems/stem.ts'
import type { SiteWord, WantedWord } from './model.ts'

type WordRow = Row<'site_word'>

/** The words of these languages; each language has a bounded number of them. */
export async function listWords(db: Db | Tx, languages: readonly Language[]): Promise<SiteWord[]> {
  return db.selectFrom('site_word').innerJoin('person', 'person.id', 'site_word.added_by')
    .select(['site_word.id', 'site_word.language', 'site_word.word', 'site_word.note', 'person.name as by', 'site_word.added_at as at'])
    .where('site_word.language', 'in', [...languages]).where('site_word.removed_at', 'is', null).orderBy('site_word.id').execute()
}

export async function listFolded(db: Db | Tx, language: Language): Promise<string[]> {
  const rows = await db.selectFrom('site_word').select('folded').where('language', '=', language).where('removed_at', 'is', null).execute()
  return rows.map(({ folded }) => folded)
}

/** Also one that was removed. Throws `not_found`. */
export async function findWord(db: Db | Tx, id: Id): Promise<WordRow> {
  const row = await db.selectFrom('site_word').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('not_found', { word: id })
  return row
}

/** The same word however its letters are written, also one that was removed. */
export async function findSameWord(db: Db | Tx, { language, word }: Pick<WantedWord, 'language' | 'word'>): Promise<WordRow | undefined> {
  return db.selectFrom('site_word').selectAll().where('language', '=', language).where('folded', '=', foldWord(word)).executeTakeFirst()
}

export async function countWords(db: Db | Tx, language: Language): Promise<number> {
  const row = await db.selectFrom('site_word').select((eb) => eb.fn.countAll<number>().as('count'))
    .where('language', '=', language).where('removed_at', 'is', null).executeTakeFirstOrThrow()
  return row.count
}

export async function insertWord(tx: Tx, by: Id, { language, word, note }: WantedWord): Promise<Id> {
  const id = newId()
  await tx.insertInto('site_word').values({ id, language, word, folded: foldWord(word), note, added_by: by, added_at: now(), removed_at: null }).execute()
  return id
}

/** False when somebody did so before. */
export async function markWord(tx: Tx, id: Id, mark: 'removed' | 'restored'): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('site_word').set({ removed_at: mark === 'removed' ? now() : null })
    .where('id', '=', id).where('removed_at', mark === 'removed' ? 'is' : 'is not', null).executeTakeFirst()
  return numUpdatedRows > 0n
}

/** A word that was removed, as it is wanted now. */
export async function replaceWord(tx: Tx, id: Id, by: Id, { word, note }: WantedWord): Promise<void> {
  await tx.updateTable('site_word').set({ word, note, added_by: by, added_at: now(), removed_at: null }).where('id', '=', id).execute()
}

export async function wordsVersion(db: Db | Tx): Promise<number> {
  return (await db.selectFrom('site_word_version').select('number').executeTakeFirstOrThrow()).number
}

export async function moveWords(tx: Tx): Promise<void> {
  await tx.updateTable('site_word_version').set((eb) => ({ number: eb('number', '+', 1) })).execute()
}
