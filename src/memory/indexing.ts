import { setImmediate as letOthers } from 'node:timers/promises'
import type { Db, Row } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import {
  countUnits, deletePostings, insertPostings, insertRun, listLeftRuns, listRuns, listUnits, replaceRuns, type IndexedUnit, type Run,
} from './index-store.ts'
import { RULES } from './model.ts'
import { Readers, RunBuilder, WIDEST_RUN } from './run-builder.ts'

/** So many units without an index are compared one by one; more get an index. */
const MOST_LOOSE = 1024
/** Runs are joined with those before them while these are not this many times larger. */
const JOINED = 4
/** A run is made in memory: no larger ones. */
const LARGEST_RUN = 1 << 18
const LEARNT = 4096
const PAGE = 128
const ROWS = 2048

interface Options {
  /** Make the whole index, not only what is missing. */
  anew?: boolean
  progress?: (done: number, of: number) => void
  stopped?: () => boolean
}

/** Gives units an index where too many have none. Whatever stops it half-way, and whoever does the same meanwhile, the next one goes on. */
export async function keepIndex(db: Db, { anew = false, progress = () => {}, stopped = () => false }: Options = {}): Promise<void> {
  await removeLeft(db, stopped)
  const old = anew ? await listRuns(db, RULES) : []
  const readers = new Readers()
  const all = anew || old.length > 0 ? await countUnits(db, 0, Number.MAX_SAFE_INTEGER) : 0
  for (let done = 0; !stopped();) {
    const runs = await listRuns(db, RULES)
    const standing = anew ? runs.filter(({ id }) => !old.some((one) => one.id === id)) : runs
    const loose = await countUnits(db, (standing.at(-1)?.last ?? 0) + 1, LARGEST_RUN)
    if (loose <= (anew ? 0 : MOST_LOOSE)) break
    const joined = joinedWith(standing, loose)
    const first = joined[0]?.first ?? (standing.at(-1)?.last ?? 0) + 1
    const replaced = [...joined, ...runs.filter((run) => !standing.includes(run) && run.last >= first)]
    const made = await makeRun(db, { first, replaced, readers, stopped })
    if (made === 0) break
    progress(done += made, Math.max(all, done))
  }
  await removeLeft(db, stopped)
}

/** Which of the last runs the next one takes the place of. */
function joinedWith(runs: readonly Run[], loose: number): Run[] {
  const joined: Run[] = []
  let units = loose
  for (const run of runs.toReversed()) {
    if (run.units > JOINED * units || run.units + units > LARGEST_RUN) break
    joined.unshift(run)
    units += run.units
  }
  return joined
}

/** How many units it has; none where somebody else was quicker. */
async function makeRun(db: Db, { first, replaced, readers, stopped }: {
  first: number; replaced: readonly Run[]; readers: Readers; stopped: () => boolean
}): Promise<number> {
  const builder = new RunBuilder(readers, first)
  await eachUnit(db, first, LEARNT, (unit) => builder.learn(unit))
  await eachUnit(db, first, LARGEST_RUN, (unit) => builder.add(unit))
  const { last, units } = builder
  const run = await transact(db, (tx) => insertRun(tx, RULES, { first, last, units }))
  for (const sorting = builder.sort(); !sorting.next().done;) await letOthers()
  let some: Row<'memory_posting'>[] = []
  const write = async () => {
    await transact(db, (tx) => insertPostings(tx, some))
    some = []
    await letOthers()
  }
  for (const row of builder.rows(run)) {
    if (some.push(row) === ROWS) await write()
    if (stopped()) return 0
  }
  await write()
  const isUsed = await transact(db, (tx) => replaceRuns(tx, run, replaced.filter((one) => one.first <= last).map(({ id }) => id)))
  return isUsed ? units : 0
}

async function eachUnit(db: Db, first: number, most: number, take: (unit: IndexedUnit) => void): Promise<void> {
  let from = first
  for (let left = most; left > 0;) {
    const units = (await listUnits(db, from, Math.min(PAGE, left))).filter(({ id }) => id - first < WIDEST_RUN)
    for (const unit of units) take(unit)
    const last = units.at(-1)
    if (!last) return
    from = last.id + 1
    left -= units.length
    await letOthers()
  }
}

/** What nobody uses: half-made runs of those who were stopped, and runs that others took the place of. */
async function removeLeft(db: Db, stopped: () => boolean): Promise<void> {
  for (const run of await listLeftRuns(db, RULES)) {
    while (!stopped() && await transact(db, (tx) => deletePostings(tx, run, ROWS))) await letOthers()
  }
}
