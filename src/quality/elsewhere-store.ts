import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { beginningOf, beginningsOf } from '../segments/same-words.ts'
import { inChunks } from '../segments/store.ts'

/** Of words that stand in very many places a few are enough. */
const MOST = 2000

/** How the very words of these originals were translated in other paragraphs, and approved: by paragraph. */
export async function listElsewhere(
  db: Db | Tx, originals: readonly { segment: Id; hash: string }[], language: Language,
): Promise<Map<Id, string[]>> {
  const wanted = Map.groupBy(originals, ({ hash }) => hash)
  const found = new Map<Id, string[]>()
  await inChunks([...wanted.keys()], async (hashes) => {
    const rows = await db.selectFrom('revision as original')
      .innerJoin('approval', (join) => join.onRef('approval.segment_id', '=', 'original.segment_id').onRef('approval.source_revision_id', '=', 'original.id'))
      .innerJoin('revision as words', 'words.id', 'approval.revision_id')
      .select(['original.segment_id as segment', 'original.hash', 'words.text'])
      .where(beginningOf('original.hash'), 'in', beginningsOf(hashes))
      .where('approval.language', '=', language).orderBy('original.segment_id').limit(MOST).execute()
    for (const { segment, hash, text } of rows) {
      for (const here of wanted.get(hash) ?? []) {
        if (here.segment !== segment) found.set(here.segment, [...found.get(here.segment) ?? [], text])
      }
    }
  })
  return found
}
