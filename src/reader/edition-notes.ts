import type { Voice } from '../i18n/voice.ts'
import { summarizeChanges, type Kept } from '../editions/changes.ts'
import { traceLineage } from '../editions/lineage.ts'
import { listKept, listLineage } from './history-store.ts'
import type { PastEdition, Version } from './model.ts'
import type { ReaderDb } from './published.ts'

/** What each edition changed over the one before it, in a few words, by number; those that were withdrawn are told of no more. */
export async function readNotes(
  db: ReaderDb, version: Version, editions: readonly PastEdition[], t: Voice['t'],
): Promise<ReadonlyMap<number, string>> {
  const standing = editions.filter(({ withdrawn }) => !withdrawn).toSorted((a, b) => a.number - b.number)
  if (standing.length < 2) return new Map()
  const kept: ReadonlyMap<number, Kept[]> = Map.groupBy(await listKept(db, version), ({ number }) => number)
  const lines = Map.groupBy(await listLineage(db, version), ({ number }) => number)
  return new Map(standing.slice(1).map(({ number }, i) => {
    const before = standing[i]?.number ?? 0
    const [old, next] = [kept.get(before) ?? [], kept.get(number) ?? []]
    const steps = [...lines].filter(([at]) => at > before && at <= number).toSorted(([a], [b]) => a - b).map(([, step]) => step)
    const lineage = traceLineage(steps, old.map(({ segment_id }) => segment_id), next.map(({ segment_id }) => segment_id))
    return [number, summarizeChanges(next, old, version.language, t, lineage)]
  }))
}
