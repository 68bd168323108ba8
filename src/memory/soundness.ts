import type { Id } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { sentencePairs } from '../text/sentence-pairs.ts'
import { findRules } from './approvals-store.ts'
import { findIndexFault } from './index-soundness.ts'
import { RULES } from './model.ts'
import { listDerived, listNoted, listSegmentsAfter, listStanding, type DerivedUnit, type Standing } from './soundness-store.ts'

/** Paragraphs that are looked at together. */
const AT_ONCE = 100

/**
 * The first unit that does not follow from decisions, as `memory:number`, or the paragraph that lacks one, as `memory:paragraph:language`,
 * or the part of the index that does not have its units, as `memory_run:id`; null when all do. What was decided and has only been noted is
 * left out, and so is everything where the memory was made by older rules: it will be made anew.
 */
export async function findMemoryFault(db: Db): Promise<string | null> {
  if (await findRules(db) !== RULES) return null
  for (let after: Id | undefined = ''; after !== undefined;) {
    const segments: Id[] = await listSegmentsAfter(db, after, AT_ONCE)
    // Somebody may have decided between two questions: what differs is looked at again while nobody writes.
    if (segments.length > 0 && await findUnitFault(db, segments) !== null) {
      const fault = await transact(db, (tx) => findUnitFault(tx, segments))
      if (fault !== null) return fault
    }
    after = segments.at(-1)
  }
  return findIndexFault(db)
}

async function findUnitFault(db: Db | Tx, segments: readonly Id[]): Promise<string | null> {
  const wanted = Map.groupBy((await listStanding(db, segments)).map((one) => ({ ...one, place: `${one.segment}:${one.language}` })), ({ place }) => place)
  const units = Map.groupBy(await listDerived(db, segments), (unit) => `${unit.segment_id}:${unit.language_b}`)
  const noted = new Set((await listNoted(db, segments)).map(({ segment, language }) => `${segment}:${language}`))
  for (const place of new Set([...wanted.keys(), ...units.keys()])) {
    const fault = noted.has(place) ? null : faultIn(newestOf(wanted.get(place) ?? []), units.get(place) ?? [])
    if (fault !== null) return `memory:${fault === 'lacks' ? place : fault}`
  }
  return null
}

/** Of each original the newest translation; those without words are not kept. */
function newestOf(standing: readonly Standing[]): Standing[] {
  return [...new Map(standing.map((one) => [one.sourceHash, one])).values()].filter(({ source, target }) => source.trim() !== '' && target.trim() !== '')
}

/** The number of a unit that is not as it was approved, or that one is not there. */
function faultIn(standing: readonly Standing[], units: readonly DerivedUnit[]): number | 'lacks' | null {
  const wanted = new Map<string, number>()
  for (const key of standing.flatMap(keysOf)) wanted.set(key, (wanted.get(key) ?? 0) + 1)
  for (const unit of units) {
    const key = keyOf(unit)
    const left = wanted.get(key) ?? 0
    if (left === 0) return unit.id
    wanted.set(key, left - 1)
  }
  return [...wanted.values()].some((left) => left > 0) ? 'lacks' : null
}

/** The paragraph as a whole, and its sentences. */
function keysOf({ decision, segment, language, from, source, target }: Standing): string[] {
  const about = { language_a: from, language_b: language, decision_id: decision, segment_id: segment }
  const sentences = sentencePairs(source, target, from, language).map((pair) => keyOf({
    ...about, level: 'sentence', text_a: source.slice(pair.source.start, pair.source.end), text_b: target.slice(pair.target.start, pair.target.end),
  }))
  return [keyOf({ ...about, level: 'paragraph', text_a: source, text_b: target }), ...sentences]
}

function keyOf({ level, language_a, text_a, language_b, text_b, decision_id, segment_id }: Omit<DerivedUnit, 'id'>): string {
  return JSON.stringify([level, language_a, text_a, language_b, text_b, decision_id, segment_id])
}
