import { findOpenArticle, listSlugs, replaceSlug } from '../articles/store.ts'
import { newId } from '../db/id.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Tx } from '../db/schema.ts'
import { record } from '../ledger/record.ts'
import { touchArticle } from '../segments/store.ts'
import { readLineage } from './lineage-store.ts'
import { editionHash, manifestOf, type Edition, type Prepared } from './model.ts'
import { closeSchedule, listOpen, listScheduleParts } from './schedule-store.ts'
import { findLastEdition, insertEdition, nextMoment, publishEditionRow } from './store.ts'

/** Who put it before readers and how: by hand, by bringing an earlier edition back, or at a time they chose. */
interface Announcement {
  by: Id
  act: 'edition.published' | 'edition.restored'
  reason?: string
  schedule?: Id
  /** The number of the edition that was brought back. */
  restored?: number
  /** Paragraphs of it that were undone since. */
  undone?: number
}

/** Makes the edition, puts it before readers, and takes back what waited for its time in that language. */
export async function sealEdition(tx: Tx, prepared: Prepared, said: Announcement): Promise<Edition> {
  const { edition: draft, slug, rows, credits, decisions } = prepared
  const { article_id: article, language } = draft
  await findOpenArticle(tx, article)
  if ((await listSlugs(tx, article)).get(language) !== slug) await replaceSlug(tx, article, language, slug)
  const last = await findLastEdition(tx, article, language)
  const numbered = { ...draft, number: (last?.number ?? 0) + 1, previous_hash: last?.hash ?? '', created_at: await nextMoment(tx, article) }
  const lineage = last ? await readLineage(tx, last, { article, outline: draft.outline_id, rows }) : []
  const manifest = manifestOf(numbered, rows, credits, decisions, lineage)
  const edition = { ...numbered, id: newId(), manifest, hash: editionHash(numbered.previous_hash, manifest) }
  await insertEdition(tx, edition, rows, credits, lineage)
  await publishEditionRow(tx, edition, said.by, said.reason ?? '')
  await touchArticle(tx, article)
  await supersede(tx, said.by, { article, language, reason: 'published' })
  await recordEdition(tx, edition, said)
  return edition
}

/** What waits for its time, or was refused then, gives way to what somebody did by hand. */
export async function supersede(tx: Tx, by: Id, { article, language, reason }: {
  article: Id; language: Language; reason: 'published' | 'withdrawn' | 'scheduled'
}): Promise<void> {
  for (const { id, state } of await listOpen(tx, article, language)) {
    await closeSchedule(tx, id, { from: state, to: 'superseded', reason })
    if (state === 'waiting') await recordUnscheduled(tx, by, id, reason)
  }
}

/** One line for each language that will not be published at that time after all. */
export async function recordUnscheduled(tx: Tx, by: Id, schedule: Id, reason: string): Promise<void> {
  for (const { article_id: article, language } of await listScheduleParts(tx, schedule)) {
    await record(tx, { actor: by, act: 'edition.unscheduled', subject: `article:${article}`, details: { article, language, schedule, reason } })
  }
}

async function recordEdition(tx: Tx, edition: Edition, { by, act, schedule, restored, undone, reason }: Announcement): Promise<void> {
  const { id, article_id: article, language, number, hash, partial, behind, important } = edition
  const details = {
    article, language, number, hash, partial, behind, ...important === 'yes' ? { important } : {}, ...schedule ? { schedule } : {},
    ...restored ? { restored } : {}, ...undone ? { undone } : {}, ...reason ? { reason } : {},
  }
  await record(tx, { actor: by, act, subject: `edition:${id}`, details })
}
