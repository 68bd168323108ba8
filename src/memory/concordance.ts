import { setImmediate as letOthers } from 'node:timers/promises'
import type { Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import type { Span } from '../text/prose.ts'
import { readers } from './candidates.ts'
import { listRuns, type Run } from './index-store.ts'
import { findLooseWith } from './loose.ts'
import { listFacts, type UnitFacts } from './matches-store.ts'
import { INDEX_RULES, type MatchOrigin } from './model.ts'
import { eachNumber, eachPlaced, FEW, PLACES, WIDEST_RUN } from './postings.ts'
import { firstPosting, listPostings } from './postings-store.ts'
import { findPhrases, readQuery, type Phrase } from './query.ts'
import { takeDecisions } from './sync.ts'

export interface Search {
  /** Words, or a phrase in quotation marks; of each any form is found. */
  words: string
  from: Language
  to: Language
  side: 'source' | 'target' | 'both'
  /** From 1. */
  page: number
}

/** A translation that holds all the words, and where. */
export interface FoundUnit extends Omit<UnitFacts, 'before' | 'after' | 'decision'> {
  origin: Exclude<MatchOrigin, 'own'>
  sourceHits: Span[]
  targetHits: Span[]
}

interface FoundUnits {
  /** The newest first. */
  units: FoundUnit[]
  /** How many there are in all; about so many where `isExact` is false. */
  total: number
  isExact: boolean
  isMore: boolean
}

/** The query as it is read in either language. */
interface Asked {
  source: Phrase[]
  target: Phrase[]
}

const PAGE_SIZE = 20
const MOST_PAGES = 50
const MOST_DECISIONS = 64
const AT_ONCE = 64

/** The translations in whose texts words are found. */
export async function searchMemory(db: Db, search: Search): Promise<FoundUnits> {
  await takeDecisions(db, MOST_DECISIONS)
  const asked = { source: readQuery(search.words, search.from), target: readQuery(search.words, search.to) }
  const numbers = new Set<number>()
  if (search.side !== 'target') for (const one of await holders(db, asked.source, search.from, search.to)) numbers.add(one)
  if (search.side !== 'source') for (const one of await holders(db, asked.target, search.to, search.from)) numbers.add(one)
  return verify(db, search, asked, Float64Array.from(numbers).sort().reverse())
}

/** Reads what may be found until the page is full: features are numbers that two words may share, and phrases are not indexed. */
async function verify(db: Db, search: Search, asked: Asked, numbers: Float64Array): Promise<FoundUnits> {
  const first = (Math.max(1, Math.min(MOST_PAGES, search.page)) - 1) * PAGE_SIZE
  const found: FoundUnit[] = []
  let read = 0
  while (read < numbers.length && found.length <= first + PAGE_SIZE) {
    const some = await listFacts(db, Array.from(numbers.subarray(read, read += AT_ONCE)), search)
    for (const one of some.sort((a, b) => b.unit - a.unit)) found.push(...foundIn(one, search, asked))
    await letOthers()
  }
  const isExact = read >= numbers.length
  const isMore = found.length > first + PAGE_SIZE
  return { units: found.slice(first, first + PAGE_SIZE), total: isExact ? found.length : numbers.length, isExact, isMore }
}

function foundIn(
  { before: _before, after: _after, decision, ...unit }: UnitFacts, { from, to, side }: Search, asked: Asked,
): FoundUnit[] {
  // A sentence of an approved paragraph stands in that.
  if (unit.level === 'sentence' && decision !== null) return []
  const sourceHits = side === 'target' ? undefined : findPhrases(unit.source, asked.source, from)
  const targetHits = side === 'source' ? undefined : findPhrases(unit.target, asked.target, to)
  if (!sourceHits && !targetHits) return []
  return [{ ...unit, origin: decision === null ? 'import' : 'approval', sourceHits: sourceHits ?? [], targetHits: targetHits ?? [] }]
}

/** Units whose text in the first language may hold every word. */
async function holders(db: Db, phrases: readonly Phrase[], from: Language, to: Language): Promise<number[]> {
  const reader = readers.of(from, to)
  const alternatives = phrases.flat().map(({ stems }) => stems.map((stem) => reader.ofStem(stem)))
  if (alternatives.length === 0) return []
  const runs = await listRuns(db, INDEX_RULES)
  const found = await findLooseWith(db, (runs.at(-1)?.last ?? 0) + 1, [from, to], readers, alternatives)
  for (const run of runs) found.push(...await holdersIn(db, run, alternatives))
  return found
}

async function holdersIn(db: Db, run: Run, alternatives: readonly (readonly number[])[]): Promise<number[]> {
  const passed = new Uint8Array(Math.min(WIDEST_RUN, run.last - run.first + 1))
  for (const [at, some] of alternatives.entries()) {
    await eachHolder(db, run, some, (number) => { if (passed[number] === at) passed[number] = at + 1 })
    await letOthers()
  }
  const found: number[] = []
  for (const [number, count] of passed.entries()) if (count === alternatives.length) found.push(run.first + number)
  return found
}

/** Calls `take` with each unit, by its number in the run, that has one of the features. */
async function eachHolder(db: Db, { id }: Run, features: readonly number[], take: (number: number) => void): Promise<void> {
  const ids = features.flatMap((feature) => Array.from({ length: PLACES }, (_, place) => firstPosting(id) + feature * PLACES + place))
  for (const { id: own, count, units } of await listPostings(db, ids)) {
    if (own % PLACES !== 0) eachNumber(units, take)
    else if (count <= FEW) eachPlaced(units, take)
  }
}
