import { findArticle, findOpenArticle } from '../articles/store.ts'
import type { Id } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { record } from '../ledger/record.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { closeChange, findSourceChange } from '../segments/source-changes.ts'
import { touchArticle } from '../segments/store.ts'
import { writeMarkdown } from '../text/markdown/write.ts'
import { findSourceDraft, saveSourceDraft } from './draft-store.ts'
import { choicesOf, proposedBlocks } from './proposed.ts'
import { listOfferedTexts } from './store.ts'
import { readStructure, type Structure } from './structure.ts'

/**
 * Takes one's own change of the structure back before anybody decided on it: the whole text comes back as a draft, unless there is a
 * newer one. Throws `forbidden` for somebody else's, `moved_on` when it does not wait any more.
 */
export async function withdrawSourceChange(db: Db, actor: Actor, id: Id): Promise<void> {
  return transact(db, async (tx) => {
    const structure = await ownStructure(tx, actor, id)
    await findOpenArticle(tx, structure.article)
    if (!await closeChange(tx, id, { outcome: 'withdrawn', by: actor.id })) throw new AppError('moved_on', { change: id })
    if (!await findSourceDraft(tx, structure.article, actor.id)) await putIntoDraft(tx, actor, structure, 0)
    await touchArticle(tx, structure.article)
    await record(tx, {
      actor: actor.id, act: 'source_change.withdrawn', subject: `submission:${structure.submission}`,
      details: { change: id, article: structure.article, language: structure.language },
    })
  })
}

/**
 * Puts the whole text of one's own change, open or decided, into one's draft, to be planned again over the article as it is now, with
 * what was chosen. `replace` is the version of the draft that may be written over, 0 for none. Throws `moved_on` over any other.
 */
export async function planAgain(db: Db, actor: Actor, id: Id, replace = 0): Promise<void> {
  return transact(db, async (tx) => putIntoDraft(tx, actor, await ownStructure(tx, actor, id), replace))
}

async function ownStructure(tx: Tx, actor: Actor, id: Id): Promise<Structure> {
  const article = await findArticle(tx, (await findSourceChange(tx, id)).article_id)
  authorize(actor, 'source.write', article.source_language)
  const structure = await readStructure(tx, article, id, actor.id)
  if (structure.sender !== actor.id) throw new AppError('forbidden', { change: id })
  return structure
}

async function putIntoDraft(tx: Tx, actor: Actor, structure: Structure, version: number): Promise<void> {
  const blocks = proposedBlocks(structure, await listOfferedTexts(tx, structure.submission))
  await saveSourceDraft(tx, structure.article, actor.id, {
    text: writeMarkdown(blocks), choices: choicesOf(structure, blocks), outline: structure.state.outline, version,
  })
}
