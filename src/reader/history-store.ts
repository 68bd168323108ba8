import type { Id } from '../db/columns.ts'
import { inChunks } from '../segments/store.ts'
import type { OriginalEdition, PastText } from './lags.ts'
import type { Frozen, Version } from './model.ts'
import type { ReaderDb } from './published.ts'

type Place = Pick<Version, 'article' | 'language' | 'number'>

/** The editions of a language up to this one, the first first. */
export async function listOriginalEditions(db: ReaderDb, { article, language, number }: Place): Promise<OriginalEdition[]> {
  const rows = await db.selectFrom('edition').select(['id as edition', 'number', 'important', 'created_at as publishedAt'])
    .where('article_id', '=', article).where('language', '=', language).where('number', '<=', number).orderBy('number').execute()
  return rows.map((row) => ({ ...row, important: row.important === 'yes' }))
}

/** What these paragraphs said in each edition of a language up to this one, by hash. */
export async function listPastTexts(db: ReaderDb, { article, language, number }: Place, segments: readonly Id[]): Promise<PastText[]> {
  const found: PastText[] = []
  await inChunks(segments, async (some) => {
    found.push(...await db.selectFrom('edition').innerJoin('edition_segment', 'edition_segment.edition_id', 'edition.id')
      .select(['edition.number', 'edition_segment.segment_id', 'edition_segment.hash', 'edition_segment.substance'])
      .where('edition.article_id', '=', article).where('edition.language', '=', language).where('edition.number', '<=', number)
      .where('edition_segment.segment_id', 'in', some).execute())
  })
  return found
}

/** The words of these paragraphs in editions of a language up to this one, the newest first; of those that were withdrawn, none. */
export async function listPastWords(
  db: ReaderDb, { article, language, number }: Place, segments: readonly Id[],
): Promise<Pick<Frozen, 'segment_id' | 'hash' | 'substance' | 'text'>[]> {
  const found: Pick<Frozen, 'segment_id' | 'hash' | 'substance' | 'text'>[] = []
  await inChunks(segments, async (some) => {
    found.push(...await db.selectFrom('edition').innerJoin('edition_segment', 'edition_segment.edition_id', 'edition.id')
      .select(['edition_segment.segment_id', 'edition_segment.hash', 'edition_segment.substance', 'edition_segment.text'])
      .where('edition.article_id', '=', article).where('edition.language', '=', language).where('edition.number', '<=', number)
      .where('edition_segment.segment_id', 'in', some)
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('edition_event').select('edition_event.id')
        .whereRef('edition_event.edition_id', '=', 'edition.id').where('edition_event.event', '=', 'withdraw'))))
      .orderBy('edition.number', 'desc').execute())
  })
  return found
}

/** The paragraphs of every edition of a language, in order, without their words. */
export async function listKept(db: ReaderDb, { article, language }: Place) {
  return db.selectFrom('edition').innerJoin('edition_segment as row', 'row.edition_id', 'edition.id')
    .select(['edition.number', 'row.position', 'row.segment_id', 'row.kind', 'row.level', 'row.list', 'row.asset', 'row.language', 'row.hash',
      'row.source_hash', 'row.substance', 'row.step'])
    .where('edition.article_id', '=', article).where('edition.language', '=', language)
    .orderBy('edition.number').orderBy('row.position').execute()
}

/** What became of paragraphs from each edition of a language to the next. */
export async function listLineage(db: ReaderDb, { article, language }: Place) {
  return db.selectFrom('edition').innerJoin('edition_lineage as line', 'line.edition_id', 'edition.id')
    .select(['edition.number', 'line.segment_id', 'line.from_segment_id', 'line.role'])
    .where('edition.article_id', '=', article).where('edition.language', '=', language)
    .orderBy('edition.number').orderBy('line.segment_id').orderBy('line.from_segment_id').execute()
}
