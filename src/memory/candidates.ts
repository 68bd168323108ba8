import type { Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import type { Form } from './form.ts'
import { countPostings, listRuns, readPostings, type Run, type Stretch } from './index-store.ts'
import { findLoose } from './loose.ts'
import { RULES } from './model.ts'
import { countNumbers, placeOf } from './postings.ts'
import { Readers, SHORT, WIDEST_RUN } from './run-builder.ts'
import { newFeatures, STEMS, type Features } from './terms.ts'

/** Postings that are read for one text: those of its rarest features, until there are so many. */
const MOST_POSTINGS = 30_000
/** Longer texts have words enough to be found by, among short ones too. */
const LETTERS_UP_TO = 1.2 * SHORT
/** What shares less than this part of what the likeliest shares is hardly like the text. */
const LEAST_SHARE = 0.25
const FEWEST_FEATURES = 2
const MOST_FEATURES = 40

/** A unit that may be alike. */
interface Candidate {
  unit: number
  shared: number
}

/** One for all look-ups: it remembers words. */
export const readers = new Readers()
const hits = new Uint8Array(WIDEST_RUN)
const touched = new Uint32Array(WIDEST_RUN)

/** Units that share most of the rare features of a text, the likeliest first; `least`: the score below which none is of use. */
export async function findCandidates(
  db: Db, form: Form, { from, to, least, most }: { from: Language; to: Language; least: number; most: number },
): Promise<Candidate[]> {
  const features = newFeatures()
  readers.of(from, to).read(form, features, form.length <= LETTERS_UP_TO)
  const lengths = [Math.ceil(form.length * least / 100), Math.floor(form.length * 100 / least)] as const
  const runs = await listRuns(db, RULES)
  const loose = await findLoose(db, { from: (runs.at(-1)?.last ?? 0) + 1, direction: [from, to], readers, features, lengths })
  const met = new Meeting(most)
  const near = new Meeting(most)
  for (const { unit, shared } of loose) near.add(unit, shared)
  const chosen = await chooseStretches(db, runs, features, lengths)
  for (const run of runs) await meet(db, run, chosen.filter((stretch) => stretch.run === run.id), met)
  // Of a unit without an index all features count, of others the rare ones: they are not measured against each other.
  return [...near.best(), ...met.best()]
}

/** The rarest stems of the text, and its rarest groups of letters. */
async function chooseStretches(
  db: Db, runs: readonly Run[], { list, letters, size }: Features, lengths: readonly [number, number],
): Promise<Stretch[]> {
  const [from, to] = [placeOf(lengths[0]), placeOf(lengths[1])]
  const spread = (features: Uint32Array, last: number) =>
    runs.flatMap(({ id }) => Array.from(features, (feature): Stretch => ({ run: id, feature, from, to: last })))
  const groups = spread(list.subarray(0, letters), Math.min(to, placeOf(SHORT)))
  const stretches = [...groups, ...spread(list.subarray(letters, size), to)]
  const counts = await countPostings(db, stretches)
  const counted = counts.flatMap(({ at, count }) => stretches.slice(at, at + 1).map((one) => ({ ...one, count })))
  const { short = [], stems = [] } = Object.groupBy(counted, ({ feature }) => feature < STEMS ? 'short' : 'stems')
  return [...rarest(stems, MOST_POSTINGS), ...rarest(short, MOST_POSTINGS / 2)]
}

function rarest(counted: readonly (Stretch & { count: number })[], most: number): Stretch[] {
  const features = [...Map.groupBy(counted, ({ feature }) => feature).values()]
    .map((some) => ({ some, count: some.reduce((sum, { count }) => sum + count, 0) }))
    .sort((a, b) => a.count - b.count)
  let left = most
  return features.slice(0, MOST_FEATURES).filter(({ count }, at) => (left -= count) >= 0 || at < FEWEST_FEATURES)
    .flatMap(({ some }) => some)
}

async function meet(db: Db, run: Run, stretches: readonly Stretch[], met: Meeting): Promise<void> {
  const blobs = await readPostings(db, stretches)
  let size = 0
  for (const { units } of blobs) size = countNumbers(units, hits, touched, size)
  for (let at = 0; at < size; at++) {
    const number = touched[at]!
    met.add(run.first + number, hits[number]!)
    hits[number] = 0
  }
}

/** Keeps the units that share most, about so many. */
class Meeting {
  readonly #most: number
  readonly #byShared: number[][] = []

  constructor(most: number) {
    this.#most = most
  }

  add(unit: number, shared: number): void {
    const some = this.#byShared[shared] ??= []
    some.push(unit)
  }

  /** Of those that share equally much, the newest. */
  best(): Candidate[] {
    const best: Candidate[] = []
    const least = (this.#byShared.length - 1) * LEAST_SHARE
    for (let shared = this.#byShared.length - 1; shared > 0 && shared >= least && best.length < this.#most; shared--) {
      const some = this.#byShared[shared]?.sort((a, b) => b - a) ?? []
      for (const unit of some.slice(0, this.#most - best.length)) best.push({ unit, shared })
    }
    return best
  }
}
