import type { Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import type { Form } from './form.ts'
import { choose, readEntries, type Choice, type Entry } from './entries.ts'
import { SHORT } from './gathering.ts'
import { listRuns, type Run } from './index-store.ts'
import { findLoose } from './loose.ts'
import { INDEX_RULES } from './model.ts'
import { placeOf } from './postings.ts'
import { listPostings } from './postings-store.ts'
import { Tally } from './tally.ts'
import { newFeatures, Readers } from './terms.ts'

/** Longer texts have words enough to be found by, among short ones too. */
const LETTERS_UP_TO = 1.2 * SHORT
/** Where so few features are read, sharing one says something. */
const FEW_FEATURES = 3

/** A unit that may be alike, and how many features it shares. */
export interface Candidate {
  unit: number
  shared: number
}

interface Found {
  length: number
  runs: readonly Run[]
  entries: readonly Entry[][]
  near: readonly Candidate[]
}

/** One for all look-ups: it remembers words. */
export const readers = new Readers()
const tally = new Tally()

/** Looks for units that share most of the rare features of a text. */
export class Search {
  readonly #db: Db
  readonly #found: Found
  #done: readonly [number, number] = [0, -1]

  private constructor(db: Db, found: Found) {
    this.#db = db
    this.#found = found
  }

  /** `least`: the score below which nothing is of use. */
  static async open(db: Db, form: Form, { from, to, least }: { from: Language; to: Language; least: number }): Promise<Search> {
    const features = newFeatures()
    readers.of(from, to).read(form, features, form.length <= LETTERS_UP_TO)
    const runs = await listRuns(db, INDEX_RULES)
    const lengths = lengthsFor(form.length, least)
    const near = await findLoose(db, { from: (runs.at(-1)?.last ?? 0) + 1, direction: [from, to], readers, features, lengths })
    return new Search(db, { length: form.length, runs, entries: await readEntries(db, runs, features), near: near.sort(byShared) })
  }

  /** Units that have no index yet: of these all features count, so they cannot be measured against the others. */
  get near(): readonly Candidate[] {
    return this.#found.near
  }

  /** Units as long as this score allows that were not asked for before, the likeliest first. */
  async take(score: number, most: number): Promise<Candidate[]> {
    const [low, high] = lengthsFor(this.#found.length, score).map(placeOf) as [number, number]
    const [doneLow, doneHigh] = this.#done
    this.#done = [low, high]
    const isWanted = (place: number) => place >= low && place <= high && (place < doneLow || place > doneHigh)
    const chosen = choose(this.#found.entries, isWanted)
    const ids = chosen.flatMap(({ rows }) => rows.flatMap(({ id, units }) => units ? [] : [id]))
    const known = new Map((await listPostings(this.#db, ids)).map(({ id, units }) => [id, units]))
    const found = this.#found.runs.flatMap((run) => meet(run, { chosen, known, isWanted, most }))
    return found.sort(byShared).slice(0, most)
  }
}

/** The units of a run that share most. */
function meet(run: Run, { chosen, known, isWanted, most }: {
  chosen: readonly Choice[]; known: ReadonlyMap<number, Uint8Array>; isWanted: (place: number) => boolean; most: number
}): Candidate[] {
  tally.begin(chosen.length > FEW_FEATURES ? 2 : 1)
  for (const { run: own, id, units } of chosen.flatMap(({ rows }) => rows)) {
    if (own !== run) continue
    if (units) tally.addPlaced(units, isWanted)
    else tally.add(known.get(id) ?? NOTHING)
  }
  return tally.best(most, run.last - run.first + 1).map(({ number, count }) => ({ unit: run.first + number, shared: count }))
}

const NOTHING = new Uint8Array(0)

function lengthsFor(length: number, score: number): readonly [number, number] {
  return [Math.ceil(length * score / 100), Math.floor(length * 100 / score)]
}

/** Of those that share equally much, the newest first. */
function byShared(a: Candidate, b: Candidate): number {
  return b.shared - a.shared || b.unit - a.unit
}
