import type { Article } from '../articles/model.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import type { OutlineRow } from '../segments/model.ts'
import { findSubmission } from '../segments/proposals.ts'
import {
  findSourceChange, listChangeLineage, listChangeRows, type ChangeLineage, type ChangeRow,
} from '../segments/source-changes.ts'
import { canonicalJson } from '../text/canonical.ts'
import { textHash } from '../text/hash.ts'
import type { SourceState } from './model.ts'
import { approvedIn, readSource } from './state.ts'
import { listOutlineOf, listTextsOf, type Text } from './store.ts'

/** Why a structure cannot be approved any more: another one was, or these paragraphs have other words now. */
type Moved = { why: 'outline' } | { why: 'texts'; segments: Id[] }

/** A change of an article's structure, beside the article as it is now. */
export interface Structure {
  id: Id
  article: Id
  language: Language
  submission: Id
  sender: Id
  sent: Timestamp
  closed: boolean
  rows: ChangeRow[]
  lineage: ChangeLineage[]
  /** The structure it was made from. */
  base: OutlineRow[]
  /** Segments of it that the new one has no place for, those joined into others among them. */
  removed: Id[]
  /** Texts by revision: those of the rows, and those they were made over. */
  texts: ReadonlyMap<Id, Text>
  moved: Moved | null
  state: SourceState
  /** Of what stands on a page about it. */
  mark: string
}

/** Reads a change in a fixed number of queries. Throws `not_found` for an unknown one. */
export async function readStructure(db: Db | Tx, article: Pick<Article, 'id' | 'source_language'>, id: Id, person: Id): Promise<Structure> {
  const change = await findSourceChange(db, id)
  const { sender_id: sender } = await findSubmission(db, change.submission_id)
  const rows = await listChangeRows(db, id)
  const lineage = await listChangeLineage(db, id)
  const state = await readSource(db, article, person)
  const base = await listOutlineOf(db, change.base_outline_id)
  const kept = new Set(rows.map(({ segment }) => segment))
  const closed = change.closed_at !== null
  return {
    id, article: article.id, language: article.source_language, submission: change.submission_id, sender, sent: change.created_at, closed,
    rows, lineage, state, base,
    removed: base.map(({ segment }) => segment).filter((segment) => !kept.has(segment)),
    texts: await listTextsOf(db, [...rows.flatMap(({ revision, base: over }) => [revision, over]), ...lineage.map((line) => line.base)]),
    moved: closed ? null : findMoved(change.base_outline_id, rows, lineage, state),
    mark: textHash(canonicalJson([
      id, change.closed_at, state.outline, [...state.rows, ...state.archived].map(({ segment, revision }) => [segment, revision]),
    ])),
  }
}

/** What of the article is not what the structure was made from. */
function findMoved(outline: Id, rows: readonly ChangeRow[], lineage: readonly ChangeLineage[], state: SourceState): Moved | null {
  if (state.outline !== outline) return { why: 'outline' }
  const approved = approvedIn(state)
  const over = [
    ...rows.filter(({ revision, base }) => revision !== null || base !== null),
    ...lineage.map(({ from, base }) => ({ segment: from, base })),
  ]
  const segments = [...new Set(over.filter(({ segment, base }) => (approved.get(segment) ?? null) !== base).map(({ segment }) => segment))]
  return segments.length > 0 ? { why: 'texts', segments } : null
}
