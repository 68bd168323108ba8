import { AppError } from '../errors.ts'
import { newId, now } from '../db/id.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import { moveGeneration } from '../db/generation.ts'
import { insertRows } from '../db/prepared.ts'
import type { Db, Tx } from '../db/schema.ts'
import type { Credit, Edition, EditionSegment, FrozenSegment, Line } from './model.ts'

/** The edition readers get now; undefined when the article is not published in the language. */
export async function findPublished(db: Db | Tx, article: Id, language: Language): Promise<Edition | undefined> {
  return db.selectFrom('publication').innerJoin('edition', 'edition.id', 'publication.edition_id').selectAll('edition')
    .where('publication.article_id', '=', article).where('publication.language', '=', language).executeTakeFirst()
}

export async function findEdition(db: Db | Tx, article: Id, language: Language, number: number): Promise<Edition> {
  const edition = await db.selectFrom('edition').selectAll().where('article_id', '=', article).where('language', '=', language)
    .where('number', '=', number).executeTakeFirst()
  if (!edition) throw new AppError('not_found', { article, language, edition: number })
  return edition
}

/** All editions of an article in a language, newest first. */
export async function listEditions(db: Db | Tx, article: Id, language: Language): Promise<Omit<Edition, 'manifest'>[]> {
  return db.selectFrom('edition').select(['id', 'article_id', 'article_kind', 'site_text', 'language', 'source_language', 'number', 'title',
    'outline_id', 'hash', 'previous_hash', 'partial', 'behind', 'self_approved', 'note', 'correction',
    'important', 'published_by', 'created_at'])
    .where('article_id', '=', article).where('language', '=', language).orderBy('number', 'desc').execute()
}

/** The newest edition's place in the chain, and the structure it has. */
export async function findLastEdition(
  db: Db | Tx, article: Id, language: Language,
): Promise<Pick<Edition, 'id' | 'number' | 'hash' | 'outline_id'> | undefined> {
  return db.selectFrom('edition').select(['id', 'number', 'hash', 'outline_id']).where('article_id', '=', article).where('language', '=', language)
    .orderBy('number', 'desc').limit(1).executeTakeFirst()
}

/** Now, or a moment after the article's last change for readers where the clock was set back: its dates never run backwards. */
export async function nextMoment(tx: Tx, article: Id): Promise<Timestamp> {
  const last = await tx.selectFrom('edition_event').select((eb) => eb.fn.max('at').as('at')).where('article_id', '=', article).executeTakeFirst()
  const at = now()
  return last?.at && last.at >= at ? new Date(Date.parse(last.at) + 1).toISOString() : at
}

export async function listEvents(db: Db | Tx, article: Id, language: Language) {
  return db.selectFrom('edition_event').innerJoin('edition', 'edition.id', 'edition_event.edition_id')
    .select(['edition_event.id', 'edition_event.event', 'edition_event.reason', 'edition_event.by', 'edition_event.at', 'edition.number'])
    .where('edition_event.article_id', '=', article).where('edition_event.language', '=', language)
    .orderBy('edition_event.id', 'desc').execute()
}

export async function listEditionSegments(db: Db | Tx, edition: Id): Promise<EditionSegment[]> {
  return db.selectFrom('edition_segment').selectAll().where('edition_id', '=', edition).orderBy('position').execute()
}

export async function listCredits(db: Db | Tx, edition: Id): Promise<Credit[]> {
  return db.selectFrom('edition_credit').select(['role', 'position', 'name']).where('edition_id', '=', edition)
    .orderBy('role', 'desc').orderBy('position').execute()
}

/** What readers of each language are told now that its edition puts right; languages that say nothing are left out. */
export async function listCorrections(db: Db | Tx, article: Id): Promise<{ language: Language; text: string }[]> {
  return db.selectFrom('publication').innerJoin('edition', 'edition.id', 'publication.edition_id')
    .select(['publication.language', 'edition.correction as text']).where('publication.article_id', '=', article)
    .where('edition.correction', '<>', '').orderBy('publication.language').execute()
}

/** Who took these decisions, and when, by decision. */
export async function listApprovals(db: Db, decisions: readonly Id[]): Promise<Map<Id, { by: string; at: Timestamp }>> {
  if (decisions.length === 0) return new Map()
  const rows = await db.selectFrom('decision').innerJoin('person', 'person.id', 'decision.reviewer_id')
    .select(['decision.id', 'person.name as by', 'decision.created_at as at']).where('decision.id', 'in', [...decisions]).execute()
  return new Map(rows.map(({ id, ...approval }) => [id, approval]))
}

/** The number of the edition that readers of each language have. */
export async function listPublishedNumbers(db: Db | Tx, article: Id): Promise<Map<Language, number>> {
  const rows = await db.selectFrom('publication').innerJoin('edition', 'edition.id', 'publication.edition_id')
    .select(['publication.language', 'edition.number']).where('publication.article_id', '=', article).execute()
  return new Map(rows.map((row) => [row.language, row.number]))
}

/** Where an article is published: language → edition. */
export async function listPublications(db: Db | Tx, article: Id): Promise<Map<Language, Id>> {
  const rows = await db.selectFrom('publication').select(['language', 'edition_id']).where('article_id', '=', article).execute()
  return new Map(rows.map((row) => [row.language, row.edition_id]))
}

export async function insertEdition(
  tx: Tx, edition: Edition, rows: readonly FrozenSegment[], credits: readonly Credit[], lineage: readonly Line[] = [],
): Promise<void> {
  await tx.insertInto('edition').values(edition).execute()
  await insertRows(tx, 'edition_segment', rows.map((row) => ({ edition_id: edition.id, ...row })))
  await insertRows(tx, 'edition_credit', credits.map((row) => ({ edition_id: edition.id, ...row })))
  await insertRows(tx, 'edition_lineage', lineage.map((line) => ({ edition_id: edition.id, ...line })))
}

/** Puts an edition before readers and moves the site's generation. */
export async function publishEditionRow(tx: Tx, edition: Edition, by: Id, reason: string): Promise<void> {
  const { id, article_id, language, created_at: at } = edition
  await insertEvent(tx, { edition_id: id, article_id, language, event: 'publish', reason, by, at })
  const first = await tx.selectFrom('edition_event').select((eb) => eb.fn.min('at').as('at'))
    .where('article_id', '=', article_id).where('language', '=', language).where('event', '=', 'publish').executeTakeFirst()
  const publication = { edition_id: id, published_at: at, first_published_at: first?.at ?? at }
  await tx.insertInto('publication').values({ article_id, language, ...publication })
    .onConflict((oc) => oc.columns(['article_id', 'language']).doUpdateSet(publication)).execute()
  await moveGeneration(tx)
}

/** Takes an edition from readers and moves the site's generation. */
export async function withdrawEditionRow(tx: Tx, { id, article_id, language }: Edition, by: Id, reason: string): Promise<void> {
  await insertEvent(tx, { edition_id: id, article_id, language, event: 'withdraw', reason, by, at: await nextMoment(tx, article_id) })
  await tx.deleteFrom('publication').where('article_id', '=', article_id).where('language', '=', language).execute()
  await moveGeneration(tx)
}

async function insertEvent(tx: Tx, event: {
  edition_id: Id; article_id: Id; language: Language; event: 'publish' | 'withdraw'; reason: string; by: Id; at: Timestamp
}): Promise<void> {
  await tx.insertInto('edition_event').values({ id: newId(), ...event }).execute()
}
