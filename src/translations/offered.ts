import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { inChunks } from '../segments/store.ts'
import { diffHtml } from '../text/diff-html.ts'
import { diffTexts } from '../text/diff.ts'
import { isUnedited, type Offered } from './offers.ts'

/** `_offered`: where the words of a text came from. */
export interface OfferedView {
  origin: Offered['origin']
  /** Of a machine, its name. */
  engine: string
  score: number | null
  language: Language
  /** From what was offered to the text; null where nobody changed it but for typography. */
  changesHtml: string | null
}

/** Null for words that somebody wrote. */
export function offeredView(offered: Offered | undefined, text: string, { language, words }: {
  language: Language; words: { added: string; removed: string }
}): OfferedView | null {
  if (!offered) return null
  const { origin, engine, score } = offered
  const changesHtml = isUnedited(text, offered) ? null : diffHtml(diffTexts(offered.text, text, language), words)
  return { origin, engine, score, language, changesHtml }
}

/** What was offered for these revisions, by revision. */
export async function listOffers(db: Db | Tx, revisions: readonly Id[]): Promise<Map<Id, Offered>> {
  const offers = new Map<Id, Offered>()
  await inChunks(revisions, async (some) => {
    const rows = await db.selectFrom('revision_offer').selectAll().where('revision_id', 'in', some).execute()
    for (const { revision_id, ...offered } of rows) offers.set(revision_id, offered)
  })
  return offers
}
