import { setImmediate as letOthers } from 'node:timers/promises'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { plainText } from '../text/inline.ts'
import { lexemesOf, type Unfound } from './model.ts'
import { isPublished, listGone, listTexts, listUnfound, outdateDocuments, removeDocument, replaceDocument } from './store.ts'

/** So many in one transaction: other writers wait no longer than that takes. */
const AT_ONCE = 8

interface Synced {
  added: number
  removed: number
}

/**
 * Lets readers find exactly what they have. Whatever stops it half-way, and whoever does the same meanwhile, the next one goes on
 * from there. `stopped` is asked between batches.
 */
export async function syncSearch(db: Db, stopped: () => boolean = () => false): Promise<Synced> {
  const unfound = await listUnfound(db)
  let added = 0
  for (let at = 0; at < unfound.length && !stopped(); at += AT_ONCE) {
    added += await addDocuments(db, unfound.slice(at, at + AT_ONCE))
    await letOthers()
  }
  let removed = 0
  for (let some = AT_ONCE; some === AT_ONCE && !stopped(); removed += some) {
    some = await removeGone(db)
    await letOthers()
  }
  return { added, removed }
}

/** Makes the whole index anew; until a document's turn comes, it is found as it was. */
export async function rebuildSearch(db: Db): Promise<Synced> {
  await transact(db, (tx) => outdateDocuments(tx))
  return syncSearch(db)
}

async function addDocuments(db: Db, unfound: readonly Unfound[]): Promise<number> {
  const texts = Map.groupBy(await listTexts(db, unfound.map(({ edition }) => edition)), ({ edition_id }) => edition_id)
  const documents = unfound.map((one) => ({ one, lexemes: lexemesOf((texts.get(one.edition) ?? []).map(wordsAlone), one.language) }))
  return transact(db, async (tx) => {
    let added = 0
    for (const { one, lexemes } of documents) {
      // Withdrawn or published anew since it was read: the next round knows.
      if (!await isPublished(tx, one)) continue
      await replaceDocument(tx, one, lexemes)
      added += 1
    }
    return added
  })
}

function wordsAlone<T extends { kind: string; text: string }>(row: T): T {
  return row.kind === 'code' ? row : { ...row, text: plainText(row.text) }
}

async function removeGone(db: Db): Promise<number> {
  return transact(db, async (tx) => {
    const gone = await listGone(tx, AT_ONCE)
    for (const document of gone) await removeDocument(tx, document)
    return gone.length
  })
}
