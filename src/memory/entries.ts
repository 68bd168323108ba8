import type { Db } from '../db/schema.ts'
import type { Run } from './index-store.ts'
import { countsIn, FEW, PLACES } from './postings.ts'
import { firstPosting, listPostings } from './postings-store.ts'
import { STEMS, type Features } from './terms.ts'

/** Postings that are read for one text and a range of lengths: those of its rarest features, until there are so many. */
const MOST_POSTINGS = { stems: 50_000, letters: 40_000 }
const FEWEST_FEATURES = 2
const MOST_FEATURES = 40
/** Of longer texts so many features are looked up, evenly spread. */
const MOST_ASKED = 512

/** What the index of a run has of a feature. */
export interface Entry {
  run: Run
  id: number
  isLetters: boolean
  /** Of a rare one, all its units; of others, how many there are in each place. */
  units: Uint8Array
  counts: readonly { place: number; count: number }[]
}

/** What is read for a feature; `units` where they are known already. */
export interface Choice {
  count: number
  rows: { run: Run; id: number; units?: Uint8Array }[]
}

/** What the index has of each feature of a text. */
export async function readEntries(db: Db, runs: readonly Run[], { list, size }: Features): Promise<Entry[][]> {
  const step = Math.max(1, size / MOST_ASKED)
  const asked = Array.from({ length: Math.min(size, MOST_ASKED) }, (_, at) => list[Math.floor(at * step)] ?? 0)
  const rows = await listPostings(db, runs.flatMap(({ id }) => asked.map((feature) => firstPosting(id) + feature * PLACES)))
  const entries = new Map<number, Entry[]>()
  for (const { id, count, units } of rows) {
    const run = runs.find((one) => id >= firstPosting(one.id) && id < firstPosting(one.id + 1))
    if (!run) continue
    const feature = (id - firstPosting(run.id)) / PLACES
    const some = entries.get(feature) ?? []
    some.push({ run, id, isLetters: feature < STEMS, units, counts: count > FEW ? countsIn(units) : [] })
    entries.set(feature, some)
  }
  return [...entries.values()]
}

/** The rarest stems of a text and its rarest groups of letters, where units of wanted lengths have them. */
export function choose(entries: readonly Entry[][], isWanted: (place: number) => boolean): Choice[] {
  const [stems, letters]: [Choice[], Choice[]] = [[], []]
  for (const some of entries) {
    const choice = choiceOf(some, isWanted)
    if (choice.rows.length > 0) (some[0]?.isLetters ? letters : stems).push(choice)
  }
  return [...rarest(stems, MOST_POSTINGS.stems), ...rarest(letters, MOST_POSTINGS.letters)]
}

function choiceOf(entries: readonly Entry[], isWanted: (place: number) => boolean): Choice {
  const choice: Choice = { count: 0, rows: [] }
  for (const { run, id, units, counts } of entries) {
    if (counts.length === 0) choice.rows.push({ run, id, units })
    for (const { place, count } of counts) {
      if (!isWanted(place)) continue
      choice.count += count
      choice.rows.push({ run, id: id + place })
    }
  }
  return choice
}

function rarest(choices: readonly Choice[], most: number): Choice[] {
  let left = most
  return choices.toSorted((a, b) => a.count - b.count).slice(0, MOST_FEATURES)
    .filter(({ count }, at) => (left -= count) >= 0 || at < FEWEST_FEATURES)
}
