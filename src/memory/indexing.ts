import { setImmediate as letOthers } from 'node:timers/promises'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { Gathering } from './gathering.ts'
import { countUnits, deleteRun, forsakeLeftRuns, listLeftRuns, listRuns, listUnits, type IndexedUnit, type Run } from './index-store.ts'
import { INDEX_RULES } from './model.ts'
import { WIDEST_RUN } from './postings.ts'
import { deletePostings } from './postings-store.ts'
import { RunMaker } from './run-maker.ts'
import { Readers } from './terms.ts'

/** So many units without an index are compared one by one; more get an index. */
const MOST_LOOSE = 1024
/** Runs are joined with those before them while these are not this many times larger. */
const JOINED = 4
const LARGEST_RUN = WIDEST_RUN
const LEARNT = 4096
/** Few at once: what is read of them is garbage soon, and a heap grows with what is not. */
const PAGE = 32
/** So many rows are removed in one transaction: other writers wait no longer than that takes. */
const ROWS = 512

interface Options {
  /** Make the whole index, not only what is missing. */
  anew?: boolean
  progress?: (done: number, of: number) => void
  stopped?: () => boolean
}

/** Gives units an index where too many have none. Whatever stops it half-way, and whoever does the same meanwhile, the next one goes on. */
export async function keepIndex(db: Db, { anew = false, progress = () => {}, stopped = () => false }: Options = {}): Promise<void> {
  await removeLeft(db, stopped)
  const old = anew ? await listRuns(db, INDEX_RULES) : []
  const readers = new Readers()
  const all = anew || old.length > 0 ? await countUnits(db, 0, Number.MAX_SAFE_INTEGER) : 0
  for (let done = 0; !stopped();) {
    const runs = await listRuns(db, INDEX_RULES)
    const standing = anew ? runs.filter(({ id }) => !old.some((one) => one.id === id)) : runs
    const loose = await countUnits(db, (standing.at(-1)?.last ?? 0) + 1, LARGEST_RUN)
    if (loose <= (anew ? 0 : MOST_LOOSE)) break
    const joined = joinedWith(standing, loose)
    const first = joined[0]?.first ?? (standing.at(-1)?.last ?? 0) + 1
    const replaced = [...joined, ...runs.filter((run) => !standing.includes(run) && run.last >= first)]
    const gathered = (units: number) => progress(done + units, Math.max(all, done + units))
    const made = await makeRun(db, { first, replaced, readers, stopped, gathered })
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
async function makeRun(db: Db, { first, replaced, readers, stopped, gathered }: {
  first: number; replaced: readonly Run[]; readers: Readers; stopped: () => boolean; gathered: (units: number) => void
}): Promise<number> {
  const gathering = new Gathering(readers, first)
  const maker = await RunMaker.begin(db, first)
  await eachPage(db, first, LEARNT, async (units) => { for (const unit of units) gathering.learn(unit) })
  await eachPage(db, first, LARGEST_RUN, async (units) => {
    for (const unit of units) gathering.add(unit)
    if (stopped() || !gathering.isFull) return
    await maker.putAside(gathering.take())
    gathered(gathering.units)
  })
  await maker.join(gathering.take(), stopped)
  const { last, units } = gathering
  if (stopped()) {
    await maker.leave()
    return 0
  }
  return await maker.finish({ first, last, units }, replaced.filter((one) => one.first <= last).map(({ id }) => id)) ? units : 0
}

async function eachPage(db: Db, first: number, most: number, take: (units: readonly IndexedUnit[]) => Promise<void>): Promise<void> {
  let from = first
  for (let left = most; left > 0;) {
    const units = (await listUnits(db, from, Math.min(PAGE, left))).filter(({ id }) => id - first < WIDEST_RUN)
    await take(units)
    const last = units.at(-1)
    if (!last) return
    from = last.id + 1
    left -= units.length
    await letOthers()
  }
}

/** What nobody uses: half-made runs of those who were stopped, and runs that others took the place of. */
async function removeLeft(db: Db, stopped: () => boolean): Promise<void> {
  if ((await listLeftRuns(db, INDEX_RULES)).length === 0) return
  for (const run of await transact(db, (tx) => forsakeLeftRuns(tx, INDEX_RULES))) {
    while (!stopped() && await transact(db, (tx) => deletePostings(tx, run, ROWS))) await letOthers()
    if (!stopped()) await transact(db, (tx) => deleteRun(tx, run))
  }
}
