import { AppError } from '../errors.ts'
import type { Db } from '../db/schema.ts'
import { log as writeLog, type Log } from '../log.ts'

/** How soon the memory knows of a decision that nobody asked it about meanwhile: a look-up knows at once. */
const LATER_MS = 2000

/** Keeps the memory in step with decisions, whoever made them, and its index with the memory. */
export class MemoryKeeper {
  readonly #db: Db
  readonly #log: Log
  #working: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(db: Db, log: Log = writeLog) {
    this.#db = db
    this.#log = log
  }

  watch(): void {
    this.#timer = setInterval(() => void this.work(), LATER_MS).unref()
  }

  /** Brings it up to date; what is under way is waited for. */
  work(): Promise<void> {
    return this.#working ??= this.#sync().finally(() => { this.#working = undefined })
  }

  /** Lets what was begun come to an end. */
  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#timer)
    await this.#working
  }

  async #sync(): Promise<void> {
    try {
      // Loaded with the first work: a start needs nothing of it.
      const { syncMemory } = await import('./sync.ts')
      await syncMemory(this.#db, () => this.#closed)
    } catch (error) {
      const passes = error instanceof AppError && (error.code === 'out_of_order' || error.code === 'read_only')
      if (!passes) this.#log('memory.failed', { error: String(error) })
    }
  }
}
