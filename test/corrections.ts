import assert from 'node:assert/strict'
import { receiveCorrection } from '../src/corrections/actions.ts'
import type { Id, Language } from '../src/db/columns.ts'
import type { RunningSite } from '../src/serve.ts'

/** A reader reports a mistake in the newest edition of an article; the id of what they said. */
export async function reportMistake({ db }: Pick<RunningSite, 'db'>, { article, segment, language, shown, text = shown, remark = 'Хибодрук.' }: {
  article: Id; segment: Id; language: Language; shown: string; text?: string; remark?: string
}): Promise<Id> {
  const { id: edition } = await db.selectFrom('edition').select('id').where('article_id', '=', article).where('language', '=', language)
    .orderBy('number', 'desc').executeTakeFirstOrThrow()
  assert.ok(await receiveCorrection(db, { article, segment, language, edition, shown, text, remark }))
  const { id } = await db.selectFrom('reader_correction').select('id').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
  return id
}
