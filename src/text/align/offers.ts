import { Likeness } from './likeness.ts'
import { SketchIndex } from './sketch.ts'
import { readStems } from './stems.ts'

/** A new block and an archived one that is similar, by their places among the texts that were given. */
interface Offer { archived: number; fresh: number; similarity: number }

const MOST_STEPS = 100_000_000

/** For new texts the most similar archived ones, each offered once. */
export function findOffers(fresh: readonly string[], archived: readonly string[], least: number): Offer[] {
  if (fresh.length === 0 || archived.length === 0) return []
  const takenFresh = new Set<number>()
  const takenArchived = new Set<number>()
  const found = findSimilar(fresh, archived).filter(({ similarity }) => similarity >= least)
  return found.sort((a, b) => b.similarity - a.similarity || a.fresh - b.fresh || a.archived - b.archived).filter((offer) => {
    if (takenFresh.has(offer.fresh) || takenArchived.has(offer.archived)) return false
    takenFresh.add(offer.fresh)
    takenArchived.add(offer.archived)
    return true
  })
}

function findSimilar(fresh: readonly string[], archived: readonly string[]): Offer[] {
  const { words, starts } = readStems([...archived, ...fresh])
  const index = new SketchIndex({ words, starts }, 0, archived.length)
  const likeness = new Likeness()
  const offers: Offer[] = []
  for (let at = 0; at < fresh.length && likeness.steps < MOST_STEPS; at++) {
    const [from = 0, to = 0] = starts.subarray(archived.length + at)
    likeness.load(words, from, to)
    for (const block of index.find(archived.length + at)) {
      const [start = 0, end = 0] = starts.subarray(block)
      offers.push({ archived: block, fresh: at, similarity: 2 * likeness.shared(words, start, end) / (to - from + end - start) })
    }
  }
  return offers
}
