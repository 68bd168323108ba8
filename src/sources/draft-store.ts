import { AppError } from '../errors.ts'
import { now } from '../db/id.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import type { Choices } from './model.ts'

/** Somebody's own unsent edit of a whole original. */
interface SourceDraft {
  text: string
  choices: Choices
  /** The structure that it was begun over. */
  outline: Id
  version: number
  /** The text that another one took the place of as a whole. */
  earlier: string | null
  at: Timestamp
}

/** Null where there is none, and after it was discarded. */
export async function findSourceDraft(db: Db | Tx, article: Id, person: Id): Promise<SourceDraft | null> {
  const row = await findRow(db, article, person)
  return row && row.text !== '' ? { ...row, choices: JSON.parse(row.choices) as Choices } : null
}

/** The text that another one took the place of, or that was discarded; null without one. */
export async function findEarlierText(db: Db | Tx, article: Id, person: Id): Promise<string | null> {
  return (await findRow(db, article, person))?.earlier ?? null
}

async function findRow(db: Db | Tx, article: Id, person: Id) {
  return db.selectFrom('source_draft').select(['text', 'choices', 'base_outline_id as outline', 'version', 'earlier', 'updated_at as at'])
    .where('article_id', '=', article).where('person_id', '=', person).executeTakeFirst()
}

/** Articles whose originals this person is changing, the oldest first. */
export async function listSourceDrafts(db: Db, person: Id): Promise<{ article: Id; language: Language; at: Timestamp }[]> {
  return db.selectFrom('source_draft').innerJoin('article', 'article.id', 'source_draft.article_id')
    .select(['article.id as article', 'article.source_language as language', 'source_draft.updated_at as at'])
    .where('source_draft.person_id', '=', person).where('source_draft.text', '<>', '').orderBy('source_draft.updated_at').execute()
}

type Saved = Pick<SourceDraft, 'text' | 'choices' | 'outline' | 'version'>

/**
 * Saves it over the version that was shown, 0 where there was none; returns the new one. Throws `moved_on` over any other. A text that
 * takes the place of another as a whole, not `typed` on from it, leaves that one to go back to; no text at all, a discarded one.
 */
export async function saveSourceDraft(
  tx: Tx, article: Id, person: Id, { text, choices, outline, version: shown }: Saved, { typed = false } = {},
): Promise<number> {
  const before = await findRow(tx, article, person)
  if ((before && before.text !== '' ? before.version : 0) !== shown) throw new AppError('moved_on', { article })
  const version = (before?.version ?? 0) + 1
  const earlier = earlierThan(text, before, typed)
  const row = { text, choices: JSON.stringify(choices), base_outline_id: outline, version, updated_at: now(), earlier }
  const { numInsertedOrUpdatedRows } = await tx.insertInto('source_draft').values({ ...row, article_id: article, person_id: person })
    .onConflict((oc) => oc.columns(['article_id', 'person_id']).doUpdateSet(row).where('source_draft.version', '=', version - 1)).executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) throw new AppError('moved_on', { article })
  return version
}

function earlierThan(text: string, before: Pick<SourceDraft, 'text' | 'earlier'> | undefined, typed: boolean): string | null {
  if (!before) return null
  if (typed || before.text === text || before.text === '') return before.earlier === text ? null : before.earlier
  return before.text
}

/** Of another version than this one, where it is given, nothing is deleted. */
export async function deleteSourceDraft(tx: Tx, article: Id, person: Id, version?: number): Promise<void> {
  await tx.deleteFrom('source_draft').where('article_id', '=', article).where('person_id', '=', person)
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0)).execute()
}
