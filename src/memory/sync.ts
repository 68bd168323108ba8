import { setImmediate as letOthers } from 'node:timers/promises'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { sentencePairs } from '../text/sentence-pairs.ts'
import {
  deletePending, deleteUnits, findRules, forgetApprovals, insertApproved, listApproved, listKnown, listPending, type Approved, type Place,
} from './approvals-store.ts'
import { keepIndex } from './indexing.ts'
import { RULES } from './model.ts'
import { hasGoing, removeGoing, takeNumbers } from './store.ts'

/** So many paragraphs in one transaction: other writers wait no longer than that takes. */
const AT_ONCE = 16
const REMOVED_AT_ONCE = 2000

/** Hears how much is done, of how much. */
type Progress = (done: number, of: number) => void

/**
 * Brings the memory up to date: exactly one unit for every text that ever was the original of a paragraph and has an approval that
 * counts, the newest of those. Whatever stops it half-way, and whoever does the same meanwhile, the next one goes on from there.
 */
export async function syncMemory(db: Db, stopped: () => boolean = () => false): Promise<void> {
  await takeDecisions(db, Infinity, stopped)
  if (await hasGoing(db)) while (!stopped() && await transact(db, (tx) => removeGoing(tx, REMOVED_AT_ONCE))) await letOthers()
  if (!stopped()) await keepIndex(db, { stopped })
}

/** Takes in what was decided of so many paragraphs at most; a question of microseconds where nothing was. */
export async function takeDecisions(db: Db, most: number, stopped: () => boolean = () => false): Promise<void> {
  if (await findRules(db) !== RULES) await transact(db, (tx) => forgetApprovals(tx, RULES))
  for (let taken = 0; taken < most && !stopped();) {
    const places = await listPending(db, AT_ONCE)
    if (places.length === 0) return
    await transact(db, async (tx) => { for (const place of places) await takePlace(tx, place) })
    taken += places.length
    if (places.length === AT_ONCE) await letOthers()
  }
}

/** Makes everything anew that follows from decisions, and the index of all units. */
export async function rebuildMemory(db: Db, progress: Progress = () => {}): Promise<void> {
  await transact(db, (tx) => forgetApprovals(tx, RULES))
  await takeDecisions(db, Infinity)
  await keepIndex(db, { anew: true, progress })
}

async function takePlace(tx: Tx, place: Place): Promise<void> {
  const standing = new Map((await listApproved(tx, place)).map((one) => [one.sourceHash, one]))
  const wanted = [...standing.values()].filter(isWorthKnowing)
  const known = await listKnown(tx, place)
  await deleteUnits(tx, known.filter(({ decision }) => !wanted.some((one) => one.decision === decision)).map(({ id }) => id))
  const units = wanted.filter((one) => !known.some(({ decision }) => decision === one.decision)).flatMap((one) => unitsOf(one, place))
  if (units.length > 0) await insertApproved(tx, await takeNumbers(tx, units.length), units)
  await deletePending(tx, place)
}

function isWorthKnowing({ source, target }: Approved): boolean {
  return source.trim() !== '' && target.trim() !== ''
}

/** The paragraph as a whole, and those of its sentences whose translations are certain. */
function unitsOf({ decision, from, source, target }: Approved, { segment, language }: Place) {
  const about = { language_a: from, language_b: language, decision_id: decision, segment_id: segment }
  const sentences = sentencePairs(source, target, from, language).map((pair) =>
    ({ text_a: source.slice(pair.source.start, pair.source.end), text_b: target.slice(pair.target.start, pair.target.end) }))
  return [
    { ...about, text_a: source, text_b: target, level: 'paragraph' as const },
    ...sentences.map((one) => ({ ...about, ...one, level: 'sentence' as const })),
  ]
}
