import type { Db } from '../../src/db/schema.ts'
import type { Actor } from '../../src/people/model.ts'
import { addWord } from '../../src/words/actions.ts'

/** Words of the essays that no dictionary has. */
export async function addWords(db: Db, reviewer: Actor): Promise<void> {
  await addWord(db, reviewer, { language: 'en', word: 'shunter', note: 'A locomotive that works in a yard.' })
  await addWord(db, reviewer, { language: 'uk', word: 'велопаркінг', note: '' })
}
