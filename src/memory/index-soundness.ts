import { setImmediate as letOthers } from 'node:timers/promises'
import type { Db, Row } from '../db/schema.ts'
import { newForm, readForm } from './form.ts'
import { SHORT } from './gathering.ts'
import { listRuns, listUnits, type IndexedUnit, type Run } from './index-store.ts'
import { INDEX_RULES } from './model.ts'
import { countsIn, eachNumber, eachPlaced, FEW, PLACES, WIDEST_RUN } from './postings.ts'
import { firstPosting } from './postings-store.ts'
import { findUnitBetween, isUsed, listPostings } from './soundness-store.ts'
import { newFeatures, Readers } from './terms.ts'

const POSTINGS_AT_ONCE = 1000
const UNITS_AT_ONCE = 500
/** Runs may be joined while they are looked at; so often it is begun anew. */
const MOST_BEGINNINGS = 5

/**
 * The first run whose postings do not have its units, or the first unit before the last run that no run has; null when all can be found.
 * Units behind the last run are compared one by one.
 */
export async function findIndexFault(db: Db): Promise<string | null> {
  for (let beginning = 1; ; beginning += 1) {
    const runs = await listRuns(db, INDEX_RULES)
    const fault = await firstFault(db, runs)
    const isThere = await Promise.all(runs.map((run) => isUsed(db, run)))
    if (fault === null || isThere.every(Boolean) || beginning === MOST_BEGINNINGS) return fault
  }
}

async function firstFault(db: Db, runs: readonly Run[]): Promise<string | null> {
  let last = 0
  for (const run of runs) {
    if (run.first <= last || run.last < run.first || run.last - run.first >= WIDEST_RUN) return `memory_run:${run.id}`
    const left = await findUnitBetween(db, last, run.first)
    if (left !== null) return `memory:${left}`
    if (!await hasItsUnits(db, run)) return `memory_run:${run.id}`
    last = run.last
  }
  return null
}

async function hasItsUnits(db: Db, run: Run): Promise<boolean> {
  const found = new Uint8Array(run.last - run.first + 1)
  if (!await markFound(db, run, found)) return false
  const readers = new Readers()
  for (let from = run.first; ;) {
    const units = (await listUnits(db, from, UNITS_AT_ONCE)).filter(({ id }) => id <= run.last)
    if (units.some((unit) => found[unit.id - run.first] === 0 && canBeFound(unit, readers))) return false
    const last = units.at(-1)
    if (!last) return true
    from = last.id + 1
    await letOthers()
  }
}

/** False where a row has numbers that the run does not, or not so many as it, or the first row of its feature, says. */
async function markFound(db: Db, { id }: Run, found: Uint8Array): Promise<boolean> {
  const told = new Map<number, number>()
  for (let from = firstPosting(id); ;) {
    const rows = await listPostings(db, from, firstPosting(id + 1), POSTINGS_AT_ONCE)
    for (const row of rows) {
      if (row.id % PLACES === 0 && row.count > FEW) for (const { place, count } of countsIn(row.units)) told.set(row.id + place, count)
      else if (!markRow(row, found) || (row.id % PLACES > 0 && told.get(row.id) !== row.count)) return false
      told.delete(row.id)
    }
    const last = rows.at(-1)
    if (!last) return told.size === 0
    from = last.id + 1
    await letOthers()
  }
}

function markRow({ id, count, units }: Row<'memory_posting'>, found: Uint8Array): boolean {
  let [numbers, largest] = [0, 0]
  const each = id % PLACES === 0 ? eachPlaced : eachNumber
  each(units, (number) => {
    found[number] = 1
    numbers += 1
    largest = number
  })
  return numbers === count && largest < found.length
}

/** A long text without a word has nothing to be found by. */
function canBeFound({ language_a: a, text_a: textA, language_b: b, text_b: textB }: IndexedUnit, readers: Readers): boolean {
  const features = newFeatures()
  return ([[a, b, textA], [b, a, textB]] as const).some(([from, to, text]) => {
    const form = readForm(text, newForm())
    readers.of(from, to).read(form, features, form.length < SHORT)
    return features.size > 0
  })
}
