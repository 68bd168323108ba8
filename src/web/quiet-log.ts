import type { Log } from '../log.ts'

const PAUSE_MS = 60_000

/** A log that anybody from outside can make grow: one line a minute of each kind, with how many were left out since the last. */
export function quietLog(log: Log, now: () => number = Date.now): (kind: string, ...line: Required<Parameters<Log>>) => void {
  const kinds = new Map<string, { until: number; left: number }>()
  return (kind, event, fields) => {
    const last = kinds.get(kind)
    if (last && now() < last.until) return void last.left++
    kinds.set(kind, { until: now() + PAUSE_MS, left: 0 })
    log(event, last && last.left > 0 ? { ...fields, left: last.left } : fields)
  }
}
