import { now } from '../../db/id.ts'
import type { Id, Language } from '../../db/columns.ts'
import type { Db, Tx } from '../../db/schema.ts'
import { inChunks } from '../../segments/store.ts'
import type { OwnDraft, Standing } from './model.ts'

interface Wanted {
  person: Id
  language: Language
  /** Of one article; without, of all that are not in the trash. */
  article?: Id | undefined
  most: number
}

/** One's drafts in a language, article by article in order; those of removed paragraphs wait for nobody. */
export async function listOwnDrafts(db: Db | Tx, { person, language, article, most }: Wanted): Promise<OwnDraft[]> {
  return draftsOf(db, { person, language })
    .$if(article !== undefined, (query) => query.where('article.id', '=', article ?? ''))
    .$if(article === undefined, (query) => query.where('article.trashed_at', 'is', null))
    .orderBy('article.id').orderBy('outline_row.position').limit(most).execute()
}

/** Those of these paragraphs, by segment. */
export async function findOwnDrafts(
  db: Db | Tx, whose: { person: Id; language: Language }, segments: readonly Id[],
): Promise<Map<Id, OwnDraft>> {
  const found = new Map<Id, OwnDraft>()
  await inChunks(segments, async (some) => {
    for (const one of await draftsOf(db, whose).where('draft.segment_id', 'in', some).execute()) found.set(one.segment, one)
  })
  return found
}

/** Where these paragraphs stand now, by segment; removed ones stand nowhere. */
export async function listStanding(db: Db, segments: readonly Id[]): Promise<Map<Id, Standing>> {
  const found = new Map<Id, Standing>()
  await inChunks(segments, async (some) => {
    const rows = await db.selectFrom('outline_row').innerJoin('outline', 'outline.id', 'outline_row.outline_id')
      .innerJoin('article', 'article.id', 'outline.article_id')
      .select(['outline_row.segment_id as segment', 'article.id as article', 'article.source_language as source', 'outline_row.position'])
      .where('outline_row.segment_id', 'in', some)
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('outline as later').select('later.id')
        .whereRef('later.article_id', '=', 'outline.article_id').whereRef('later.number', '>', 'outline.number'))))
      .execute()
    for (const row of rows) found.set(row.segment, row)
  })
  return found
}

function draftsOf(db: Db | Tx, { person, language }: { person: Id; language: Language }) {
  return db.selectFrom('draft').innerJoin('segment', 'segment.id', 'draft.segment_id').innerJoin('article', 'article.id', 'segment.article_id')
    .innerJoin('outline', 'outline.article_id', 'article.id')
    .innerJoin('outline_row', (join) => join.onRef('outline_row.outline_id', '=', 'outline.id').onRef('outline_row.segment_id', '=', 'draft.segment_id'))
    .select(['draft.segment_id as segment', 'article.id as article', 'article.source_language as source', 'outline_row.position', 'outline_row.kind',
      'draft.text', 'draft.version'])
    .where('draft.person_id', '=', person).where('draft.language', '=', language)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('outline as later').select('later.id')
      .whereRef('later.article_id', '=', 'outline.article_id').whereRef('later.number', '>', 'outline.number'))))
}

interface Key {
  segment: Id
  language: Language
  person: Id
}

/** Only over what was shown; false where the draft is another by now. */
export async function changeDraft(
  tx: Tx, { segment, language, person }: Key, { text, over, offer }: { text: string; over: number; offer?: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('draft').set({ text, version: over + 1, updated_at: now(), ...offer === undefined ? {} : { offer } })
    .where('segment_id', '=', segment).where('language', '=', language).where('person_id', '=', person).where('version', '=', over).executeTakeFirst()
  return numUpdatedRows > 0
}

export async function dropDraft(tx: Tx, { segment, language, person }: Key, over: number): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('draft')
    .where('segment_id', '=', segment).where('language', '=', language).where('person_id', '=', person).where('version', '=', over).executeTakeFirst()
  return numDeletedRows > 0
}
