import { newId, now } from '../db/id.ts'
import type { Id } from '../db/columns.ts'
import { insertRows } from '../db/prepared.ts'
import type { Tx } from '../db/schema.ts'
import type { ParentRole } from '../db/tables/heart.ts'
import { insertSegments } from '../segments/source-changes.ts'
import { revisionRow } from '../segments/store.ts'
import { textHash } from '../text/hash.ts'
import type { SourceState } from './model.ts'
import { listSameTexts } from './store.ts'
import type { TargetRow } from './target.ts'

/** A row of the target with its identity, and the revision that holds its words where they are new. */
export interface WrittenRow extends TargetRow {
  segment: Id
  revision: Id | null
}

const ROLES: Record<TargetRow['does'], ParentRole> = { edit: 'edit', split: 'split', join: 'join', returns: 'edit', new: 'copy', stays: 'copy' }

/**
 * Stores the words that are new, each with the texts it was made from: the approved one, what waited for review or was returned, and
 * whatever said the very same before. Words that are there already make no revision.
 */
export async function writeTexts(tx: Tx, writer: Id, state: SourceState, target: readonly TargetRow[]): Promise<WrittenRow[]> {
  const old = new Map(state.rows.map((row) => [row.segment, row]))
  const archived = new Map(state.archived.map((row) => [row.segment, row]))
  const known = (segment: Id | null) => old.get(segment ?? '') ?? archived.get(segment ?? '')
  const rows = target.map((row) =>
    ({ ...row, segment: row.segment ?? newId(), hash: textHash(row.text), before: known(row.segment)?.hash }))
  const fresh = rows.filter(({ does, hash, before }) => does !== 'stays' && hash !== before)
  await insertSegments(tx, state.article, rows.filter(({ segment }) => !known(segment)).map(({ segment }) => segment))
  const same = await listSameTexts(tx, state.article, state.language, fresh.map(({ hash }) => hash))
  const at = now()
  const written = fresh.map(({ segment, text, hash, does, from }) => {
    const copies = (same.get(hash) ?? []).filter((one) => does !== 'edit' || one.segment === segment)
    const made = from.flatMap((id) => [known(id)?.revision, old.get(id)?.returned, old.get(id)?.waiting?.revision])
    const parents = new Map([
      ...copies.map((one): [Id, ParentRole] => [one.id, 'copy']), ...made.flatMap((id) => parentOf(id, ROLES[does])),
    ])
    return { row: revisionRow({ segment, language: state.language, text, writer, origin: 'written', at }), parents }
  })
  await insertRows(tx, 'revision', written.map(({ row }) => row))
  await insertRows(tx, 'revision_parent', written.flatMap(({ row, parents }) =>
    [...parents].map(([parent, role]) => ({ revision_id: row.id, parent_id: parent, role }))))
  const revisions = new Map(written.map(({ row }) => [row.segment_id, row.id]))
  return rows.map(({ hash, before, ...row }) => ({ ...row, revision: revisions.get(row.segment) ?? null }))
}

function parentOf(id: Id | null | undefined, role: ParentRole): [Id, ParentRole][] {
  return id ? [[id, role]] : []
}
