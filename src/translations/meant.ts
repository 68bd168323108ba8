import type { Id } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import type { SegmentFacts } from '../segments/model.ts'
import type { Meant } from './doubts.ts'
import { listMeant } from './store.ts'

/** Nobody is asked twice about the same words: which of these drafts leave their original as it is, as was meant so before. */
export async function findMeant(db: Db | Tx, facts: readonly SegmentFacts[], person: Id): Promise<Meant> {
  const sources = facts.flatMap(({ segment, source, draft }) =>
    source && draft?.text === source.text ? [{ segment, hash: source.hash }] : [])
  const [first] = facts
  return first && sources.length > 0 ? listMeant(db, { language: first.language, person, sources }) : new Set()
}
