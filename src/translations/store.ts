import { now } from '../db/id.ts'
import type { Db, Id, Language, Tx } from '../db/schema.ts'

export interface DraftKey {
  segment: Id
  language: Language
  person: Id
}

export async function saveDraftRow(tx: Tx, { segment, language, person }: DraftKey, draft: {
  text: string; base: Id | null; source: Id | null; version: number
}): Promise<void> {
  const row = { text: draft.text, base_revision_id: draft.base, source_revision_id: draft.source, version: draft.version, updated_at: now() }
  await tx.insertInto('draft').values({ segment_id: segment, language, person_id: person, ...row })
    .onConflict((oc) => oc.columns(['segment_id', 'language', 'person_id']).doUpdateSet(row)).execute()
}

export async function deleteDrafts(tx: Tx, segments: readonly Id[], language: Language, person: Id): Promise<void> {
  if (segments.length === 0) return
  await tx.deleteFrom('draft').where('segment_id', 'in', [...segments]).where('language', '=', language)
    .where('person_id', '=', person).execute()
}

/** The person's drafts, by article and language, with how many and the newest. */
export async function countDrafts(db: Db, person: Id): Promise<{ article: Id; language: Language; count: number; at: string }[]> {
  return db.selectFrom('draft').innerJoin('segment', 'segment.id', 'draft.segment_id')
    .select((eb) => ['segment.article_id as article', 'draft.language', eb.fn.countAll<number>().as('count'), eb.fn.max('draft.updated_at').as('at')])
    .where('draft.person_id', '=', person).groupBy(['segment.article_id', 'draft.language']).execute()
}
