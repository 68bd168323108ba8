import { noteReads, recordReads } from './reads.ts'
import { readGeneration } from './store.ts'
import type { ReaderDb } from './published.ts'

interface Asking { db: ReaderDb }
type Found<T> = ReturnType<typeof recordReads<T>>

/** Works something out once for each generation of the site: it cannot have changed before the next. */
export function oncePerGeneration<Asker extends Asking, T>(workOut: (asker: Asker) => Promise<T>): (asker: Asker) => Promise<T> {
  const found = latelyPerGeneration((asker: Asker) => workOut(asker), () => '', 1)
  return (asker) => found(asker, undefined)
}

/** The same for each of many subjects: the last so many are known, as the pages of one article ask for the same again and again. */
export function latelyPerGeneration<Asker extends Asking, Subject, T>(
  workOut: (asker: Asker, subject: Subject) => Promise<T>, nameOf: (subject: Subject) => string, most: number,
): (asker: Asker, subject: Subject) => Promise<T> {
  const known = new WeakMap<Asker, { generation: number; found: Map<string, Found<T>> }>()
  return async (asker, subject) => {
    // Read before the work: what is newer than its number is only worked out once more.
    const generation = await readGeneration(asker.db)
    const last = known.get(asker)
    const found = last?.generation === generation ? last.found : new Map<string, Found<T>>()
    if (found !== last?.found) known.set(asker, { generation, found })
    const name = nameOf(subject)
    const { value, reads } = await (found.get(name) ?? keep(found, { name, most }, recordReads(() => workOut(asker, subject))))
    // Whoever gets it depends on what it was worked out of.
    noteReads(reads)
    return value
  }
}

function keep<T>(found: Map<string, Found<T>>, { name, most }: { name: string; most: number }, coming: Found<T>): Found<T> {
  const [oldest] = found.keys()
  if (found.size >= most && oldest !== undefined) found.delete(oldest)
  found.set(name, coming)
  coming.catch(() => { if (found.get(name) === coming) found.delete(name) })
  return coming
}
