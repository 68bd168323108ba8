import { noteReads, recordReads } from './reads.ts'
import { readGeneration } from './store.ts'
import type { ReaderDb } from './published.ts'

/** Works something out once for each generation of the site: it cannot have changed before the next. */
export function oncePerGeneration<Asker extends { db: ReaderDb }, T>(workOut: (asker: Asker) => Promise<T>): (asker: Asker) => Promise<T> {
  const known = new WeakMap<Asker, { generation: number; found: ReturnType<typeof recordReads<T>> }>()
  return async (asker) => {
    // Read before the work: what is newer than its number is only worked out once more.
    const generation = await readGeneration(asker.db)
    const last = known.get(asker)
    const found = last?.generation === generation ? last.found : recordReads(() => workOut(asker))
    if (found !== last?.found) {
      known.set(asker, { generation, found })
      found.catch(() => known.delete(asker))
    }
    const { value, reads } = await found
    // Whoever gets it depends on what it was worked out of.
    noteReads(reads)
    return value
  }
}
