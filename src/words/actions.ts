import type { Id } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { record } from '../ledger/record.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { isOneWord, LONGEST_NOTE, MOST_WORDS, type WantedWord } from './model.ts'
import { countWords, findSameWord, findWord, insertWord, markWord, moveWords, replaceWord } from './store.ts'

/** Adds a word to the site's. `known` when it is there already, in whatever letters. */
export async function addWord(db: Db, actor: Actor, wanted: WantedWord): Promise<{ id: Id; done: 'added' | 'known' }> {
  authorize(actor, 'words.change', wanted.language)
  const word = { ...wanted, word: wanted.word.normalize('NFC') }
  if (!isOneWord(word.word) || word.note.length > LONGEST_NOTE) throw new AppError('invalid')
  return transact(db, async (tx) => {
    const same = await findSameWord(tx, word)
    if (same?.removed_at === null) return { id: same.id, done: 'known' }
    if (await countWords(tx, word.language) >= MOST_WORDS) throw new AppError('words_full')
    if (same) await replaceWord(tx, same.id, actor.id, word)
    const id = same?.id ?? await insertWord(tx, actor.id, word)
    await keep(tx, actor, 'word.added', id, word)
    return { id, done: 'added' }
  })
}

/** Takes a word out of the site's, or puts it back. Done before by somebody else, it is as it should be. */
export async function markSiteWord(db: Db, actor: Actor, id: Id, mark: 'removed' | 'restored'): Promise<void> {
  const { language } = await findWord(db, id)
  authorize(actor, 'words.change', language)
  await transact(db, async (tx) => {
    const word = await findWord(tx, id)
    if (mark === 'restored' && await countWords(tx, word.language) >= MOST_WORDS) throw new AppError('words_full')
    if (await markWord(tx, id, mark)) await keep(tx, actor, mark === 'removed' ? 'word.removed' : 'word.restored', id, word)
  })
}

async function keep(tx: Tx, actor: Actor, act: 'word.added' | 'word.removed' | 'word.restored', id: Id, { language, word, note }: WantedWord): Promise<void> {
  await moveWords(tx)
  await record(tx, { actor: actor.id, act, subject: `word:${id}`, details: { word, language, note } })
}
