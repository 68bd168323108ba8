import { AsyncLocalStorage } from 'node:async_hooks'

/** Names of what was asked of the database while something was made. */
type Reads = Set<string>

const noting = new AsyncLocalStorage<Reads>()

/** Does the work and gives the names of all that it asked for. */
export async function recordReads<T>(work: () => Promise<T>): Promise<{ value: T; reads: ReadonlySet<string> }> {
  const reads: Reads = new Set()
  const value = await noting.run(reads, work)
  return { value, reads }
}

/** For whoever asks the database: of use where somebody records, nothing elsewhere. */
export function noteReads(names: Iterable<string>): void {
  const reads = noting.getStore()
  if (reads) for (const name of names) reads.add(name)
}
