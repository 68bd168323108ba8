import { newId, now } from '../db/id.ts'
import type { Id } from '../db/columns.ts'
import { insertRows } from '../db/prepared.ts'
import type { Db, Row, Tx } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { PARTS_OF_SPEECH, type GlossaryTerm, type TermContent, type Variant } from './model.ts'

/** Moved on by every change. */
export async function glossaryVersion(db: Db | Tx): Promise<number> {
  const { number } = await db.selectFrom('glossary_version').select('number').executeTakeFirstOrThrow()
  return number
}

export async function moveGlossary(tx: Tx): Promise<void> {
  await tx.updateTable('glossary_version').set((eb) => ({ number: eb('number', '+', 1) })).execute()
}

/** All terms but the removed ones, the newest last. */
export async function listTerms(db: Db | Tx): Promise<GlossaryTerm[]> {
  const terms = await db.selectFrom('term').selectAll().where('removed_at', 'is', null).orderBy('id').execute()
  const variants = await db.selectFrom('term_variant').selectAll().orderBy('position').execute()
  return together(terms, variants, await db.selectFrom('term_definition').selectAll().orderBy('language').execute())
}

/** These terms, removed or not, in the order of their ids. */
export async function listTermsOf(db: Db | Tx, ids: readonly Id[]): Promise<GlossaryTerm[]> {
  const terms = await db.selectFrom('term').selectAll().where('id', 'in', ids).orderBy('id').execute()
  const variants = await db.selectFrom('term_variant').selectAll().where('term_id', 'in', ids).orderBy('position').execute()
  return together(terms, variants, await db.selectFrom('term_definition').selectAll().where('term_id', 'in', ids).orderBy('language').execute())
}

/** Which terms there are behind this id but the removed ones, and which version of each. */
export async function listTermVersions(db: Db, after: Id, limit: number): Promise<{ id: Id; version: number }[]> {
  return db.selectFrom('term').select(['id', 'version']).where('removed_at', 'is', null).where('id', '>', after).orderBy('id').limit(limit).execute()
}

function together(terms: readonly Row<'term'>[], words: readonly Row<'term_variant'>[], told: readonly Row<'term_definition'>[]): GlossaryTerm[] {
  const variants = Map.groupBy(words, (row) => row.term_id)
  const definitions = Map.groupBy(told, (row) => row.term_id)
  return terms.map((row) => ({
    id: row.id, kind: row.kind, domain: row.domain, note: row.note,
    version: row.version, changedBy: row.changed_by, changedAt: row.changed_at,
    isApproved: row.approved_at !== null, isRemoved: row.removed_at !== null,
    variants: (variants.get(row.id) ?? []).map(({ language, text, status, part_of_speech, note, rule }): Variant =>
      ({ language, text, status, speech: PARTS_OF_SPEECH.find((one) => one === part_of_speech) ?? 'other', note, rule })),
    definitions: Object.fromEntries((definitions.get(row.id) ?? []).map(({ language, text }) => [language, text])),
  }))
}

export async function findTerm(db: Db | Tx, id: Id): Promise<GlossaryTerm> {
  const [term] = await listTermsOf(db, [id])
  if (!term) throw new AppError('not_found', { term: id })
  return term
}

export async function countTerms(tx: Tx): Promise<number> {
  const { count } = await tx.selectFrom('term').select(({ fn }) => fn.countAll<number>().as('count')).where('removed_at', 'is', null).executeTakeFirstOrThrow()
  return Number(count)
}

export async function insertTerm(tx: Tx, by: Id, content: TermContent, isApproved: boolean): Promise<Id> {
  const [id] = await insertTerms(tx, by, [content], isApproved)
  if (id === undefined) throw new Error('One term was to be stored')
  return id
}

/** Their ids, in order. */
export async function insertTerms(tx: Tx, by: Id, contents: readonly TermContent[], isApproved: boolean): Promise<Id[]> {
  const at = now()
  const terms = contents.map((content) => ({ id: newId(), content }))
  await insertRows(tx, 'term', terms.map(({ id, content: { kind, domain, note } }) => ({
    id, kind, domain, note, version: 1, created_by: by, created_at: at, changed_by: by, changed_at: at,
    approved_at: isApproved ? at : null, removed_at: null,
  })))
  await insertWords(tx, terms.map(({ id, content }) => ({ id, ...content })))
  return terms.map(({ id }) => id)
}

interface Change {
  by: Id
  /** The version that was shown. */
  shown: number
}

/** False when somebody else was first. Whoever changes a term agrees to it. */
export async function replaceTerm(tx: Tx, id: Id, { by, shown }: Change, { kind, domain, note, ...words }: TermContent): Promise<boolean> {
  const at = now()
  const { numUpdatedRows } = await tx.updateTable('term')
    .set({ kind, domain, note, version: shown + 1, changed_by: by, changed_at: at, approved_at: at })
    .where('id', '=', id).where('version', '=', shown).where('removed_at', 'is', null).executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) return false
  await tx.deleteFrom('term_variant').where('term_id', '=', id).execute()
  await tx.deleteFrom('term_definition').where('term_id', '=', id).execute()
  await insertWords(tx, [{ id, ...words }])
  return true
}

/** `approved_at` of a proposal, `removed_at` of a term: now, or not any more. False when somebody else was first. */
export async function markTerm(tx: Tx, id: Id, { by, shown }: Change, mark: 'approved' | 'removed' | 'restored'): Promise<boolean> {
  const at = now()
  const { numUpdatedRows } = await tx.updateTable('term')
    .set({ version: shown + 1, changed_by: by, changed_at: at, ...mark === 'approved' ? { approved_at: at } : { removed_at: mark === 'removed' ? at : null } })
    .where('id', '=', id).where('version', '=', shown).where('removed_at', mark === 'restored' ? 'is not' : 'is', null).executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

async function insertWords(tx: Tx, terms: readonly (Pick<TermContent, 'variants' | 'definitions'> & { id: Id })[]): Promise<void> {
  await insertRows(tx, 'term_variant', terms.flatMap(({ id, variants }) => variants.map(({ language, text, status, speech, note, rule }, position) =>
    ({ term_id: id, position, language, text, status, part_of_speech: speech, note, rule }))))
  await insertRows(tx, 'term_definition', terms.flatMap(({ id, definitions }) =>
    Object.entries(definitions).map(([language, text]) => ({ term_id: id, language, text }))))
}
