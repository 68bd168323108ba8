import { readGeneration } from './store.ts'
import type { ReaderDb } from './published.ts'

/** Works something out once for each generation of the site: it cannot have changed before the next. */
export function oncePerGeneration<Asker extends { db: ReaderDb }, T>(workOut: (asker: Asker) => Promise<T>): (asker: Asker) => Promise<T> {
  const known = new WeakMap<Asker, { generation: number; value: Promise<T> }>()
  return async (asker) => {
    // Read before the work: what is newer than its number is only worked out once more.
    const generation = await readGeneration(asker.db)
    const last = known.get(asker)
    if (last?.generation === generation) return last.value
    const value = workOut(asker)
    known.set(asker, { generation, value })
    value.catch(() => known.delete(asker))
    return value
  }
}
