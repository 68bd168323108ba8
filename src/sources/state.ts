import type { Article } from '../articles/model.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { loadFacts } from '../segments/facts.ts'
import type { SegmentFacts } from '../segments/model.ts'
import { findOpenChange } from '../segments/source-changes.ts'
import { findOutline, listRemoved } from '../segments/store.ts'
import { canonicalJson } from '../text/canonical.ts'
import { textHash } from '../text/hash.ts'
import { listFolded } from '../words/store.ts'
import type { ArchivedParagraph, SourceParagraph, SourceState, Translated, Waiting } from './model.ts'
import { listApproved, listNewest, listPast, listTranslated, type Text } from './store.ts'

/** The original as this person finds it: a fixed number of queries, however long it is. Throws `not_found` for an unknown article. */
export async function readSource(db: Db | Tx, article: Pick<Article, 'id' | 'source_language'>, person: Id): Promise<SourceState> {
  const { id, source_language: language } = article
  const outline = await findOutline(db, id)
  const facts = await loadFacts(db, { article: id, source: language, language })
  const newest = facts.every(({ approved }) => approved) ? new Map<Id, Text>() : await listNewest(db, id, language)
  const translated = await listTranslated(db, id, language)
  const rows = facts.map((one) => paragraphOf(one, newest, translated, person))
  const archived = await listArchived(db, id, language, translated)
  const past = await listPast(db, id, language)
  const open = await findOpenChange(db, id)
  const known = new Set(await listFolded(db, language))
  const structure = open && { ...open, mine: open.sender === person }
  return { article: id, language, outline, rows, archived, past, known, structure, mark: markOf(outline, rows, archived, open?.id ?? null) }
}

function paragraphOf(
  facts: SegmentFacts, newest: ReadonlyMap<Id, Text>, translated: ReadonlyMap<Id, Translated[]>, person: Id,
): SourceParagraph {
  const { segment, position, kind, level, list, asset, approved, proposal, returned } = facts
  const text = approved ?? proposal ?? returned ?? newest.get(segment) ?? { revision: '', text: '', hash: textHash('') }
  return {
    segment, position, kind, level, list, asset, text: text.text, hash: text.hash, revision: text.revision,
    approved: approved?.revision ?? null, returned: returned?.revision ?? null, waiting: waitingOf(facts, person),
    translations: translated.get(segment) ?? [],
  }
}

function waitingOf({ proposal }: SegmentFacts, person: Id): Waiting | null {
  if (!proposal) return null
  const { id, submission, revision, hash, sender } = proposal
  return { proposal: id, submission, revision, hash, sender, mine: sender === person }
}

/** What was removed, with the words that were approved last: what never was approved comes back as something new. */
async function listArchived(
  db: Db | Tx, article: Id, language: Language, translated: ReadonlyMap<Id, Translated[]>,
): Promise<ArchivedParagraph[]> {
  const removed = await listRemoved(db, article)
  if (removed.length === 0) return []
  const approved = await listApproved(db, article, language)
  return removed.flatMap(({ removedAt, ...row }) => {
    const text = approved.get(row.segment)
    return text ? [{ ...row, ...text, translations: translated.get(row.segment) ?? [] }] : []
  })
}

/** What is approved of each paragraph, the removed ones too. */
export function approvedIn({ rows, archived }: Pick<SourceState, 'rows' | 'archived'>): Map<Id, Id | null> {
  const known: [Id, Id | null][] = archived.map(({ segment, revision }) => [segment, revision])
  return new Map([...known, ...rows.map(({ segment, approved }): [Id, Id | null] => [segment, approved])])
}

function markOf(outline: Id, rows: readonly SourceParagraph[], archived: readonly ArchivedParagraph[], open: Id | null): string {
  return textHash(canonicalJson([
    outline, open,
    rows.map(({ segment, revision, approved, returned, waiting }) => [segment, revision, approved, returned, waiting?.proposal ?? null]),
    archived.map(({ segment, revision }) => [segment, revision]),
  ]))
}
