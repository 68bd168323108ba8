import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { APPROVING } from '../segments/model.ts'
import { inChunks } from '../segments/store.ts'

interface Words {
  segment: Id
  language: Language
  hash: string
}

/** By edition of an article: the numbers of paragraphs whose words were undone since, every approval of them; nothing where none were. */
export async function listUndone(db: Db | Tx, article: Id, editions: readonly Id[]): Promise<Map<Id, number[]>> {
  const undone = await listUndoneWords(db, article)
  const found: { edition: Id; position: number }[] = []
  const segments = [...new Set([...undone.values()].map(({ segment }) => segment))]
  if (editions.length > 0) await inChunks(segments, async (some) => {
    const rows = await db.selectFrom('edition_segment').innerJoin('edition', 'edition.id', 'edition_segment.edition_id')
      .select(['edition.id as edition', 'edition_segment.position', 'edition_segment.segment_id as segment', 'edition_segment.language',
        'edition_segment.hash'])
      .where('edition.article_id', '=', article).where('edition_segment.segment_id', 'in', some)
      .orderBy('edition_segment.position').execute()
    const wanted = new Set(editions)
    found.push(...rows.filter((row) => wanted.has(row.edition) && undone.has(keyOf(row))))
  })
  return new Map([...Map.groupBy(found, ({ edition }) => edition)]
    .map(([edition, rows]) => [edition, rows.map(({ position }) => position + 1).sort((a, b) => a - b)]))
}

/** Words that were approved and are by no decision that still counts. */
async function listUndoneWords(db: Db | Tx, article: Id): Promise<Map<string, Words>> {
  const revoked = await wordsOf(db).innerJoin('segment', 'segment.id', 'decision.segment_id')
    .where('segment.article_id', '=', article).where('decision.outcome', '=', 'revoked').execute()
  const undone = new Map(revoked.map((row) => [keyOf(row), row]))
  await inChunks([...new Set(revoked.map(({ segment }) => segment))], async (some) => {
    const standing = await wordsOf(db).where('decision.segment_id', 'in', some).where('decision.outcome', 'in', APPROVING)
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('decision as revocation').select('revocation.id')
        .whereRef('revocation.revokes', '=', 'decision.id')))).execute()
    for (const row of standing) undone.delete(keyOf(row))
  })
  return undone
}

function wordsOf(db: Db | Tx) {
  return db.selectFrom('decision').innerJoin('revision', 'revision.id', 'decision.revision_id')
    .select(['decision.segment_id as segment', 'decision.language', 'revision.hash'])
}

function keyOf({ segment, language, hash }: Words): string {
  return `${segment} ${language} ${hash}`
}
