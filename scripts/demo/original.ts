import { findArticle } from '../../src/articles/store.ts'
import type { Id } from '../../src/db/columns.ts'
import type { Db } from '../../src/db/schema.ts'
import type { Actor } from '../../src/people/model.ts'
import { writeSource } from '../../src/sources/document.ts'
import { keepSourceText } from '../../src/sources/drafting.ts'
import { sendChange } from '../../src/sources/sending.ts'
import { readSource } from '../../src/sources/state.ts'

const SIGNATURE = '\n{.author}'
const MORE = 'Наступного року архів обіцяє тримати читальну залу відчиненою й по суботах.'
const SEAM = ' I should like to speak'

/** An editor has begun to change an original as one text and has not sent it. */
export async function beginChange(db: Db, editor: Actor, article: Id): Promise<void> {
  const state = await readSource(db, await findArticle(db, article), editor.id)
  const text = writeSource(state)
  const end = text.includes(SIGNATURE) ? text.indexOf(SIGNATURE) : text.length
  await keepSourceText(db, editor, article, { text: `${text.slice(0, end)}\n${MORE}\n${text.slice(end)}`, version: 0 })
}

/** A paragraph of an original is to become two: that waits for a reviewer. */
export async function sendSplit(db: Db, editor: Actor, article: Id): Promise<void> {
  const { rows, mark } = await readSource(db, await findArticle(db, article), editor.id)
  const blocks = rows.flatMap(({ kind, level, list, asset, text }) => {
    const at = text.indexOf(SEAM)
    const parts = at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
    return parts.map((part) => ({ kind, level, list, asset, text: part }))
  })
  if (blocks.length !== rows.length + 1) throw new Error(`the demo's text has no such words: ${SEAM}`)
  await sendChange(db, editor, { article, blocks, mark, message: 'The second paragraph says two things: let it be two.' })
}
