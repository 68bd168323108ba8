import { AppError } from '../errors.ts'
import { now } from '../db/id.ts'
import { log as writeLog, type Log } from '../log.ts'
import type { Site } from '../web/site.ts'
import { findNextSchedule } from './schedule-store.ts'

/** Other processes plan too: nothing is published later than this after its time. */
const LONGEST_WAIT_MS = 20_000
const SHORTEST_WAIT_MS = 1000

interface Timer {
  /** Lets what is being published finish, and publishes nothing more. */
  stop: () => Promise<void>
}

type Watched = Pick<Site, 'db' | 'publicationChanged'>

/** Publishes at its time what was planned, beginning with what came due while no server ran. */
export function startTimer(site: Watched, log: Log = writeLog): Timer {
  let stopped = false
  let waiting: NodeJS.Timeout | undefined
  const turn = async (): Promise<void> => {
    const wait = await publishAndLookAhead(site, log).catch((error: unknown) => {
      if (!passesByItself(error)) log('schedule.failed', { error: String(error) })
      return LONGEST_WAIT_MS
    })
    if (!stopped) waiting = setTimeout(() => { running = turn() }, Math.min(Math.max(wait, SHORTEST_WAIT_MS), LONGEST_WAIT_MS)).unref()
  }
  let running = turn()
  const stop = async () => {
    stopped = true
    clearTimeout(waiting)
    await running
  }
  return { stop }
}

/** How many milliseconds there are until the next is due. */
async function publishAndLookAhead({ db, publicationChanged }: Watched, log: Log): Promise<number> {
  const next = await findNextSchedule(db)
  if (!next) return LONGEST_WAIT_MS
  const left = Date.parse(next.due_at) - Date.parse(now())
  if (left > 0) return left
  // Loaded when something is due: a server that starts needs none of it.
  const { publishDue } = await import('./due.ts')
  const { published, failures } = await publishDue(db)
  if (published > 0) await publicationChanged()
  for (const failure of failures) if (!passesByItself(failure)) log('schedule.failed', { error: String(failure) })
  return failures.length > 0 ? LONGEST_WAIT_MS : 0
}

/** A database that is away for a while, or full, is tried again later and needs no report. */
function passesByItself(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'out_of_order' || error.code === 'read_only')
}
