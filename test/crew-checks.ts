import Sqlite from 'better-sqlite3'
import { openDb } from '../src/db/open.ts'
import type { Db } from '../src/db/schema.ts'
import { findFault } from '../src/upkeep/soundness.ts'
import type { Deed } from './crew.ts'

/**
 * What is wrong between what people were told and what is stored: done deeds that are missing, refused ones that are there, deeds done
 * by halves. Empty when every promise was kept.
 */
export async function findBrokenPromises(db: Db, deeds: readonly Deed[]): Promise<string[]> {
  const stored = await readStored(db)
  const missing = deeds.filter((deed) => deed.answer === 'done' && !isThere(deed, stored, deeds)).map((deed) => `lost: ${deed.kind} “${deed.mark}”`)
  const uninvited = deeds.filter((deed) => deed.answer === 'refused' && stored.words.has(deed.mark)).map((deed) => `refused, yet there: ${deed.kind} “${deed.mark}”`)
  const fault = await findFault(db)
  return [...missing, ...uninvited, ...await findHalves(db), ...fault ? [`unsound: ${JSON.stringify(fault)}`] : []]
}

/** The same of an SQLite file that nobody holds open, with what SQLite itself finds wrong with it. */
export async function findDamage(file: string, deeds: readonly Deed[]): Promise<string[]> {
  const database = new Sqlite(file)
  const lines = [...database.pragma('integrity_check') as object[], ...database.pragma('foreign_key_check') as object[]].map((line) => JSON.stringify(line))
  database.close()
  const db = await openDb(file)
  const broken = await findBrokenPromises(db, deeds).finally(() => db.destroy())
  return [...lines.filter((line) => line !== '{"integrity_check":"ok"}'), ...broken]
}

interface Stored {
  /** Texts, messages, reasons and notes. */
  words: Set<string>
  /** Proposals with a decision, by proposal and who decided. */
  decided: Set<string>
  drafts: Map<string, string>
}

async function readStored(db: Db): Promise<Stored> {
  const [drafts, revisions, submissions, decisions, editions, events] = await Promise.all([
    db.selectFrom('draft').select(['segment_id', 'person_id', 'text']).execute(),
    db.selectFrom('revision').select('text').execute(),
    db.selectFrom('submission').select('message').execute(),
    db.selectFrom('decision').select(['proposal_id', 'reviewer_id', 'reason']).execute(),
    db.selectFrom('edition').select('note').execute(),
    db.selectFrom('edition_event').select('reason').execute(),
  ])
  const words = [...drafts, ...revisions].map(({ text }) => text).concat(submissions.map(({ message }) => message),
    decisions.map(({ reason }) => reason), editions.map(({ note }) => note), events.map(({ reason }) => reason))
  return {
    words: new Set(words),
    decided: new Set(decisions.map(({ proposal_id, reviewer_id }) => `${proposal_id} ${reviewer_id}`)),
    drafts: new Map(drafts.map(({ segment_id, person_id, text }) => [`${segment_id} ${person_id}`, text])),
  }
}

function isThere(deed: Deed, { words, decided }: Stored, deeds: readonly Deed[]): boolean {
  if (deed.kind === 'approve') return decided.has(`${deed.mark} ${deed.person}`)
  if (deed.kind !== 'save') return words.has(deed.mark)
  // A draft is replaced by the same person's later one, whether or not they heard of it.
  const later = deeds.slice(deeds.indexOf(deed) + 1).filter((other) =>
    other.kind === 'save' && other.person === deed.person && other.segment === deed.segment && other.answer !== 'refused')
  return words.has(deed.mark) || later.some(({ mark }) => words.has(mark))
}

/** Facts that came without those written in the same transaction. */
async function findHalves(db: Db): Promise<string[]> {
  const lines = await db.selectFrom('ledger').select(['act', 'subject', 'details']).execute()
  const told = new Set(lines.map(({ act, subject }) => `${act} ${subject}`))
  const submissions = await db.selectFrom('submission').leftJoin('proposal', 'proposal.submission_id', 'submission.id')
    .select(({ fn }) => ['submission.id', fn.count<number>('proposal.id').as('proposals')]).groupBy('submission.id').execute()
  const editions = await db.selectFrom('edition').select('id').execute()
  const decisions = await db.selectFrom('decision').select(({ fn }) => fn.countAll<number>().as('count')).where('proposal_id', 'is not', null).executeTakeFirstOrThrow()
  const results = lines.filter(({ act }) => act === 'submission.reviewed')
    .reduce((sum, { details }) => sum + (JSON.parse(details) as { results: unknown[] }).results.length, 0)
  const confirmed = lines.filter(({ act }) => act === 'proposal.confirmed').length
  return [
    ...submissions.filter(({ id, proposals }) => proposals === 0 || !told.has(`submission.sent submission:${id}`)).map(({ id }) => `half a submission: ${id}`),
    ...editions.filter(({ id }) => !told.has(`edition.published edition:${id}`) && !told.has(`edition.restored edition:${id}`)).map(({ id }) => `half an edition: ${id}`),
    ...decisions.count === results + confirmed ? [] : [`${decisions.count} decisions, ${results + confirmed} in the ledger`],
  ]
}
