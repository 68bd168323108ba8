import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { inChunks } from '../segments/store.ts'

/** In which languages paragraphs of an original have a translation in step with it, which another substance would put behind. */
export async function listDependents(
  db: Db, { source_language: source }: { source_language: Language }, segments: readonly Id[],
): Promise<Map<Id, Language[]>> {
  const found: { segment: Id; language: Language }[] = []
  await inChunks([...segments], async (some) => {
    found.push(...await db.selectFrom('approval as own')
      .innerJoin('approval as original', (join) => join.onRef('original.segment_id', '=', 'own.segment_id').on('original.language', '=', source))
      .innerJoin('revision as today', 'today.id', 'original.revision_id').innerJoin('revision as then', 'then.id', 'own.source_revision_id')
      .innerJoin('source_approval', 'source_approval.decision_id', 'original.decision_id')
      .select(['own.segment_id as segment', 'own.language']).where('own.segment_id', 'in', some).where('own.language', '<>', source)
      .where(({ or, eb, exists, selectFrom }) => or([
        eb('then.hash', '=', eb.ref('today.hash')),
        exists(selectFrom('decision').innerJoin('source_approval as meant', 'meant.decision_id', 'decision.id').select('decision.id')
          .whereRef('decision.revision_id', '=', 'own.source_revision_id').whereRef('meant.substance', '=', 'source_approval.substance')),
      ])).orderBy('own.language').execute())
  })
  const bySegment = Map.groupBy(found, ({ segment }) => segment)
  return new Map([...bySegment].map(([segment, some]) => [segment, some.map(({ language }) => language)]))
}
